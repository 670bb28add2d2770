import {
  type Bytes,
  type Hash,
  type EntryId,
  type Result,
  err,
  ok,
} from '@minga/base';
import { verifyFrame } from '@minga/membership';
import {
  type Claim,
  type EntryHeader,
  decodeEntryContent,
  decodeFrame,
  encodeEntryContent,
  encodeFrame,
  frameAad,
  frameSigningBytes,
  hashFrame,
  sha256,
} from '@minga/protocol';
import { nonceSize } from './primitives.ts';
import {
  type OpenError,
  type Opener,
  type Sealer,
  decoded,
  openSealed,
  sealContent,
} from './sealed.ts';

/** What the author decides of an entry's header; the rest follows from who seals it and with what. */
export type EntryDraft = Omit<
  EntryHeader,
  'space' | 'device' | 'keyTag' | 'nonce'
>;

export type UpdateCodec = 'update-v1' | 'update-v2';

export interface EntryPlaintext {
  readonly codec: UpdateCodec;
  /** The author's claims that this entry is first to need ([E9]). */
  readonly claims: readonly Claim[];
  readonly update: Bytes;
}

export interface SealedEntry {
  readonly header: EntryHeader;
  /** The canonical frame: what is hashed, stored, sent and sent again. */
  readonly bytes: Bytes;
  readonly frameHash: Hash;
  readonly entryId: EntryId;
}

/** Refused only when this device has no key for the document in that epoch and generation. */
export async function sealEntry(
  { random, signer, keyring }: Sealer,
  draft: EntryDraft,
  { codec, claims, update }: EntryPlaintext,
): Promise<Result<SealedEntry, 'key-unknown'>> {
  const key = await keyring.documentKey(draft);
  if (key === null) return err('key-unknown');
  const nonce = random.bytes(nonceSize);
  const header: EntryHeader = {
    ...draft,
    space: keyring.space,
    device: signer.device,
    keyTag: key.tag,
    nonce,
  };
  const content = encodeEntryContent({ claims, update });
  const ciphertext = await sealContent(key.key, nonce, frameAad(header), {
    codec,
    content,
  });
  const signature = await signer.sign(
    frameSigningBytes(header, await sha256(ciphertext)),
  );
  const bytes = encodeFrame({ header, ciphertext, signature });
  return ok({ header, bytes, ...(await hashFrame(bytes)) });
}

export interface OpenedEntry extends EntryPlaintext {
  readonly header: EntryHeader;
}

/**
 * Says that the entry is the author's and unchanged; not that the author may write there (`judgeFrame`) nor that the
 * claims are true (`clientIdOfClaim`). Byte fields of the answer share no buffer with `bytes`, save the header's.
 */
export async function openEntry(
  { verify, keyring }: Opener,
  bytes: Bytes,
): Promise<Result<OpenedEntry, OpenError>> {
  const frame = decoded(decodeFrame(bytes));
  if (!frame.ok) return frame;
  const { header, ciphertext } = frame.value;
  if (header.space !== keyring.space) return err('malformed');
  if (!(await verifyFrame(verify, frame.value))) return err('signature');
  const key = await keyring.documentKey(header);
  const { keyTag, nonce } = header;
  const plaintext = await openSealed({
    key,
    keyTag,
    nonce,
    aad: frameAad(header),
    ciphertext,
  });
  if (!plaintext.ok) return plaintext;
  const { codec } = plaintext.value;
  if (codec !== 'update-v1' && codec !== 'update-v2') return err('malformed');
  const content = decoded(decodeEntryContent(plaintext.value.content));
  return content.ok ? ok({ header, codec, ...content.value }) : content;
}
