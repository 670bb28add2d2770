import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type SpaceId,
  bytesToId,
  idToBytes,
} from '@minga/base';
import {
  type Auth,
  type AuthMode,
  type Claim,
  type ClaimOfDevice,
  type DocumentHeader,
  type FrameParts,
  type Presence,
  type Register,
  type SignedDocumentHeader,
  type Snapshot,
  type Statement,
  type StatementHeader,
  authSigningBytes,
  authSubject,
  claimSigningBytes,
  documentHeaderSigningBytes,
  encodeDocumentHeader,
  encodeStatement,
  frameSigningBytes,
  presenceSigningBytes,
  registerSigningBytes,
  sha256,
  snapshotSigningBytes,
  statementSigningBytes,
} from '@minga/protocol';
import type { Signer, Verify } from './sign.ts';

/**
 * A signature says who wrote these bytes, never that they may: that is `judgeFrame` and the fold. What is sealed is
 * signed over its ciphertext, so a relay without keys checks it too.
 */
export async function verifyFrame(
  verify: Verify,
  { header, ciphertext, signature }: FrameParts,
): Promise<boolean> {
  return verify(
    header.device,
    frameSigningBytes(header, await sha256(ciphertext)),
    signature,
  );
}

export async function verifySnapshot(
  verify: Verify,
  { header, ciphertext, signature }: Snapshot,
): Promise<boolean> {
  return verify(
    header.device,
    snapshotSigningBytes(header, await sha256(ciphertext)),
    signature,
  );
}

export async function verifyRegister(
  verify: Verify,
  { header, ciphertext, signature }: Register,
): Promise<boolean> {
  return verify(
    header.device,
    registerSigningBytes(header, await sha256(ciphertext)),
    signature,
  );
}

/** [E25] True for a frame without a signature: whether it counts depends on the session it belongs to. */
export async function verifyPresence(
  verify: Verify,
  scope: { readonly space: SpaceId; readonly doc: DocumentId },
  presence: Presence,
): Promise<boolean> {
  const { signed, session, counter, ciphertext } = presence;
  if (signed === null) return true;
  const bytes = presenceSigningBytes(
    { ...scope, session, counter },
    signed.relayTimeMs,
    await sha256(ciphertext),
  );
  return verify(signed.device, bytes, signed.signature);
}

/** A statement as it lies in a document (ENVELOPE E26). */
export async function signStatement(
  signer: Signer,
  header: Omit<StatementHeader, 'device'>,
): Promise<Bytes> {
  const full = { ...header, device: signer.device };
  return encodeStatement({
    header: full,
    signature: await signer.sign(statementSigningBytes(full)),
  });
}

export function verifyStatement(
  verify: Verify,
  { header, signature }: Statement,
): Promise<boolean> {
  return verify(header.device, statementSigningBytes(header), signature);
}

/** A document's record as the relay keeps it (PROTOCOL P25). */
export async function signDocumentHeader(
  signer: Signer,
  header: Omit<DocumentHeader, 'device'>,
): Promise<Bytes> {
  const full = { ...header, device: signer.device };
  return encodeDocumentHeader({
    header: full,
    signature: await signer.sign(documentHeaderSigningBytes(full)),
  });
}

export function verifyDocumentHeader(
  verify: Verify,
  { header, signature }: SignedDocumentHeader,
): Promise<boolean> {
  return verify(header.device, documentHeaderSigningBytes(header), signature);
}

export async function signClaim(
  signer: Signer,
  scope: ClaimScope,
  sessionNonce: Bytes,
): Promise<Claim> {
  const bytes = claimSigningBytes(
    scope.space,
    scope.doc,
    signer.device,
    sessionNonce,
  );
  return { sessionNonce, signature: await signer.sign(bytes) };
}

export function verifyClaim(
  verify: Verify,
  scope: ClaimScope,
  claim: ClaimOfDevice,
): Promise<boolean> {
  const bytes = claimSigningBytes(
    scope.space,
    scope.doc,
    claim.device,
    claim.sessionNonce,
  );
  return verify(claim.device, bytes, claim.signature);
}

export interface ClaimScope {
  readonly space: SpaceId;
  readonly doc: DocumentId;
}

/** What both ends of a connection know before AUTH (PROTOCOL P6). */
export interface AuthScope {
  /** Host the client dialled, with the port when it is not the default one. */
  readonly audience: string;
  readonly space: SpaceId;
  /** From CHALLENGE. */
  readonly nonce: Bytes;
}

/** `signer`: the device, or the key of the invitation in mode `invite`. */
export function signAuth(
  signer: Signer,
  mode: AuthMode,
  scope: AuthScope,
): Promise<Bytes> {
  return signer.sign(
    authSigningBytes({ ...scope, mode, subject: idToBytes(signer.device) }),
  );
}

export function verifyAuth(
  verify: Verify,
  auth: Auth,
  scope: AuthScope,
): Promise<boolean> {
  const subject = authSubject(auth);
  const bytes = authSigningBytes({ ...scope, mode: auth.mode, subject });
  return verify(bytesToId<DeviceKey>(subject), bytes, auth.signature);
}
