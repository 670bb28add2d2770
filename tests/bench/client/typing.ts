import { encodeStateAsUpdate, encodeStateAsUpdateV2 } from 'yjs';
import { quantile } from '../measure/statistics.ts';
import { textOf } from './document.ts';
import { readLogSize } from './relay-size.ts';
import { openScene } from './scene.ts';
import type { Trace } from './trace.ts';
import { typeAt } from './type-at.ts';

/** Keys per second of the person who writes, in her own time. */
const keysPerSecond = 10;

/**
 * The trace typed through the real client at ten keys a second, while somebody else has the document open. Ana's time
 * goes `speed` times faster than the network's.
 */
export async function typeTrace({ edits, source }: Trace, speed: number) {
  const scene = await openScene(speed);
  try {
    const { open, wire, store } = scene;
    const text = textOf(open.doc);
    const before = { up: wire.up, down: wire.down, ...store };
    const appendsBefore = wire.messages.get('append') ?? 0;
    const appendBytesBefore = wire.bytes.get('append') ?? 0;
    await scene.company.has('');
    const cpuBefore = process.cpuUsage();
    const applyMs = await typeAt(text, edits, keysPerSecond * speed);
    await scene.sent();
    const { user, system } = process.cpuUsage(cpuBefore);
    const readerCpuMs = await scene.company.has(text.toJSON());
    const keys = edits.length;
    const frames = (wire.messages.get('append') ?? 0) - appendsBefore;
    const frameBytes = (wire.bytes.get('append') ?? 0) - appendBytesBefore;
    const log = await readLogSize(scene.server.folder, scene.space, open.id);
    return {
      keys,
      isGenerated: source === 'generated' ? 1 : 0,
      applyMsP50: quantile(applyMs, 0.5),
      applyMsP99: quantile(applyMs, 0.99),
      writerCpuMsPerKey: (user + system) / 1000 / keys,
      readerCpuMsPerKey: readerCpuMs / keys,
      commitsPerKey: (store.commits - before.commits) / keys,
      storeMsPerCommit:
        (store.commitMs - before.commitMs) /
        Math.max(1, store.commits - before.commits),
      storedBytesPerKey: (store.bytes - before.bytes) / keys,
      frames,
      keysPerFrame: keys / Math.max(1, frames),
      bytesPerFrame: frameBytes / Math.max(1, frames),
      wireBytesUpPerKey: (wire.up - before.up) / keys,
      wireBytesDownPerKey: (wire.down - before.down) / keys,
      diskBytes: scene.ana.disk.size,
      relayEntries: log.entries,
      relayBytes: log.bytes,
      entriesAfterSnapshot: log.entriesAfterSnapshot,
      snapshotBytes: log.snapshotBytes,
      yjsV1Bytes: encodeStateAsUpdate(open.doc).length,
      yjsV2Bytes: encodeStateAsUpdateV2(open.doc).length,
    };
  } finally {
    await scene.end();
  }
}
