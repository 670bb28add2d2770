import {
  type Bytes,
  type Hash,
  type Random,
  type Result,
  type SpaceId,
  concatBytes,
  err,
  idToBytes,
  lp,
  ok,
  u32Bytes,
  u64Bytes,
} from '@minga/base';
import { hashBytes, padContent, suite1, unpadContent } from '@minga/protocol';
import { decryptAes, encryptAes, nonceSize, tagSize } from './primitives.ts';
import { type OpenError, decoded, ofCodec } from './sealed.ts';

export interface SealedBlob {
  /** SHA-256 of `sealed`: what the relay knows it by. */
  readonly name: Hash;
  /** 32 bytes, kept in the document that cites it and nowhere else. */
  readonly key: Bytes;
  readonly sealed: Bytes;
}

const chunkSize = 65_536;
const keySize = 32;

/** [E34] Under a key of its own, in chunks that stand in their place only. */
export async function sealBlob(
  space: SpaceId,
  content: Bytes,
  random: Random,
): Promise<SealedBlob> {
  const raw = random.bytes(keySize);
  const key = await importKey(raw, 'encrypt');
  const padded = padContent({ codec: 'opaque', content });
  const aad = aadOf(space, padded.length);
  const chunks: Bytes[] = [new Uint8Array([suite1])];
  for (const { nonce, from, to } of chunksOf(padded.length))
    chunks.push(await encryptAes(key, nonce, aad, padded.slice(from, to)));
  const sealed = concatBytes(...chunks);
  return { name: await hashBytes(sealed), key: raw, sealed };
}

/** What was sealed; nothing of it unless all of it is as it was. */
export async function openBlob(
  space: SpaceId,
  key: Bytes,
  sealed: Bytes,
): Promise<Result<Bytes, OpenError>> {
  if (sealed.length === 0 || key.length !== keySize) return err('malformed');
  if (sealed[0] !== suite1) return err('suite-unknown');
  const body = sealed.length - 1;
  const count = Math.ceil(body / (chunkSize + tagSize));
  const length = body - count * tagSize;
  if (length <= 0) return err('malformed');
  const opening = await importKey(key, 'decrypt');
  const aad = aadOf(space, length);
  const padded: Bytes[] = [];
  let at = 1;
  for (const { nonce, from, to } of chunksOf(length)) {
    const end = at + (to - from) + tagSize;
    const chunk = await decryptAes(opening, nonce, aad, sealed.slice(at, end));
    if (chunk === null) return err('tampered');
    padded.push(chunk);
    at = end;
  }
  const content = decoded(unpadContent(concatBytes(...padded)));
  return content.ok ? opaque(content.value) : content;
}

function opaque(
  plaintext: Parameters<typeof ofCodec>[0],
): Result<Bytes, OpenError> {
  const content = ofCodec(plaintext, 'opaque');
  return content.ok ? ok(content.value) : content;
}

function* chunksOf(length: number) {
  const count = Math.ceil(length / chunkSize);
  for (let index = 0; index < count; index++) {
    const from = index * chunkSize;
    const to = Math.min(length, from + chunkSize);
    const nonce = new Uint8Array(nonceSize);
    nonce[0] = index === count - 1 ? 1 : 0;
    nonce.set(u32Bytes(index), nonceSize - 4);
    yield { nonce, from, to };
  }
}

function aadOf(space: SpaceId, length: number): Bytes {
  return lp('minga/1/blob-aad', idToBytes(space), u64Bytes(length));
}

function importKey(raw: Bytes, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, [use]);
}
