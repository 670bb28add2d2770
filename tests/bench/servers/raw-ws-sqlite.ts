import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type WebSocket, WebSocketServer } from 'ws';
import { dataFolder, serve } from './serve.ts';

// The naive relay with a durable log: what arrives in one turn of the event loop is one commit, then goes to everybody
// else message by message. Acknowledges nothing.
const database = new DatabaseSync(join(dataFolder(), 'log.db'));
database.exec(
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE log (seq INTEGER PRIMARY KEY, frame BLOB NOT NULL)',
);
const insert = database.prepare('INSERT INTO log (frame) VALUES (?)');

interface Arrived {
  readonly from: WebSocket;
  readonly data: Buffer;
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
let waiting: Arrived[] = [];

server.on('connection', (from) => {
  from.on('message', (data: Buffer) => {
    if (waiting.length === 0) setImmediate(commit);
    waiting.push({ from, data });
  });
});
server.on('listening', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) serve(address.port);
});

function commit(): void {
  const arrived = waiting;
  waiting = [];
  database.exec('BEGIN IMMEDIATE');
  for (const { data } of arrived) insert.run(data);
  database.exec('COMMIT');
  for (const { from, data } of arrived)
    for (const to of server.clients) if (to !== from) to.send(data);
}
