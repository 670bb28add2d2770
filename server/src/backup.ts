import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { blobDatabaseName } from './sqlite-blobs.ts';
import { databaseName } from './sqlite-log.ts';

/** Attachments lie beside the copy of the log, in a file of their own. */
const blobsSuffix = '.blobs';

/** A consistent copy while the relay runs: one read transaction, the writer does not wait for it. */
export function backUp(dataDir: string, target: string): void {
  const source = join(dataDir, databaseName);
  if (!existsSync(source)) throw new Error('no log in the data folder');
  if (existsSync(target) || existsSync(`${target}${blobsSuffix}`))
    throw new Error('the target exists already');
  copyDatabase(source, target);
  const blobs = join(dataDir, blobDatabaseName);
  if (existsSync(blobs)) copyDatabase(blobs, `${target}${blobsSuffix}`);
}

function copyDatabase(source: string, target: string): void {
  const database = new DatabaseSync(source, { timeout: 5000 });
  try {
    database.prepare('VACUUM INTO ?').run(target);
  } finally {
    database.close();
  }
  // VACUUM INTO leaves the copy to the system's cache; a backup should outlive a power cut.
  const copy = openSync(target, 'r+');
  fsyncSync(copy);
  closeSync(copy);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = process.argv[2];
  if (target === undefined) {
    console.error('usage: node src/backup.ts <file>');
    process.exitCode = 2;
  } else {
    backUp(process.env['MINGA_DATA'] ?? './.data', target);
    console.log(
      'Backed up. Put it back as relay.db (and its .blobs as blobs.db) and start with --restored.',
    );
  }
}
