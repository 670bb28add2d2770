import {
  type Bytes,
  type DocumentId,
  fromBase64Url,
  ownBytes,
} from '@minga/base';
import type * as Y from 'yjs';
import { isFromNewerClient, startDocument } from './document-schema.ts';

/**
 * In Mi cuaderno, what one person means to answer in one round, and the keys of what she has sealed: any device of hers, or her
 * rescue card, can go on and open. Drafts are opaque and always of one size, so that not even their length tells anything. Roots:
 *
 *   meta    map: schema, kind, createdAt, `round`
 *   drafts  map: <charter hash> → bytes of fixed size
 *   keys    map: <hash of the statement that sealed> → 32 bytes
 */
export const answersSchema = 1;

const hashLength = 32;
const keyLength = 32;

export function startOwnAnswers(
  doc: Y.Doc,
  createdAt: number,
  round: DocumentId,
): void {
  startDocument(doc, { kind: 'answers', schema: answersSchema, createdAt });
  doc.getMap('meta').set('round', round);
}

export function readDraft(doc: Y.Doc, charter: string): Bytes | null {
  return bytesAt(doc.getMap('drafts'), charter);
}

/** False when it stood so already, or a newer app began it. */
export function writeDraft(doc: Y.Doc, charter: string, draft: Bytes): boolean {
  const before = readDraft(doc, charter);
  const isSame =
    before?.length === draft.length &&
    before.every((byte, at) => byte === draft[at]);
  if (isSame || isFromNewerClient(doc, answersSchema)) return false;
  doc.getMap('drafts').set(charter, draft);
  return true;
}

export function keepKey(doc: Y.Doc, envelope: string, key: Bytes): void {
  if (key.length !== keyLength) throw new Error('a key of another length');
  doc.getMap('keys').set(envelope, key);
}

export function readKey(doc: Y.Doc, envelope: string): Bytes | null {
  const key = bytesAt(doc.getMap('keys'), envelope);
  return key?.length === keyLength ? key : null;
}

function bytesAt(map: Y.Map<unknown>, key: string): Bytes | null {
  const value = map.get(key);
  const isHash = fromBase64Url(key)?.length === hashLength;
  return isHash && value instanceof Uint8Array ? ownBytes(value) : null;
}
