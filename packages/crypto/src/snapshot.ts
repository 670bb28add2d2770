import { type Bytes, type Hash, type Result, err, ok } from '@minga/base';
import { verifySnapshot } from '@minga/membership';
import {
  type Plaintext,
  type SnapshotContent,
  type SnapshotHeader,
  decodeSnapshot,
  decodeSnapshotContent,
  encodeSnapshot,
  encodeSnapshotContent,
  hashBytes,
  sha256,
  snapshotAad,
  snapshotSigningBytes,
} from '@minga/protocol';
import { deflate, inflate } from './deflate.ts';
import { nonceSize } from './primitives.ts';
import type { UpdateCodec } from './entry.ts';
import {
  type OpenError,
  type Opener,
  type Sealer,
  decoded,
  openSealed,
  sealContent,
} from './sealed.ts';

export type SnapshotDraft = Omit<
  SnapshotHeader,
  'space' | 'device' | 'keyTag' | 'nonce'
>;

export interface SealedSnapshot {
  readonly header: SnapshotHeader;
  readonly bytes: Bytes;
  readonly snapHash: Hash;
}

/** `content.state` is a Yjs update v2 ([E21]); the whole content is compressed before it is padded and sealed. */
export async function sealSnapshot(
  { random, signer, keyring }: Sealer,
  draft: SnapshotDraft,
  content: SnapshotContent,
): Promise<Result<SealedSnapshot, 'key-unknown'>> {
  const key = await keyring.documentKey(draft);
  if (key === null) return err('key-unknown');
  const nonce = random.bytes(nonceSize);
  const header: SnapshotHeader = {
    ...draft,
    space: keyring.space,
    device: signer.device,
    keyTag: key.tag,
    nonce,
  };
  const plaintext: Plaintext = {
    codec: 'deflated-v2',
    content: await deflate(encodeSnapshotContent(content)),
  };
  const ciphertext = await sealContent(
    key.key,
    nonce,
    snapshotAad(header),
    plaintext,
  );
  const signature = await signer.sign(
    snapshotSigningBytes(header, await sha256(ciphertext)),
  );
  const bytes = encodeSnapshot({ header, ciphertext, signature });
  return ok({ header, bytes, snapHash: await hashBytes(bytes) });
}

export interface OpenedSnapshot extends SnapshotContent {
  readonly header: SnapshotHeader;
  /** Of `state`. */
  readonly codec: UpdateCodec;
}

/** Says who sealed it, not that it is right: it is believed when rebuilding gives the same canonical form ([E22]). */
export async function openSnapshot(
  { verify, keyring }: Opener,
  bytes: Bytes,
): Promise<Result<OpenedSnapshot, OpenError>> {
  const snapshot = decoded(decodeSnapshot(bytes));
  if (!snapshot.ok) return snapshot;
  const { header, ciphertext } = snapshot.value;
  if (header.space !== keyring.space) return err('malformed');
  if (!(await verifySnapshot(verify, snapshot.value))) return err('signature');
  const key = await keyring.documentKey(header);
  const { keyTag, nonce } = header;
  const plaintext = await openSealed({
    key,
    keyTag,
    nonce,
    aad: snapshotAad(header),
    ciphertext,
  });
  if (!plaintext.ok) return plaintext;
  const inflated = await inflateContent(plaintext.value);
  if (inflated === null) return err('malformed');
  const content = decoded(decodeSnapshotContent(inflated.content));
  return content.ok
    ? ok({ header, codec: inflated.codec, ...content.value })
    : content;
}

async function inflateContent({
  codec,
  content,
}: Plaintext): Promise<{ codec: UpdateCodec; content: Bytes } | null> {
  if (codec === 'opaque') return null;
  if (codec !== 'deflated-v2') return { codec, content };
  const inflated = await inflate(content);
  return inflated === null ? null : { codec: 'update-v2', content: inflated };
}
