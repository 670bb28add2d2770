import { setTimeout as sleep } from 'node:timers/promises';
import type { DocumentId } from '@minga/base';
import type { OpenDocument } from '@minga/sync';
import { type HeadlessMember, openMember } from '../../support/member.ts';
import { textOf } from './document.ts';
import { scaledClock } from './scaled-clock.ts';

export type CompanyOrder =
  | {
      readonly kind: 'join';
      readonly relay: string;
      readonly link: string;
      readonly doc: DocumentId;
      readonly speed: number;
    }
  | { readonly kind: 'has'; readonly text: string };

export interface CompanyNews {
  readonly cpuMs: number;
}

let member: HeadlessMember | null = null;
let open: OpenDocument | null = null;
let before = process.cpuUsage();

process.on('message', (order: CompanyOrder) => {
  void obey(order).then(() => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    const news: CompanyNews = { cpuMs: (user + system) / 1000 };
    process.send?.(news);
  });
});
process.on('disconnect', () => {
  void member?.close().finally(() => process.exit());
});

async function obey(order: CompanyOrder): Promise<void> {
  if (order.kind === 'join') {
    const { relay, link, doc, speed } = order;
    member = await openMember({
      name: 'Rosa',
      relay,
      clock: scaledClock(speed),
    });
    const space = await member.join(link);
    open = await space.openDocument(doc);
  } else
    while (open !== null && textOf(open.doc).toJSON() !== order.text)
      await sleep(20);
}
