import { type WebSocket, WebSocketServer } from 'ws';
import { serve } from './serve.ts';

// One socket write per client and window: each message with its length in front. Keeps nothing, acknowledges nothing.
const windowMs = 10;

interface Arrived {
  readonly from: WebSocket;
  readonly bytes: Buffer;
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
let waiting: Arrived[] = [];

server.on('connection', (from) => {
  from.on('message', (data: Buffer) => {
    const bytes = Buffer.allocUnsafe(4 + data.length);
    bytes.writeUInt32BE(data.length);
    data.copy(bytes, 4);
    if (waiting.length === 0) setTimeout(flush, windowMs);
    waiting.push({ from, bytes });
  });
});
server.on('listening', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) serve(address.port);
});

function flush(): void {
  const arrived = waiting;
  waiting = [];
  const authors = new Set(arrived.map(({ from }) => from));
  const shared = Buffer.concat(arrived.map(({ bytes }) => bytes));
  for (const to of server.clients) {
    const own = authors.has(to)
      ? Buffer.concat(
          arrived.filter(({ from }) => from !== to).map(({ bytes }) => bytes),
        )
      : shared;
    if (own.length > 0) to.send(own);
  }
}
