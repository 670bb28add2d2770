import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { dataFolder } from './serve.ts';

// What the disk and node:sqlite allow: rows of an entry's size, fifty to a commit, each commit durable. Runs by itself
// and tells the bench how long it took.
const rows = 20_000;
const batch = 50;
const frame = Buffer.alloc(430, 7);

const database = new DatabaseSync(join(dataFolder(), 'limit.db'));
database.exec(
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE log (seq INTEGER PRIMARY KEY, frame BLOB NOT NULL)',
);
const insert = database.prepare('INSERT INTO log (frame) VALUES (?)');
const before = process.cpuUsage();
const startedAt = performance.now();
for (let row = 0; row < rows; row += batch) {
  database.exec('BEGIN IMMEDIATE');
  for (let i = 0; i < batch; i++) insert.run(frame);
  database.exec('COMMIT');
}
const ms = performance.now() - startedAt;
const { user, system } = process.cpuUsage(before);
process.send?.({ rows, ms, cpuMs: (user + system) / 1000 });
process.disconnect();
