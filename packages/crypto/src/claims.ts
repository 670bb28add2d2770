import type { Bytes, Random } from '@minga/base';
import {
  type ClaimScope,
  type Signer,
  type Verify,
  signClaim,
  verifyClaim,
} from '@minga/membership';
import { type Claim, type ClaimOfDevice, clientIdOf } from '@minga/protocol';

/** A clientID of Yjs that is this device's and nobody else's, and the claim that says so ([E9]). */
export interface ClientSession {
  readonly clientId: number;
  readonly claim: Claim;
}

/** Afresh for each session of a document: never stored, never restored. */
export async function startClientSession(
  random: Random,
  signer: Signer,
  scope: ClaimScope,
): Promise<ClientSession> {
  const sessionNonce: Bytes = random.bytes(16);
  const [clientId, claim] = await Promise.all([
    clientIdOf(signer.device, scope.doc, sessionNonce),
    signClaim(signer, scope, sessionNonce),
  ]);
  return { clientId, claim };
}

/** The clientID that a claim rightly claims for its device in this document; null when its signature is not the device's. */
export async function clientIdOfClaim(
  verify: Verify,
  scope: ClaimScope,
  claim: ClaimOfDevice,
): Promise<number | null> {
  return (await verifyClaim(verify, scope, claim))
    ? clientIdOf(claim.device, scope.doc, claim.sessionNonce)
    : null;
}
