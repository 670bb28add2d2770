import { describe, expect, test } from 'vitest';
import { checkBoundaries } from './check-boundaries.mjs';

const check = (path: string, source: string, others: string[] = []) =>
  checkBoundaries([
    { path, source },
    ...others.map((other) => ({ path: other, source: '' })),
  ]);
const svelte = (script: string) => `<script lang="ts">\n${script}\n</script>\n`;

describe('planted violations are found', () => {
  test.each([
    ['a value import', `import { open } from '@minga/crypto';`],
    ['an import type', `import type { Key } from '@minga/crypto';`],
    ['an inline type import', `import { type Key } from '@minga/crypto';`],
    ['a type in an import()', `let key: import('@minga/crypto').Key;`],
    ['a side effect', `import '@minga/crypto';`],
    ['a re-export', `export { open } from '@minga/crypto';`],
    ['a type re-export', `export type { Key } from '@minga/crypto';`],
    ['a dynamic import', `const c = await import('@minga/crypto');`],
    ['a template literal', 'const c = await import(`@minga/crypto`);'],
    ['a require', `const c = require('@minga/crypto');`],
  ])('%s of crypto in the server', (_, source) => {
    expect(check('server/src/room.ts', source)).toEqual([
      'server/src/room.ts:1 server may not import @minga/crypto',
    ]);
  });

  test('a computed import in the server', () => {
    expect(check('server/src/room.ts', `await import(name);`)).toHaveLength(1);
  });

  test('third-party code in the server', () => {
    const sources = ['yjs', 'yjs/dist/yjs.mjs', 'dexie', '@tiptap/core'];
    for (const source of sources)
      expect(check('server/src/room.ts', `import '${source}';`)).toEqual([
        `server/src/room.ts:1 server may not import ${source}`,
      ]);
  });

  test.each([
    ['a value import', svelte(`  import { open } from '@minga/crypto';`)],
    ['an import type', svelte(`  import type { Key } from '@minga/crypto';`)],
    ['an import() type', svelte(`  let key: import('@minga/crypto').Key;`)],
    ['a dynamic import', svelte(`  const c = import('@minga/crypto');`)],
    ['a template', `<p>hola</p>\n{#await import('@minga/crypto')}…{/await}\n`],
  ])('%s of crypto in a component', (_, source) => {
    const path = 'apps/web/src/lib/problem/Need.svelte';
    expect(check(path, source)).toEqual([
      `${path}:2 @minga/crypto may be imported only in files that match ^apps\\/web\\/src\\/lib\\/session\\/`,
    ]);
  });

  test('react outside its island', () => {
    const path = 'apps/web/src/lib/problem/Need.svelte';
    const source = svelte(`import type { ReactNode } from 'react';`);
    expect(check(path, source)).toEqual([
      `${path}:2 apps/web may not import react`,
    ]);
  });

  test('zod where zod/mini is meant', () => {
    const path = 'packages/domain/src/problem.ts';
    expect(check(path, `import { z } from 'zod';`)).toHaveLength(1);
    expect(check(path, `import * as z from 'zod/mini';`)).toEqual([]);
  });

  test('dexie outside its one file', () => {
    const source = `import { Dexie } from 'dexie';`;
    expect(check('packages/store/src/rows.ts', source)).toHaveLength(1);
    expect(check('packages/store/src/dexie-store.ts', source)).toEqual([]);
  });

  test('node in a package that also runs in a browser, except in its tests', () => {
    const source = `import { readFileSync } from 'node:fs';`;
    expect(check('packages/sync/src/tabs.ts', source)).toHaveLength(1);
    expect(check('packages/sync/src/tabs.test.ts', source)).toEqual([]);
  });

  test('a path that leaves its package', () => {
    const source = `import { seal } from '../../crypto/src/seal.ts';`;
    expect(check('packages/sync/src/append.ts', source)).toHaveLength(1);
  });

  test('a folder without a row', () => {
    expect(check('packages/extra/src/a.ts', `import 'x';`)).toHaveLength(1);
  });
});

describe('the tiers of the app', () => {
  const from = (folder: string, to: string) =>
    check(
      `apps/web/src/lib/${folder}/a.ts`,
      `import { b } from '#lib/${to}/b.ts';`,
    );

  test('shared imports no domain folder', () => {
    expect(from('shared', 'problem')).toHaveLength(1);
    expect(from('shared', 'messages')).toEqual([]);
  });

  test('a domain imports itself, the foundations and the session', () => {
    for (const to of ['problem', 'shared', 'messages', 'session'])
      expect(from('problem', to)).toEqual([]);
    expect(from('problem', 'meeting')).toHaveLength(1);
    expect(from('problem', 'views')).toHaveLength(1);
  });

  test('views combine domains', () => {
    expect(from('views', 'problem')).toEqual([]);
  });
});

describe('circles', () => {
  test('through values are found, across packages too', () => {
    const violations = checkBoundaries([
      {
        path: 'packages/sync/src/a.ts',
        source: `import { b } from './b.ts';`,
      },
      {
        path: 'packages/sync/src/b.ts',
        source: `import { a } from '@minga/sync';`,
      },
      {
        path: 'packages/sync/src/index.ts',
        source: `export { a } from './a.ts';`,
      },
    ]);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(/^circle: /);
  });

  test('through types alone are allowed', () => {
    const violations = checkBoundaries([
      {
        path: 'packages/sync/src/a.ts',
        source: `import { b } from './b.ts';`,
      },
      {
        path: 'packages/sync/src/b.ts',
        source: `import type { A } from './a.ts';`,
      },
    ]);
    expect(violations).toEqual([]);
  });
});

test('a conformance suite may import what a test may', () => {
  const source = `import { test } from 'vitest';`;
  expect(check('packages/store/src/conformance.ts', source)).toEqual([]);
  expect(check('packages/store/src/rows.ts', source)).toHaveLength(1);
});

test('what the table allows passes', () => {
  expect(
    check(
      'server/src/room.ts',
      `import { DatabaseSync } from 'node:sqlite';
       import { WebSocketServer } from 'ws';
       import type { Frame } from '@minga/protocol';
       import { limits } from './limits.ts';`,
      ['server/src/limits.ts'],
    ),
  ).toEqual([]);
});
