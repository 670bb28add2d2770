import { Worker } from 'node:worker_threads';
import { type Clock, ownBytes, systemClock } from '@minga/base';
import { createDoc } from '@minga/documents';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { threadDecoder } from './decode-thread.ts';
import type { EncodedUpdate } from './decode-update.ts';
import type { EntryDecoder } from './entry-decoder.ts';
import { runLengthBomb } from './test-support/run-length-bomb.ts';
import {
  type DecodeAnswer,
  type DecodeThread,
  type DecodeThreadEvents,
  workerDecoder,
} from './worker-decoder.ts';

let decoder: EntryDecoder;
let started = 0;
afterEach(() => {
  decoder.close();
  started = 0;
});

function letters(text: string): EncodedUpdate {
  const doc = createDoc(text.length);
  doc.getText('t').insert(0, text);
  return { codec: 'v1', update: ownBytes(Y.encodeStateAsUpdate(doc)) };
}

const hanging: EncodedUpdate = { codec: 'v1', update: new Uint8Array([0xff]) };
const deadly: EncodedUpdate = { codec: 'v1', update: new Uint8Array([0xfe]) };

function hangingThread(events: DecodeThreadEvents): DecodeThread {
  started++;
  const worker = new Worker(
    new URL('./test-support/hanging-worker.ts', import.meta.url),
  );
  worker.on('message', (message: 'ready' | DecodeAnswer) => {
    if (message === 'ready') events.ready();
    else events.answered(message);
  });
  worker.on('error', () => {
    events.died();
  });
  return {
    post: (request) => {
      worker.postMessage(request);
    },
    kill: () => {
      worker.removeAllListeners();
      void worker.terminate();
    },
  };
}

function outcomes(
  results: Awaited<ReturnType<EntryDecoder['decode']>>,
): string[] {
  return results.map((one) => (one.ok ? 'decoded' : one.error));
}

describe('decoding apart from us', () => {
  test('says the same as decoding here', async () => {
    decoder = threadDecoder(systemClock);
    const items = [
      letters('hola'),
      letters('mundo'),
      { codec: 'v2', update: new Uint8Array([1, 2]) } as const,
    ];
    const [first, second] = await Promise.all([
      decoder.decode(items),
      decoder.decode([letters('otra vez')]),
    ]);
    expect(outcomes(first)).toEqual(['decoded', 'decoded', 'malformed']);
    expect(outcomes(second)).toEqual(['decoded']);
    expect(first[0]).toMatchObject({
      value: {
        runs: [{ client: 4, from: 0, to: 4 }],
        update: items[0]!.update,
      },
    });
  });

  test('one that hangs is killed and blamed, and those around it are decoded', async () => {
    decoder = workerDecoder({
      clock: systemClock,
      start: hangingThread,
      watchdogMs: 600,
    });
    const results = await decoder.decode([
      letters('a'),
      hanging,
      letters('b'),
      hanging,
      letters('c'),
    ]);
    expect(outcomes(results)).toEqual([
      'decoded',
      'hang',
      'decoded',
      'hang',
      'decoded',
    ]);
    expect(outcomes(await decoder.decode([letters('d')]))).toEqual(['decoded']);
    // Together, then alone: after each of the two that hung another thread.
    expect(started).toBe(4);
  });

  test('one that takes the thread down with it is treated alike', async () => {
    decoder = workerDecoder({ clock: systemClock, start: hangingThread });
    expect(
      outcomes(await decoder.decode([letters('a'), deadly, letters('b')])),
    ).toEqual(['decoded', 'hang', 'decoded']);
  });

  test('nobody is blamed because the device slept', async () => {
    let skew = 0;
    // Every other timer is long due when it is set.
    const sleepy: Clock = {
      ...systemClock,
      after: (ms, task) => systemClock.after(skew++ % 2 === 0 ? 0 : ms, task),
    };
    decoder = workerDecoder({
      clock: sleepy,
      start: hangingThread,
      watchdogMs: 5_000,
    });
    expect(outcomes(await decoder.decode([letters('a')]))).toEqual(['decoded']);
    expect(started).toBe(1);
  });

  test('where there is no worker it happens here', async () => {
    decoder = workerDecoder({
      clock: systemClock,
      start: () => {
        throw new Error('none');
      },
    });
    expect(
      outcomes(
        await decoder.decode([
          letters('a'),
          { codec: 'v2', update: runLengthBomb },
        ]),
      ),
    ).toEqual(['decoded', 'too-large']);
  });

  test(
    'the run-length bomb that hangs Yjs is refused at once',
    { timeout: 20_000 },
    async () => {
      const heard: string[] = [];
      const yjs = new Worker(
        new URL('./test-support/yjs-worker.ts', import.meta.url),
        { workerData: runLengthBomb },
      );
      yjs.on('message', (message: string) => heard.push(message));
      yjs.on('error', () => heard.push('died'));
      await expect.poll(() => heard, { timeout: 15_000 }).toContain('begin');
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      void yjs.terminate();
      expect(heard).toEqual(['begin']);
      decoder = threadDecoder(systemClock);
      expect(
        outcomes(
          await decoder.decode([{ codec: 'v2', update: runLengthBomb }]),
        ),
      ).toEqual(['too-large']);
    },
  );
});
