// Weighs the built app against size-limits.mjs, from the manifest Vite writes: entry, layouts and page of a route with
// everything they import statically; then the same with the lazy chunks of typing and of the editor.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { constants, gzipSync } from 'node:zlib';
import { editorChunks, sizeLimits, typingChunks } from './size-limits.mjs';

const web = join(dirname(dirname(fileURLToPath(import.meta.url))), 'apps/web');
const generated = '.svelte-kit/generated/build/client-optimized';
const manifestPath = join(web, '.svelte-kit/output/client/.vite/manifest.json');

if (!existsSync(manifestPath)) {
  console.error('size: build the app first (pnpm build)');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
const weights = new Map();

const entry = Object.keys(manifest).filter(
  (key) =>
    /\/runtime\/client\/(entry|client-entry|payload)\.js$/.test(key) ||
    key === `${generated}/app.js`,
);
const routes = readRoutes();
const heaviest = [...routes].sort(
  ([, a], [, b]) => weigh([...entry, ...b]) - weigh([...entry, ...a]),
)[0];
const page = [...entry, ...heaviest[1]];
const typing = [...page, ...lazyChunks(typingChunks)];
const editing = [...typing, ...lazyChunks(editorChunks)];

const rows = [
  ['first load of /', weigh([...entry, ...routes.get('/')]), 'firstLoad'],
  [`plain typing at ${heaviest[0]}`, weigh(typing), 'plainTyping'],
  [`editor at ${heaviest[0]}`, weigh(editing), 'editor'],
];
for (const [what, bytes, limit] of rows) {
  const { goal, ceiling } = sizeLimits[limit];
  const over = bytes > goal ? `  ${kilobytes(bytes - goal)} over the goal` : '';
  const refused = bytes > ceiling ? '  TOO HEAVY' : '';
  console.log(
    `size: ${kilobytes(bytes)} of ${kilobytes(goal)}  ${what}${over}${refused}`,
  );
  if (bytes > ceiling) process.exitCode = 1;
}

/** Route id → the manifest keys of its layouts and page, from the dictionary SvelteKit generates. */
function readRoutes() {
  const source = readFileSync(join(web, generated, 'app.js'), 'utf8');
  const dictionary = /export const dictionary = \{([\s\S]*?)\n\s*\};/.exec(
    source,
  );
  const found = new Map();
  const line = /"([^"]+)": \[~?(\d+)(?:,\s*\[([\d,\s]*)\])?/g;
  for (const [, id, leaf, layouts] of (dictionary?.[1] ?? '').matchAll(line)) {
    const nodes = new Set([
      '0',
      leaf,
      ...(layouts ?? '').split(',').map((node) => node.trim()),
    ]);
    found.set(
      id,
      [...nodes]
        .map((node) => `${generated}/nodes/${node}.js`)
        .filter((key) => key in manifest),
    );
  }
  if (!found.has('/')) throw new Error('size: no route / in the dictionary');
  return found;
}

function lazyChunks(pattern) {
  return Object.keys(manifest).filter(
    (key) => manifest[key].isDynamicEntry === true && pattern.test(key),
  );
}

function weigh(keys) {
  const files = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (chunk === undefined || files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  keys.forEach(visit);
  return [...files].reduce((sum, file) => sum + gzipped(file), 0);
}

function gzipped(file) {
  const known = weights.get(file);
  if (known !== undefined) return known;
  const bytes = readFileSync(join(web, 'build', file));
  const { length } = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
  weights.set(file, length);
  return length;
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
