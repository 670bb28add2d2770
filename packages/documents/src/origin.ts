/** Why a transaction that is not a person's edit happened. User edits carry no tag: the editor and UndoManager use origins of their own. */
export const sources = [
  'stored',
  'remote',
  'migration',
  'template',
  'import',
  'salvage',
] as const;
export type Source = (typeof sources)[number];

export interface Origin {
  readonly source: Source;
}

/** The only six there are, recognised by identity: no foreign object can pass for one, and UndoManager tracks none of them. */
export const origins: { readonly [S in Source]: Origin } = Object.freeze({
  stored: Object.freeze({ source: 'stored' }),
  remote: Object.freeze({ source: 'remote' }),
  migration: Object.freeze({ source: 'migration' }),
  template: Object.freeze({ source: 'template' }),
  import: Object.freeze({ source: 'import' }),
  salvage: Object.freeze({ source: 'salvage' }),
});

/** Without `wanted`: is it any of the six? */
export function isTagged(
  origin: unknown,
  ...wanted: readonly Source[]
): boolean {
  return (wanted.length > 0 ? wanted : sources).some(
    (source) => origin === origins[source],
  );
}

/**
 * What the store keeps as a row, hence what is appended: every update that did not come in from outside. `tr.local` would
 * be the wrong question: it is false for a template (research/yjs.md §1a). `provider`: y-websocket is an origin by itself.
 */
export function isRowOrigin(origin: unknown, provider: object | null): boolean {
  const fromProvider = provider !== null && origin === provider;
  return !fromProvider && !isTagged(origin, 'stored', 'remote');
}
