import type { ProtocolError } from './decoding.ts';

/** WebSocket close codes (PROTOCOL §7). 44xx are final until somebody acts; 1013 and 45xx are tried again. */
export const closeCodes = {
  protocol: 4400,
  reauthenticate: 4401,
  notMember: 4403,
  unknownSpace: 4404,
  newerClientNeeded: 4409,
  /** Who looks after the group has had it erased ([P40]). */
  erased: 4410,
  quota: 4413,
  draining: 4500,
  tooSlow: 1013,
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** Codes of NACK, DOCNACK, ACTIONNACK and CHANCLOSE. A client takes an unknown one by its `final` alone. */
export const nackCodes = {
  malformed: 4400,
  noRight: 4403,
  noDocument: 4404,
  notCarriedOut: 4409,
  quota: 4413,
  tooMany: 4429,
  keyPeriod: 4440,
  staleSeen: 4441,
  signature: 4442,
  compareAndSetLost: 4443,
  invitationNotLive: 4444,
  busy: 4503,
} as const;

export type NackCode = (typeof nackCodes)[keyof typeof nackCodes];

/** How a relay closes a connection whose bytes it could not decode (PROTOCOL P3, P5). */
export function closeCodeFor(error: ProtocolError): CloseCode {
  const newer =
    error.code === 'suite-unknown' || error.code === 'version-unknown';
  return newer ? closeCodes.newerClientNeeded : closeCodes.protocol;
}

/** True when reconnecting by itself cannot help. */
export function isFinalClose(code: number): boolean {
  return code >= 4400 && code < 4500 && code !== closeCodes.reauthenticate;
}
