import type { DocumentKind } from '@minga/domain';
import * as Y from 'yjs';
import { origins } from './origin.ts';

/**
 * Every document has a root map `meta` with its schema version. It is raised only for a change that an older client would
 * damage by writing: a new key that older ones may overlook needs none.
 */
export interface Migration {
  /** Schema after `run`. */
  readonly to: number;
  /** Only sets keyed values derived from content: two devices may both run it, apart, and must end alike. */
  readonly run: (doc: Y.Doc) => void;
}

/** 1 where nothing says otherwise: documents of derived id are born empty. */
export function readSchema(doc: Y.Doc): number {
  const schema: unknown = doc.getMap('meta').get('schema');
  return typeof schema === 'number' && Number.isInteger(schema) && schema > 0
    ? schema
    : 1;
}

/** A newer document is opened read-only, without mounting the editor: it would delete what it does not know. */
export function isFromNewerClient(doc: Y.Doc, schema: number): boolean {
  return readSchema(doc) > schema;
}

/** Called by whoever may write and has loaded the document, never by reading. False when there was nothing to do. */
export function migrateDocument(
  doc: Y.Doc,
  migrations: readonly Migration[],
): boolean {
  const waiting = migrations
    .filter(({ to }) => to > readSchema(doc))
    .sort((a, b) => a.to - b.to);
  for (const { to, run } of waiting)
    doc.transact(() => {
      run(doc);
      doc.getMap('meta').set('schema', to);
    }, origins.migration);
  return waiting.length > 0;
}

/** The first entry of a document, by the device that creates it. `kind` is for whoever finds it without its index. */
export function startDocument(
  doc: Y.Doc,
  first: {
    readonly kind: DocumentKind;
    readonly schema: number;
    readonly createdAt: number;
  },
): void {
  doc.transact(() => {
    const meta = doc.getMap('meta');
    for (const [key, value] of Object.entries(first)) meta.set(key, value);
  }, origins.template);
}

export function readCreatedAt(doc: Y.Doc): number | null {
  const createdAt: unknown = doc.getMap('meta').get('createdAt');
  return typeof createdAt === 'number' && Number.isFinite(createdAt)
    ? createdAt
    : null;
}

export interface DocumentChange {
  /** Values, lists or their order changed: read the view again. Otherwise only letters within texts did. */
  readonly structure: boolean;
}

/** Once per transaction that changed something. Structure lies in maps, texts in fragments, in every document of ours. */
export function observeDocument(
  doc: Y.Doc,
  onChange: (change: DocumentChange) => void,
): () => void {
  const afterTransaction = ({ changed }: Y.Transaction) => {
    if (changed.size === 0) return;
    const types = [...changed.keys()];
    // Yjs does not know what a root is that nobody has asked for yet: that counts as structure.
    onChange({ structure: !types.every(isText) });
  };
  doc.on('afterTransaction', afterTransaction);
  return () => {
    doc.off('afterTransaction', afterTransaction);
  };
}

function isText(type: unknown): boolean {
  return type instanceof Y.XmlFragment || type instanceof Y.XmlText;
}
