import { systemClock } from '@minga/base';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { threadDecoder } from './decode-thread.ts';
import { runLengthBomb } from './test-support/run-length-bomb.ts';

test('a worker of the browser decodes, and refuses what would hang', async () => {
  const heard: unknown[] = [];
  const { Worker: RealWorker } = globalThis;
  globalThis.Worker = class extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }) => heard.push(data));
    }
  };
  const decoder = threadDecoder(systemClock);
  const doc = new Y.Doc();
  doc.getText('t').insert(0, 'hola');
  const update = new Uint8Array(Y.encodeStateAsUpdateV2(doc));
  const [good, bad] = await decoder.decode([
    { codec: 'v2', update },
    { codec: 'v2', update: runLengthBomb },
  ]);
  expect(good).toMatchObject({
    ok: true,
    value: { runs: [{ client: doc.clientID, from: 0, to: 4 }] },
  });
  expect(bad).toEqual({ ok: false, error: 'too-large' });
  // Not where it was called: that is what happens without workers.
  expect(heard).toHaveLength(3);
  decoder.close();
  globalThis.Worker = RealWorker;
});
