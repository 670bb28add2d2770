// Checks every import of the workspace against import-table.mjs, and that no modules import each other in a circle.
// Own code because dependency-cruiser misses `import type` in .svelte files, and because the table should be readable.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findCircles } from './find-circles.mjs';
import { appTiers, importTable, testExternal } from './import-table.mjs';
import { readImports } from './read-imports.mjs';

/** @typedef {{ path: string, source: string }} SourceFile paths are relative to the workspace, with forward slashes */

/** @param {SourceFile[]} files @returns {string[]} one sentence per violation */
export function checkBoundaries(files) {
  const known = new Set(files.map(({ path }) => path));
  const violations = [];
  const graph = new Map();
  for (const { path, source } of files) {
    const row = rowOf(path);
    const edges = [];
    graph.set(path, edges);
    for (const found of readImports(path, source)) {
      const problem =
        row === undefined
          ? 'this folder has no row in tools/import-table.mjs'
          : problemOf(path, row, found.specifier);
      if (problem !== undefined)
        violations.push(`${path}:${found.line} ${problem}`);
      const target = targetOf(path, found.specifier);
      if (!found.typeOnly && known.has(target)) edges.push(target);
    }
  }
  for (const circle of findCircles(graph))
    violations.push(`circle: ${circle.join(' → ')}`);
  return violations;
}

function rowOf(path) {
  return importTable.find(({ folder }) => path.startsWith(`${folder}/`));
}

function problemOf(path, row, specifier) {
  if (specifier === undefined)
    return row.external.includes('*')
      ? undefined
      : 'a computed import cannot be checked: write the name out';
  if (/^[./]|^#lib\//.test(specifier))
    return ownFileProblem(path, row, specifier);
  const name = packageOf(specifier);
  const allowed = name.startsWith('@minga/')
    ? isAllowedInternal(row, name)
    : isAllowedExternal(path, row, specifier, name);
  if (!allowed) return `${row.folder} may not import ${specifier}`;
  const only = row.only?.[name];
  return only === undefined || only.test(path)
    ? undefined
    : `${name} may be imported only in files that match ${only.source}`;
}

function packageOf(specifier) {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function isAllowedInternal(row, name) {
  const internal = name.slice('@minga/'.length);
  return (
    row.internal.includes('*') ||
    row.internal.includes(internal) ||
    row.folder === `packages/${internal}`
  );
}

function isAllowedExternal(path, row, specifier, name) {
  const allowed = isTest(path)
    ? [...row.external, ...testExternal, ...(row.inTests ?? [])]
    : row.external;
  return allowed.some((entry) => {
    if (entry.endsWith('*')) return specifier.startsWith(entry.slice(0, -1));
    return entry === specifier || entry === name;
  });
}

/** A conformance suite is a test that several implementations call; `test-support/` and `test-*.ts` only serve tests. */
function isTest(path) {
  return /(\.test|(^|\/)(conformance|[a-z-]+\.conformance|vitest\.config)|\/test(-support)?\/[^/]+|\/test-[a-z-]+)\.ts$/.test(
    path,
  );
}

function ownFileProblem(path, row, specifier) {
  const target = targetOf(path, specifier);
  // The generated ./$types of SvelteKit, an asset, or a file that tsc will complain about.
  if (!target.startsWith(`${row.folder}/`) && !row.internal.includes('*'))
    return `${specifier} leaves ${row.folder}: import the package by its name`;
  return row.folder === 'apps/web' ? tierProblem(path, target) : undefined;
}

function tierProblem(path, target) {
  const from = tierFolder(path);
  const to = tierFolder(target);
  if (from === undefined || to === undefined || from === to) return undefined;
  const { foundations, composition, combine } = appTiers;
  if (foundations.includes(to) || combine.includes(from)) return undefined;
  if (foundations.includes(from))
    return `lib/${from} stands below the domains and may not import lib/${to}`;
  if (composition.includes(to) || composition.includes(from)) return undefined;
  return `lib/${from} may not import lib/${to}: combine them in lib/${combine[0]} or in a route`;
}

function tierFolder(path) {
  if (!path.startsWith(`${appTiers.root}/`)) return undefined;
  const rest = path.slice(appTiers.root.length + 1).split('/');
  return rest.length > 1 ? rest[0] : undefined;
}

function targetOf(path, specifier) {
  if (specifier === undefined) return undefined;
  if (specifier.startsWith('#lib/'))
    return posix.join(appTiers.root, specifier.slice('#lib/'.length));
  if (specifier.startsWith('.'))
    return posix.join(posix.dirname(path), specifier);
  const [, name] = /^@minga\/([^/]+)$/.exec(specifier) ?? [];
  return name === 'server'
    ? 'server/src/index.ts'
    : `packages/${name}/src/index.ts`;
}

/** @returns {SourceFile[]} */
function workspaceFiles(root) {
  const folders = importTable.map(({ folder }) => folder);
  const list = execFileSync(
    'git',
    [
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
      '-z',
      ...folders,
      'packages',
      'apps',
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  return [...new Set(list.split('\0'))]
    .filter((path) => /\.(ts|tsx|svelte|mjs|js)$/.test(path))
    .filter((path) => existsSync(`${root}/${path}`))
    .map((path) => ({ path, source: readFileSync(`${root}/${path}`, 'utf8') }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const files = workspaceFiles(root);
  const violations = checkBoundaries(files);
  for (const violation of violations) console.error(violation);
  console.log(
    `boundaries: ${files.length} files, ${violations.length} violations`,
  );
  process.exitCode = violations.length === 0 ? 0 : 1;
}
