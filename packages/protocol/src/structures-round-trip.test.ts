import {
  type AnyId,
  type Bytes,
  type DeviceKey,
  type SpaceId,
  type DocumentId,
  type Hash,
  type InviteId,
  bytesToId,
  unwrap,
} from '@minga/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  decodeEntryContent,
  decodeSnapshotContent,
  encodeEntryContent,
  encodeSnapshotContent,
} from './claims.ts';
import {
  decodeDocumentHeader,
  encodeDocumentHeader,
} from './document-header.ts';
import { invitationToFragment, linkToInvitation } from './invitation-link.ts';
import { padContent, unpadContent } from './padding.ts';
import { decodePresence, encodePresence } from './presence.ts';
import {
  decodeRegister,
  decodeRegisterContent,
  encodeRegister,
  encodeRegisterContent,
} from './register.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot.ts';
import { decodeStatement, encodeStatement } from './statement.ts';
import { scatter } from './vectors/fixed.ts';

const size = (length: number): fc.Arbitrary<Bytes> =>
  fc.nat().map((seed) => scatter(length, seed));
const bytes = (longest: number): fc.Arbitrary<Bytes> =>
  fc.nat({ max: longest }).chain(size);
const id = <Id extends AnyId>(length: number): fc.Arbitrary<Id> =>
  size(length).map((raw) => bytesToId<Id>(raw));
const deviceBytes = size(33).map((raw) => raw.fill(1, 0, 1));
const device = deviceBytes.map((raw) => bytesToId<DeviceKey>(raw));
const space = id<SpaceId>(32);
const doc = id<DocumentId>(16);
const hash = id<Hash>(32);
const inviteId = id<InviteId>(16);
const u32 = fc.nat({ max: 0xffffffff });
const counter = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const signature = size(64);
const byte = fc.nat({ max: 255 });
const varUint = fc.maxSafeNat();

const list = <T>(item: fc.Arbitrary<T>, key: (item: T) => unknown) =>
  fc.uniqueArray(item, {
    maxLength: 5,
    selector: (one) => JSON.stringify(key(one)),
  });

const numRuns = 300;

/** Lists come back sorted, so the first encoding is compared instead of the value. */
function expectStable<T>(
  value: T,
  encode: (value: T) => Bytes,
  decode: (bytes: Bytes) => Parameters<typeof unwrap<T>>[0],
): void {
  const encoded = encode(value);
  expect(encode(unwrap(decode(encoded)))).toEqual(encoded);
}

describe('round trips of structures', () => {
  it('[E19] any document header', () => {
    const forFew = fc.record({
      commitment: size(32),
      lockboxes: list(
        fc.record({ device, lockbox: bytes(100) }),
        (box) => box.device,
      ),
      earlierKeys: fc.option(bytes(100).filter(({ length }) => length > 0)),
    });
    const signed = fc.record({
      header: fc.record({
        space,
        doc,
        class: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
        generation: u32,
        device,
        seenIndex: u32,
        seenHash: hash,
        forFew: fc.option(forFew),
      }),
      signature,
    });
    fc.assert(
      fc.property(signed, (one) => {
        expectStable(one, encodeDocumentHeader, decodeDocumentHeader);
      }),
      { numRuns },
    );
  });

  const quarantined = list(
    fc.record({ device, frameHash: hash }),
    (one) => one,
  );

  it('[E21] any snapshot and its content', () => {
    const snapshot = fc.record({
      header: fc.record({
        space,
        doc,
        device,
        prevSnapHash: hash,
        frontier: list(
          fc.record({ device, counter, frameHash: hash }),
          (one) => one.device,
        ),
        seenIndex: u32,
        seenHash: hash,
        epoch: u32,
        generation: u32,
        keyTag: size(8),
        nonce: size(12),
      }),
      ciphertext: bytes(300),
      signature,
    });
    const content = fc.record({
      claims: list(
        fc.record({ device, sessionNonce: size(16), signature }),
        (one) => [one.device, one.sessionNonce],
      ),
      quarantined,
      state: bytes(300),
    });
    fc.assert(
      fc.property(snapshot, content, (one, inside) => {
        expectStable(one, encodeSnapshot, decodeSnapshot);
        expectStable(inside, encodeSnapshotContent, decodeSnapshotContent);
      }),
      { numRuns },
    );
  });

  it('[E24] any register and its content', () => {
    const register = fc.record({
      header: fc.record({
        space,
        device,
        counter: varUint,
        epoch: u32,
        keyTag: size(8),
        nonce: size(12),
      }),
      ciphertext: bytes(300),
      signature,
    });
    const document = fc.record({
      doc,
      frontier: list(fc.record({ device, counter }), (one) => one.device),
      endorsed: hash,
      quarantined,
    });
    const content = fc.record({
      documents: list(document, (one) => one.doc),
      logIndex: u32,
      logHash: hash,
    });
    fc.assert(
      fc.property(register, content, (one, inside) => {
        expect(unwrap(decodeRegister(encodeRegister(one)))).toEqual(one);
        expectStable(inside, encodeRegisterContent, decodeRegisterContent);
      }),
      { numRuns },
    );
  });

  it('[E25] any presence', () => {
    const presence = fc.record({
      session: size(8),
      counter: varUint,
      signed: fc.option(fc.record({ device, relayTimeMs: varUint, signature })),
      nonce: size(12),
      ciphertext: bytes(300),
    });
    fc.assert(
      fc.property(presence, (one) => {
        expect(unwrap(decodePresence(encodePresence(one)))).toEqual(one);
      }),
      { numRuns },
    );
  });

  it('[E26] any statement', () => {
    const statement = fc.record({
      header: fc.record({
        kind: byte,
        space,
        doc,
        subject: bytes(1024),
        bodyHash: hash,
        device,
        seenIndex: u32,
        seenHash: hash,
      }),
      signature,
    });
    fc.assert(
      fc.property(statement, (one) => {
        expect(unwrap(decodeStatement(encodeStatement(one)))).toEqual(one);
      }),
      { numRuns },
    );
  });

  it('[E7] any content, padded', () => {
    const plaintext = fc.record({
      codec: fc.constantFrom('update-v1', 'update-v2', 'deflated-v2', 'opaque'),
      content: bytes(70_000),
    });
    fc.assert(
      fc.property(plaintext, (one) => {
        expect(unwrap(unpadContent(padContent(one)))).toEqual(one);
      }),
      { numRuns: 100 },
    );
  });

  it('[E9] any content of an entry', () => {
    const content = fc.record({
      claims: list(
        fc.record({ sessionNonce: size(16), signature }),
        (one) => one.sessionNonce,
      ),
      update: bytes(300),
    });
    fc.assert(
      fc.property(content, (one) => {
        expectStable(one, encodeEntryContent, decodeEntryContent);
      }),
      { numRuns },
    );
  });

  it('[E27] any invitation', async () => {
    const invitation = fc.record({
      space,
      inviteId,
      secret: size(32),
      relay: fc.string({ unit: 'grapheme', maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(invitation, async (one) => {
        const fragment = await invitationToFragment(one);
        expect(unwrap(await linkToInvitation(fragment))).toEqual(one);
      }),
      { numRuns },
    );
  });
});
