// Who may import whom: the table of ARCHITECTURE.md, read by check-boundaries.mjs.
// `internal`  the @minga packages a folder may import (besides itself).
// `external`  third-party packages with all their subpaths; 'zod/mini' names one subpath only.
// `inTests`   what its test files may import besides.
// `only`      narrows an entry to the files that match.

/** What test files may import on top of their folder's row. */
export const testExternal = [
  'vitest',
  '@vitest/*',
  'vitest-browser-svelte',
  'fast-check',
  'node:*',
];

export const importTable = [
  { folder: 'packages/base', internal: [], external: [] },
  { folder: 'packages/domain', internal: ['base'], external: ['zod/mini'] },
  {
    folder: 'packages/documents',
    internal: ['base', 'domain'],
    external: ['yjs'],
  },
  { folder: 'packages/protocol', internal: ['base'], external: [] },
  {
    folder: 'packages/membership',
    internal: ['base', 'protocol'],
    external: [],
  },
  {
    folder: 'packages/crypto',
    internal: ['base', 'protocol', 'membership'],
    external: [],
  },
  {
    folder: 'packages/store',
    internal: ['base'],
    external: ['dexie'],
    only: {
      dexie: /^packages\/store\/src\/dexie-store\.(browser\.test\.)?ts$/,
    },
  },
  {
    folder: 'packages/sync',
    internal: [
      'base',
      'documents',
      'store',
      'crypto',
      'membership',
      'protocol',
    ],
    external: ['yjs', 'y-protocols', 'y-websocket', 'lib0'],
  },
  {
    // The only place with React, which is preact/compat (apps/web/vite.config.ts).
    folder: 'packages/rich-text',
    internal: ['base', 'documents'],
    external: ['@tiptap/*', 'preact', 'react', 'react-dom', 'yjs'],
  },
  {
    folder: 'apps/web',
    internal: [
      'base',
      'domain',
      'documents',
      'sync',
      'rich-text',
      'store',
      'crypto',
      'membership',
    ],
    external: [
      'svelte',
      '@sveltejs/*',
      '$app/*',
      'vite',
      'bits-ui',
      '@internationalized/date',
      '@fontsource-variable/*',
      'zod/mini',
      'd3-scale',
      'd3-shape',
      'docx',
      'minisearch',
      'qr',
    ],
    inTests: ['yjs'],
    only: {
      minisearch: /^apps\/web\/src\/lib\/search\/search-index\.ts$/,
      docx: /^apps\/web\/src\/lib\/sharing\/outline-docx\.ts$/,
      qr: /^apps\/web\/src\/lib\/group\/(qr-path|read-qr)\.ts$/,
      '@minga/store': /^apps\/web\/src\/lib\/session\//,
      '@minga/crypto': /^apps\/web\/src\/lib\/session\//,
      '@minga/membership': /^apps\/web\/src\/lib\/session\//,
    },
  },
  {
    folder: 'apps/cli',
    internal: [
      'base',
      'domain',
      'documents',
      'sync',
      'store',
      'crypto',
      'membership',
    ],
    external: ['node:*'],
  },
  {
    // The relay has no code that could open content.
    folder: 'server',
    internal: ['base', 'protocol', 'membership'],
    external: ['node:*', 'ws', 'sirv', 'nats', '@nats-io/*'],
  },
  { folder: 'tests', internal: ['*'], external: ['*'] },
  { folder: 'tools', internal: [], external: ['*'] },
];

/**
 * The three tiers of apps/web/src/lib: every folder may import itself and the `foundations`; `views` and the routes
 * may combine domains; `shared` stands below and imports foundations only.
 */
export const appTiers = {
  root: 'apps/web/src/lib',
  foundations: ['shared', 'messages', 'styles', 'record'],
  // Services built in one place; everything but the foundations may ask for them.
  composition: ['session'],
  combine: ['views'],
};
