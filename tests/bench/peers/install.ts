import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const lock = `${folder}package-lock.json`;
/** The lock that was installed last: npm's own hidden one says the same in another form. */
const mark = `${folder}node_modules/.installed-lock.json`;

/** Puts what we compare ourselves with beside this file, by its own lock; nothing when it is there already. */
export function installPeers(): void {
  const wanted = readFileSync(lock, 'utf8');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  const { status } = spawnSync(
    'npm',
    [
      'ci',
      '--ignore-scripts',
      '--omit=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ],
    { cwd: folder, stdio: ['ignore', 2, 2] },
  );
  if (status !== 0)
    throw new Error('The servers to compare with could not be installed.');
  writeFileSync(mark, wanted);
}
