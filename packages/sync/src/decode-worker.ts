import { decodeUpdate } from './decode-update.ts';
import type { DecodeAnswer, DecodeRequest } from './worker-decoder.ts';

/** Runs in a worker: bytes in, what they say out, one answer per item. */
function serve(
  request: DecodeRequest,
  answer: (answer: DecodeAnswer) => void,
): void {
  request.items.forEach((item, index) => {
    answer({ index, outcome: decodeUpdate(item) });
  });
}

interface WorkerScope {
  onmessage: ((event: MessageEvent<DecodeRequest>) => void) | null;
  postMessage(message: 'ready' | DecodeAnswer): void;
}

if ('WorkerGlobalScope' in globalThis) {
  const scope = globalThis as unknown as WorkerScope;
  scope.onmessage = ({ data }) => {
    serve(data, (answer) => {
      scope.postMessage(answer);
    });
  };
  scope.postMessage('ready');
} else {
  const { parentPort } = process.getBuiltinModule('node:worker_threads');
  parentPort?.on('message', (request: DecodeRequest) => {
    serve(request, (answer) => {
      parentPort.postMessage(answer);
    });
  });
  parentPort?.postMessage('ready');
}
