import type { Clock } from '@minga/base';
import type { EntryDecoder } from './entry-decoder.ts';
import {
  type DecodeAnswer,
  type DecodeThread,
  type DecodeThreadEvents,
  workerDecoder,
} from './worker-decoder.ts';

/** One for all documents of a tab or a headless member: a thread costs memory. Started with the first entry. */
export function threadDecoder(clock: Clock): EntryDecoder {
  return workerDecoder({ clock, start: startDecodeThread });
}

/** The platform's worker: a Web Worker in browsers, a worker thread in Node. Throws where there is neither. */
function startDecodeThread(events: DecodeThreadEvents): DecodeThread {
  return 'Worker' in globalThis ? webWorker(events) : nodeThread(events);
}

function webWorker(events: DecodeThreadEvents): DecodeThread {
  // Written out like this, so that the bundler finds the file.
  const worker = new Worker(new URL('./decode-worker.ts', import.meta.url), {
    type: 'module',
  });
  worker.onmessage = ({ data }: MessageEvent<'ready' | DecodeAnswer>) => {
    if (data === 'ready') events.ready();
    else events.answered(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    events.died();
  };
  return {
    post(request) {
      worker.postMessage(request);
    },
    kill() {
      worker.onmessage = null;
      worker.onerror = null;
      worker.terminate();
    },
  };
}

function nodeThread(events: DecodeThreadEvents): DecodeThread {
  // Not an import: bundlers for browsers would look for it.
  const threads = process.getBuiltinModule('node:worker_threads');
  const url = new URL('./decode-worker.ts', import.meta.url);
  const worker = new threads.Worker(url, {
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  let isKilled = false;
  worker.unref();
  worker.on('message', (message: 'ready' | DecodeAnswer) => {
    if (isKilled) return;
    if (message === 'ready') events.ready();
    else events.answered(message);
  });
  worker.on('error', () => {
    if (!isKilled) events.died();
  });
  return {
    post(request) {
      worker.postMessage(request);
    },
    kill() {
      isKilled = true;
      void worker.terminate();
    },
  };
}
