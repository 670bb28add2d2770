import { setTimeout as sleep } from 'node:timers/promises';
import { type DocumentId, type SpaceId, unwrap } from '@minga/base';
import type { MemoryDisk } from '@minga/store';
import { isLive, openMember, sent, until } from '../../support/member.ts';
import { textOf } from '../client/document.ts';
import { type RelayLogSize, readLogSize } from '../client/relay-size.ts';
import { scaledClock } from '../client/scaled-clock.ts';
import type { Edit } from '../client/trace.ts';
import { typeAt } from '../client/type-at.ts';
import { type BenchedServer, startServer } from '../servers/start.ts';
import type { SlowLink } from './slow-link.ts';

/** A group in which a document was written while the visitors were away. */
export interface WrittenSpace {
  readonly server: BenchedServer;
  readonly space: SpaceId;
  readonly doc: DocumentId;
  /** Who has joined before there was a document, one per round. */
  readonly visitors: readonly MemoryDisk[];
  readonly letters: number;
}

/** How many times faster than usual the document is written. */
const speed = 200;
const keysPerSecond = 10;

export async function writeSpace(
  edits: readonly Edit[],
  visitors: number,
): Promise<WrittenSpace> {
  const server = await startServer('minga');
  const relay = `http://127.0.0.1:${server.port}`;
  const clock = scaledClock(speed);
  const ana = await openMember({ name: 'Ana', relay });
  const founded = await ana.createSpace('Cordillera');
  await until(founded.view, isLive);
  const { link } = unwrap(
    await founded.invite({ days: 7, uses: visitors + 1 }),
  );
  await until(founded.view, (view) => view.unsent === 0);
  const disks: MemoryDisk[] = [];
  for (let i = 0; i < visitors; i++) {
    const rosa = await openMember({ name: `Rosa ${i}`, relay });
    await until((await rosa.join(link)).view, isLive);
    await rosa.close();
    disks.push(rosa.disk);
  }
  await ana.close();
  const writer = await openMember({
    name: 'Ana',
    relay,
    clock,
    disk: ana.disk,
  });
  const space = writer.space(founded.id);
  await until(space.view, isLive);
  const doc = unwrap(await space.createDocument());
  const open = await space.openDocument(doc);
  const text = textOf(open.doc);
  await typeAt(text, edits, speed * keysPerSecond);
  await sent(open, 60_000);
  await untilCompact(() => readLogSize(server.folder, space.id, doc));
  const letters = text.length;
  await writer.close();
  return { server, space: founded.id, doc, visitors: disks, letters };
}

/** Snapshots are made in their own time; without one the visitors get the log as it is. */
async function untilCompact(read: () => Promise<RelayLogSize>): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const { snapshotBytes, entriesAfterSnapshot } = await read();
    if (snapshotBytes > 0 && entriesAfterSnapshot <= 500) return;
    await sleep(200);
  }
}

/** From opening the app to everything being there; the second time the device has it already. */
export async function visit(
  { space, doc, letters }: WrittenSpace,
  disk: MemoryDisk,
  link: SlowLink,
) {
  link.forget();
  const startedAt = performance.now();
  const rosa = await openMember({
    name: 'Rosa',
    relay: `http://127.0.0.1:${link.port}`,
    disk,
  });
  const hers = rosa.space(space);
  const open = await hers.openDocument(doc);
  while (textOf(open.doc).length < letters) await sleep(10);
  const shownMs = performance.now() - startedAt;
  await until(hers.view, isLive, 60_000);
  await until(open.status, ({ caughtUp }) => caughtUp, 60_000);
  const figures = {
    shownMs,
    caughtUpMs: performance.now() - startedAt,
    bytesDown: link.down,
    bytesUp: link.up,
  };
  await rosa.close();
  return figures;
}
