import { setTimeout as sleep } from 'node:timers/promises';
import { createRequire } from 'node:module';
import { WebSocket } from 'ws';
import {
  Doc,
  createRelativePositionFromTypeIndex,
  relativePositionToJSON,
} from 'yjs';
import { frameHeader } from '../client/counting.ts';
import type { ProviderModule } from './provider.ts';

// Types letters through y-websocket's own provider and tells what went up per letter, in whole WebSocket frames.

const [, , port = '', keys = '', cursor = ''] = process.argv;

let up = 0;
class CountingSocket extends WebSocket {
  override send(data: Uint8Array): void {
    up += data.length + frameHeader(data.length, true);
    super.send(data);
  }
}

const name = 'y-websocket';
const { WebsocketProvider } = createRequire(import.meta.url)(
  name,
) as ProviderModule;
const doc = new Doc();
const text = doc.getText('paper');
const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, 'bench', doc, {
  WebSocketPolyfill: CountingSocket,
  disableBc: true,
});
await new Promise<void>((resolve) => {
  provider.once('sync', resolve);
});
// As Tiptap's caret extension fills it.
if (cursor === 'cursor')
  provider.awareness.setLocalStateField('user', {
    name: 'Ana Quispe',
    color: '#2e3f8f',
  });
await sleep(500);
const before = up;
for (let i = 0; i < Number(keys); i++) {
  text.insert(i, String.fromCharCode(97 + (i % 26)));
  if (cursor === 'cursor') {
    const place: unknown = relativePositionToJSON(
      createRelativePositionFromTypeIndex(text, i + 1, -1),
    );
    provider.awareness.setLocalStateField('cursor', {
      anchor: place,
      head: place,
    });
  }
  await sleep(100);
}
process.stdout.write(`${(up - before) / Number(keys)}\n`);
provider.destroy();
process.exit();
