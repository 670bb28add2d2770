import { parentPort, workerData } from 'node:worker_threads';
import * as Y from 'yjs';

/** For tests: Yjs by itself, with whatever it is given. */
parentPort?.postMessage('begin');
Y.parseUpdateMetaV2(workerData as Uint8Array);
parentPort?.postMessage('end');
