import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Hash,
  type SpaceId,
  bytesToId,
  idToBytes,
  lp,
} from '@minga/base';

import { sizes } from './decoding.ts';
import type { DocumentClass } from './document-header.ts';

export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** SHA-256 as an id: names a snapshot by its encoded bytes. */
export async function hashBytes(bytes: Bytes): Promise<Hash> {
  return bytesToId<Hash>(await sha256(bytes));
}

/** ENVELOPE §6: every device finds the index of a class without being told. */
export async function indexDocumentId(
  space: SpaceId,
  documentClass: DocumentClass,
): Promise<DocumentId> {
  const digest = await sha256(
    lp('minga/1/index', idToBytes(space), new Uint8Array([documentClass])),
  );
  return bytesToId<DocumentId>(digest.subarray(0, sizes.doc));
}

/** ENVELOPE E9: the Yjs clientID of a session, 53 bits, so that nobody can claim another's first. */
export async function clientIdOf(
  device: DeviceKey,
  doc: DocumentId,
  sessionNonce: Bytes,
): Promise<number> {
  const digest = await sha256(
    lp('minga/1/client-id', idToBytes(device), idToBytes(doc), sessionNonce),
  );
  const first64 = new DataView(digest.buffer).getBigUint64(0);
  return Number(first64 >> 11n);
}
