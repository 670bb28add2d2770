import { type Bytes, type Hash, concatBytes, ownBytes } from '@minga/base';
import {
  type BlobAck,
  type BlobSent,
  type GetBlob,
  type PutBlob,
  type StatBlob,
  hashBytes,
  nackCodes,
  slowLineBytes,
} from '@minga/protocol';
import { type BlobShelf, shelfRowBytes } from './blob-shelf.ts';

/** Null: the connection ended first. */
export type AskBlob = (
  message: PutBlob | GetBlob | StatBlob,
) => Promise<BlobAck | BlobSent | null>;

export type TransferEnd =
  | { readonly kind: 'done' }
  /** The connection ended: go on in the next one. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'refused'; readonly code: number }
  /** This device has no room for it. */
  | { readonly kind: 'no-room' };

/** [P38] Parts on their way at one time: what is written comes between them. */
const inFlight = 4;
const oftenEnough = 3;
const longestWaitMs = 900_000;

/** [P36] Goes on from where the relay is; a part at a time is said again only when the relay did not take it. */
export async function uploadBlob(
  ask: AskBlob,
  name: Hash,
  sealed: Bytes,
): Promise<TransferEnd> {
  const total = sealed.length;
  let received = -1;
  let standstills = 0;
  while (received < total) {
    const answer = await nextPart(ask, name, sealed, received);
    if (answer === null || answer.kind !== 'blob-ack') return { kind: 'lost' };
    const isOther = answer.total !== total && answer.total !== 0;
    const at = isOther ? 0 : answer.received;
    if (answer.code !== 0 && answer.code !== nackCodes.malformed)
      return answer.retryAfterMs > 0
        ? { kind: 'wait', ms: Math.min(longestWaitMs, answer.retryAfterMs) }
        : { kind: 'refused', code: answer.code };
    standstills = at > received ? 0 : standstills + 1;
    if (standstills === oftenEnough)
      return { kind: 'refused', code: nackCodes.malformed };
    received = at;
  }
  return { kind: 'done' };
}

/** Up to `inFlight` parts from `received`; the answer to the last of them. -1: first ask where the relay is. */
async function nextPart(
  ask: AskBlob,
  name: Hash,
  sealed: Bytes,
  received: number,
): Promise<BlobAck | BlobSent | null> {
  if (received < 0) return ask({ kind: 'blob-stat', name });
  const asked: Promise<BlobAck | BlobSent | null>[] = [];
  const end = Math.min(sealed.length, received + inFlight * slowLineBytes);
  for (let offset = received; offset < end; offset += slowLineBytes)
    asked.push(
      ask({
        kind: 'blob-put',
        name,
        total: sealed.length,
        offset,
        part: sealed.subarray(offset, Math.min(end, offset + slowLineBytes)),
      }),
    );
  const answers = await Promise.all(asked);
  return answers.at(-1) ?? null;
}

/** Each row of 256 KiB is kept as it comes, so that what has come is not asked for again. */
export async function downloadBlob(
  ask: AskBlob,
  shelf: BlobShelf,
  name: Hash,
): Promise<TransferEnd> {
  const have = await shelf.sealed(name);
  if (!have.ok) return { kind: 'no-room' };
  if ((await hashBytes(have.value)) === name) return { kind: 'done' };
  // A row that is not full is the last one of a blob that was never noted as whole: it comes again.
  let received = have.value.length - (have.value.length % shelfRowBytes);
  let row: Bytes[] = [];
  for (;;) {
    const parts = await askParts(ask, name, received);
    for (const answer of parts) {
      if (answer === null) return { kind: 'lost' };
      if (answer.kind === 'blob-ack')
        return { kind: 'refused', code: answer.code };
      if (answer.offset !== received) return { kind: 'lost' };
      row.push(ownBytes(answer.part));
      received += answer.part.length;
      const isLast = received === answer.total;
      if (!isLast && received % shelfRowBytes !== 0) continue;
      if (!(await keepRow(shelf, name, received, row)))
        return { kind: 'no-room' };
      row = [];
      if (isLast) return isWhole(shelf, name);
    }
  }
}

async function keepRow(
  shelf: BlobShelf,
  name: Hash,
  upTo: number,
  parts: readonly Bytes[],
): Promise<boolean> {
  const index = Math.ceil(upTo / shelfRowBytes) - 1;
  return (await shelf.keepRow(name, index, concatBytes(...parts))).ok;
}

async function askParts(
  ask: AskBlob,
  name: Hash,
  from: number,
): Promise<readonly (BlobAck | BlobSent | null)[]> {
  return Promise.all(
    Array.from({ length: inFlight }, (_, i) =>
      ask({ kind: 'blob-get', name, offset: from + i * slowLineBytes }),
    ),
  );
}

/** [P35] Bytes that are not those of the name are nobody's attachment. */
async function isWhole(shelf: BlobShelf, name: Hash): Promise<TransferEnd> {
  const sealed = await shelf.sealed(name);
  if (!sealed.ok) return { kind: 'no-room' };
  if ((await hashBytes(sealed.value)) === name) return { kind: 'done' };
  await shelf.drop(name);
  return { kind: 'refused', code: nackCodes.malformed };
}
