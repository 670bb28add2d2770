import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path: string): string =>
  fileURLToPath(new URL(path, import.meta.url));

/** The page as the app is built: one bundle, one Yjs. Returns the folder to serve. */
export async function buildPage(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'minga-bench-page-'));
  await build({
    configFile: false,
    root: here('.'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2024' },
    resolve: {
      alias: {
        'y-indexeddb': here(
          '../peers/node_modules/y-indexeddb/src/y-indexeddb.js',
        ),
      },
      dedupe: ['yjs', 'lib0'],
    },
  });
  return outDir;
}
