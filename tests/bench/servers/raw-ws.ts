import { WebSocketServer } from 'ws';
import { serve } from './serve.ts';

// The least a relay can do: every message to everybody else, at once. Keeps nothing, acknowledges nothing.
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (from) => {
  from.on('message', (data) => {
    for (const to of server.clients) if (to !== from) to.send(data);
  });
});
server.on('listening', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) serve(address.port);
});
