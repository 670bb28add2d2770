import { setTimeout as sleep } from 'node:timers/promises';
import {
  createRelativePositionFromTypeIndex,
  relativePositionToJSON,
} from 'yjs';
import { textOf } from './document.ts';
import { openScene } from './scene.ts';

/** Bytes up per key at ten keys a second in real time, company in the room, with the caret told or not. */
export async function bytesPerKey(keys: number, withCursor: boolean) {
  const scene = await openScene(1);
  try {
    const { open, wire } = scene;
    const text = textOf(open.doc);
    if (withCursor)
      open.awareness.setLocalState({ field: 'paper', cursor: null });
    await sleep(2_000);
    const before = wire.up;
    const messages = new Map(wire.messages);
    const bytes = new Map(wire.bytes);
    for (let i = 0; i < keys; i++) {
      text.insert(i, String.fromCharCode(97 + (i % 26)));
      if (withCursor) {
        const place: unknown = relativePositionToJSON(
          createRelativePositionFromTypeIndex(text, i + 1, -1),
        );
        open.awareness.setLocalStateField('cursor', {
          anchor: place,
          head: place,
        });
      }
      await sleep(100);
    }
    await scene.sent();
    const since = (now: Map<string, number>, then: Map<string, number>) =>
      Object.fromEntries(
        [...now].map(([kind, n]) => [kind, (n - (then.get(kind) ?? 0)) / keys]),
      );
    const perKey = since(wire.bytes, bytes);
    const count = since(wire.messages, messages);
    return {
      keys,
      bytesUpPerKey: (wire.up - before) / keys,
      appendBytesPerKey: perKey['append'] ?? 0,
      presenceBytesPerKey: perKey['eph'] ?? 0,
      keysPerFrame: 1 / (count['append'] ?? NaN),
      presencePerSecond: (count['eph'] ?? 0) * 10,
    };
  } finally {
    await scene.end();
  }
}
