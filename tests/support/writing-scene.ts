import { type DocumentId, unwrap } from '@minga/base';
import type { OpenDocument, Space } from '@minga/sync';
import { type FastClock, fastClock } from './fast-clock.ts';
import { type LocalRelay, startLocalRelay } from './local-relay.ts';
import {
  type HeadlessMember,
  type HeadlessOptions,
  isLive,
  openMember,
  sent,
  until,
} from './member.ts';

/** A real relay, Ana with a document that begins `leen `, and a link into her group. */
export interface WritingScene {
  readonly clock: FastClock;
  readonly relay: LocalRelay;
  /** The relay's disk after its next start. */
  readonly disk: { maxPages?: number };
  readonly doc: DocumentId;
  readonly space: Space;
  readonly document: OpenDocument;
  readonly link: string;
  open(
    name: string,
    options?: Partial<HeadlessOptions>,
  ): Promise<HeadlessMember>;
  /** Somebody else joins and opens the document. */
  enter(
    name: string,
    options?: Partial<HeadlessOptions>,
  ): Promise<{ readonly space: Space; readonly document: OpenDocument }>;
  end(): Promise<void>;
}

export interface SceneOptions {
  readonly speed?: number;
  readonly ana?: Partial<HeadlessOptions>;
  readonly days?: number;
}

export async function anaWrites(
  options: SceneOptions = {},
): Promise<WritingScene> {
  const { speed = 20, days = 7 } = options;
  const clock = fastClock(speed);
  const disk: { maxPages?: number } = {};
  const relay = await startLocalRelay({ clock, maxPages: () => disk.maxPages });
  const members: HeadlessMember[] = [];
  const open: WritingScene['open'] = async (name, more = {}) => {
    const { url } = relay;
    const member = await openMember({ name, relay: url, clock, ...more });
    members.push(member);
    return member;
  };
  const ana = await open('Ana', options.ana);
  const space = await ana.createSpace('Cordillera');
  await until(space.view, isLive);
  const doc = unwrap(await space.createDocument());
  const document = await space.openDocument(doc);
  write(document, 'leen ');
  await sent(document);
  const { link } = unwrap(await space.invite({ days, uses: 20 }));
  await until(space.view, ({ unsent }) => unsent === 0);
  return {
    clock,
    relay,
    disk,
    doc,
    space,
    document,
    link,
    open,
    async enter(name, more) {
      const member = await open(name, more);
      const hers = await member.join(link);
      await until(hers.view, isLive);
      return { space: hers, document: await hers.openDocument(doc) };
    },
    async end() {
      for (const member of members) await member.close();
      await relay.dispose();
      clock.stop();
    },
  };
}

export const textOf = (document: OpenDocument): string =>
  document.doc.getText('texto').toJSON();

export function write(document: OpenDocument, text: string): void {
  document.doc.getText('texto').insert(textOf(document).length, text);
}
