import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Random,
  type Result,
  err,
  ok,
} from '@minga/base';
import { type Signer, verifyPresence } from '@minga/membership';
import {
  decodePresence,
  encodePresence,
  presenceAad,
  presenceSigningBytes,
  sha256,
} from '@minga/protocol';
import type { Keyring } from './keys.ts';
import { nonceSize } from './primitives.ts';
import {
  type OpenError,
  type Opener,
  decoded,
  ofCodec,
  openContent,
  sealContent,
} from './sealed.ts';

export interface PresenceDraft {
  readonly doc: DocumentId;
  /** The epoch in force: presence is never stored, so no other is needed. */
  readonly epoch: number;
  /** 8 random bytes, one per opened document. */
  readonly session: Bytes;
  readonly counter: number;
  /** An awareness update, opaque here. */
  readonly content: Bytes;
  /** [E25] At join and once a second; null in between. */
  readonly signed: {
    readonly signer: Signer;
    readonly relayTimeMs: number;
  } | null;
}

export async function sealPresence(
  { random, keyring }: { readonly random: Random; readonly keyring: Keyring },
  draft: PresenceDraft,
): Promise<Result<Bytes, 'key-unknown'>> {
  const key = await keyring.presenceKey(draft.epoch, draft.doc);
  if (key === null) return err('key-unknown');
  const { doc, session, counter, content, signed } = draft;
  const scope = { space: keyring.space, doc, session, counter };
  const nonce = random.bytes(nonceSize);
  const ciphertext = await sealContent(key, nonce, presenceAad(scope), {
    codec: 'opaque',
    content,
  });
  if (signed === null)
    return ok(encodePresence({ session, counter, signed, nonce, ciphertext }));
  const { signer, relayTimeMs } = signed;
  const signature = await signer.sign(
    presenceSigningBytes(scope, relayTimeMs, await sha256(ciphertext)),
  );
  const author = { device: signer.device, relayTimeMs, signature };
  return ok(
    encodePresence({ session, counter, signed: author, nonce, ciphertext }),
  );
}

export interface OpenedPresence {
  readonly session: Bytes;
  readonly counter: number;
  readonly content: Bytes;
  /** Null: it counts only for a session that a signed frame opened, with a higher counter ([E25]). */
  readonly signed: {
    readonly device: DeviceKey;
    readonly relayTimeMs: number;
  } | null;
}

/** Presence carries no tag of its key: another epoch's is `tampered` too. */
export async function openPresence(
  { verify, keyring }: Opener,
  { doc, epoch }: { readonly doc: DocumentId; readonly epoch: number },
  bytes: Bytes,
): Promise<Result<OpenedPresence, OpenError>> {
  const presence = decoded(decodePresence(bytes));
  if (!presence.ok) return presence;
  const { session, counter, signed, nonce, ciphertext } = presence.value;
  const key = await keyring.presenceKey(epoch, doc);
  if (key === null) return err('key-unknown');
  const scope = { space: keyring.space, doc };
  if (!(await verifyPresence(verify, scope, presence.value)))
    return err('signature');
  const plaintext = await openContent(
    key,
    nonce,
    presenceAad({ ...scope, session, counter }),
    ciphertext,
  );
  if (!plaintext.ok) return plaintext;
  const content = ofCodec(plaintext.value, 'opaque');
  if (!content.ok) return content;
  const author =
    signed === null
      ? null
      : { device: signed.device, relayTimeMs: signed.relayTimeMs };
  return ok({ session, counter, content: content.value, signed: author });
}
