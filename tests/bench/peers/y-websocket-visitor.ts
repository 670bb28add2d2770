import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { Doc, applyUpdate } from 'yjs';
import type { ProviderModule } from './provider.ts';

// Opens a document through y-websocket's own provider and tells how long it took to be in sync, in ms.

const [, , port = '', state = '', stayMs = ''] = process.argv;

const name = 'y-websocket';
const { WebsocketProvider } = createRequire(import.meta.url)(
  name,
) as ProviderModule;
const doc = new Doc();
if (state !== '') applyUpdate(doc, new Uint8Array(readFileSync(state)));

const startedAt = performance.now();
const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, 'bench', doc, {
  WebSocketPolyfill: WebSocket,
  disableBc: true,
});
await new Promise<void>((resolve) => {
  provider.once('sync', resolve);
});
process.stdout.write(String(performance.now() - startedAt));
await sleep(Number(stayMs));
provider.destroy();
process.exit();
