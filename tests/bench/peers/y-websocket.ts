import { type IncomingMessage, createServer } from 'node:http';
import { createRequire } from 'node:module';
import { type WebSocket, WebSocketServer } from 'ws';
import { serve } from '../servers/serve.ts';

// The server that came with y-websocket 2.1.0, as its bin/server.cjs starts it. Keeps documents in memory only.

interface Utils {
  readonly setupWSConnection: (
    socket: WebSocket,
    request: IncomingMessage,
  ) => void;
}

const require = createRequire(import.meta.url);
// Not a name that tools look up: it is there only once the peers are installed.
const name = 'y-websocket/bin/utils';
const { setupWSConnection } = require(name) as Utils;

const server = createServer();
const sockets = new WebSocketServer({ noServer: true });
sockets.on('connection', setupWSConnection);
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (opened) => {
    sockets.emit('connection', opened, request);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) serve(address.port);
});
