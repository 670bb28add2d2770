import { parentPort } from 'node:worker_threads';
import { decodeUpdate } from '../decode-update.ts';
import type { DecodeRequest } from '../worker-decoder.ts';

/** For tests: a decoder that never ends when an update begins with 0xff, and dies when it begins with 0xfe. */
parentPort?.on('message', ({ items }: DecodeRequest) => {
  items.forEach((item, index) => {
    if (item.update[0] === 0xfe) throw new Error('as planned');
    while (item.update[0] === 0xff);
    parentPort?.postMessage({ index, outcome: decodeUpdate(item) });
  });
});
parentPort?.postMessage('ready');
