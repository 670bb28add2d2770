import type { SharingMessages } from '#lib/messages/sharing.ts';

/** Above the title: what it is, whose, of which day. */
export function paperHead(
  { paper, today }: SharingMessages,
  kind: 'problem' | 'story',
  group: string,
): string {
  return [paper[kind], group, today(new Date())].join(' · ');
}
