import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

// The one place where React becomes preact/compat (143 kB gzipped for the editor instead of 201 kB).
const preactAliases = [
  { find: /^react$/, replacement: 'preact/compat' },
  { find: /^react-dom$/, replacement: 'preact/compat' },
  { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
  { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
  { find: /^react\/jsx-dev-runtime$/, replacement: 'preact/jsx-dev-runtime' },
];

// Dexie's own entry is a wrapper around its ES5 build; the same version for browsers of today is smaller.
const modernDexie = {
  find: /^dexie$/,
  replacement: 'dexie/dist/modern/dexie.mjs',
};

// Two that bring much more along than is asked of them: lib0's printer in colours a schema language, for the warnings of
// Yjs; and tiptap compares what its buttons show with what they showed.
const ownSmallParts = [
  {
    find: /^lib0\/logging$/,
    replacement: pathOf('src/lib/session/yjs-logging.ts'),
  },
  {
    find: /^fast-equals$/,
    replacement: pathOf('../../packages/rich-text/src/deep-equal.ts'),
  },
];

// The state of a place in the history is all that SvelteKit writes down in a browser without a server; the build itself,
// which is no browser, keeps the whole of it.
const plainHistory = {
  name: 'plain-history',
  apply: 'build' as const,
  enforce: 'pre' as const,
  applyToEnvironment: ({ name }: { name: string }) => name === 'client',
  resolveId: (source: string) =>
    source === 'devalue'
      ? pathOf('src/lib/session/plain-history.ts')
      : undefined,
};

function pathOf(file: string): string {
  return decodeURIComponent(new URL(file, import.meta.url).pathname);
}

export default defineConfig({
  plugins: [
    plainHistory,
    sveltekit({
      adapter: adapter({ fallback: 'index.html', precompress: true }),
    }),
  ],
  resolve: {
    alias: [...preactAliases, modernDexie, ...ownSmallParts],
    // Two copies of Yjs in one bundle break every instanceof inside it.
    dedupe: ['yjs'],
  },
  // Development and browser tests only. Found late, a dependency makes Vite load everything anew, and then there are
  // two of Yjs.
  optimizeDeps: {
    include: [
      'bits-ui',
      'docx',
      'qr',
      'yjs',
      'zod/mini',
      '@minga/rich-text > @tiptap/core',
      '@minga/rich-text > @tiptap/extension-bold',
      '@minga/rich-text > @tiptap/extension-collaboration',
      '@minga/rich-text > @tiptap/extension-collaboration-caret',
      '@minga/rich-text > @tiptap/extension-document',
      '@minga/rich-text > @tiptap/extension-hard-break',
      '@minga/rich-text > @tiptap/extension-heading',
      '@minga/rich-text > @tiptap/extension-italic',
      '@minga/rich-text > @tiptap/extension-list/bullet-list',
      '@minga/rich-text > @tiptap/extension-list/item',
      '@minga/rich-text > @tiptap/extension-list/keymap',
      '@minga/rich-text > @tiptap/extension-list/ordered-list',
      '@minga/rich-text > @tiptap/extension-paragraph',
      '@minga/rich-text > @tiptap/extension-text',
      '@minga/rich-text > @tiptap/extensions/placeholder',
      '@minga/rich-text > @tiptap/pm/model',
      '@minga/rich-text > @tiptap/pm/state',
      '@minga/rich-text > @tiptap/pm/view',
      '@minga/rich-text > @tiptap/react',
      '@minga/rich-text > @tiptap/y-tiptap',
      '@minga/rich-text > preact/compat',
      '@minga/rich-text > preact/compat/client',
      '@minga/rich-text > preact/jsx-runtime',
      '@minga/store > dexie/dist/modern/dexie.mjs',
      '@minga/sync > lib0/decoding',
      '@minga/sync > lib0/encoding',
      '@minga/sync > y-protocols/awareness',
      '@minga/sync > y-protocols/sync',
      '@minga/sync > y-websocket',
    ],
  },
});
