import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const tests = ['**/*.test.ts', '**/{conformance,*.conformance}.ts', 'tests/**'];

// Rules that need a sentence of their own. Flat config replaces options instead of merging them: keep each list in one place.
const syntax = [
  {
    selector: 'ExportAllDeclaration',
    message: 'List the names one by one: index.ts is the contract.',
  },
  {
    selector:
      'ImportDeclaration[source.value=/^@tiptap/] ImportDefaultSpecifier',
    message: 'Named imports from tiptap only.',
  },
  {
    selector: 'TSEnumDeclaration',
    message: 'Node strips types and cannot run an enum: use a const object.',
  },
];
const storage = ['localStorage', 'sessionStorage'].map((name) => ({
  name,
  message: 'Use apps/web/src/lib/shared/device-settings.ts.',
}));

export default ts.config(
  {
    ignores: [
      '**/node_modules/',
      '**/build/',
      '**/.svelte-kit/',
      '**/.turbo/',
      '**/test-results/',
      '**/playwright-report/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      complexity: ['error', 12],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
      'no-restricted-globals': ['error', ...storage],
      'no-restricted-imports': [
        'error',
        {
          name: 'zod',
          message: "Import 'zod/mini': it is a third of the size.",
        },
      ],
      'no-restricted-properties': [
        'error',
        ...['window', 'globalThis', 'self'].flatMap((object) =>
          storage.map(({ name, message }) => ({
            object,
            property: name,
            message,
          })),
        ),
      ],
      'no-restricted-syntax': ['error', ...syntax],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `parseId<Id>(text): Id` is how a branded id is made.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A method may be async because its seam is.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'svelte/button-has-type': 'error',
      'svelte/no-unused-props': 'error',
      // `let { value } = $props()` is how Svelte reads props.
      'prefer-const': 'off',
      'svelte/prefer-const': [
        'error',
        { excludedRunes: ['$props', '$derived'] },
      ],
    },
  },
  {
    // What arrives from network or disk is bytes until it has been decoded: no assertion may pretend otherwise.
    files: ['packages/{protocol,crypto,store}/src/**/*.ts'],
    ignores: tests,
    rules: {
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'never' },
      ],
    },
  },
  {
    files: tests,
    rules: {
      complexity: 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['**/catalogue/**', '**/locales/**', '**/vectors/**'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['apps/web/src/lib/shared/device-settings.ts'],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
    },
  },
  { files: ['**/*.js', '**/*.mjs'], extends: [ts.configs.disableTypeChecked] },
);
