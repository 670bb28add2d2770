/** What an index lists. A kind is one file in `documents` and one folder in the app. */
export const documentKinds = [
  'problem',
  'comments',
  'cycle',
  'plan',
  'round',
  'answers',
  'reflection',
  'instrument',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

export function isDocumentKind(value: unknown): value is DocumentKind {
  return documentKinds.some((kind) => kind === value);
}
