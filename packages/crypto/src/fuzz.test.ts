import { type Bytes, bytesToId, type Hash, unwrap, utf8 } from '@minga/base';
import { generateDeviceKeys } from '@minga/membership';
import {
  decodeFrame,
  encodeFrame,
  encodeEntryContent,
  frameAad,
  padContent,
  zeroHash,
} from '@minga/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deflate, inflate } from './deflate.ts';
import { openEntry, sealEntry } from './entry.ts';
import {
  decodeCard,
  decodeKeys,
  encodeCard,
  encodeKeys,
} from './invitation-content.ts';
import { openLockbox, sealLockbox } from './lockbox.ts';
import { openPresence, sealPresence } from './presence.ts';
import { encryptAes } from './primitives.ts';
import { openProfile } from './records.ts';
import { openRegister, sealRegister } from './register.ts';
import { openSnapshot, sealSnapshot } from './snapshot.ts';
import { bench, docA, filled, spaceA } from './testing.ts';

/** Each run stops by itself, so that the whole file stays under 20 s on a busy machine. */
const cases = (numRuns: number, seconds: number) => ({
  numRuns,
  interruptAfterTimeLimit: seconds * 1000,
});
const anyBytes = (maxLength: number) =>
  fc.uint8Array({ maxLength }).map((bytes): Bytes => new Uint8Array(bytes));
const someHash = bytesToId<Hash>(filled(32, 4));
const trusting = async () => true;

describe('what decodes', () => {
  test('[P1] sealed keys and cards: from any bytes a refusal or the one value they encode', () => {
    fc.assert(
      fc.property(anyBytes(200), (bytes) => {
        const keys = decodeKeys(bytes);
        if (keys.ok) expect(encodeKeys([...keys.value])).toEqual(bytes);
        const card = decodeCard(bytes);
        if (card.ok) expect(encodeCard(card.value)).toEqual(bytes);
      }),
      cases(10_000, 3),
    );
  });

  test('[P1] sealed keys and cards: what is written is read, and changed bytes never pass for another encoding', () => {
    const epochKeys = fc
      .uniqueArray(
        fc.tuple(
          fc.nat(0xffffffff),
          fc.uint8Array({ minLength: 32, maxLength: 32 }),
        ),
        { selector: ([epoch]) => epoch, maxLength: 9 },
      )
      .map((keys) =>
        keys
          .map(([epoch, key]) => [epoch, new Uint8Array(key)] as const)
          .sort(([a], [b]) => a - b),
      );
    const card = fc.record({
      group: fc.string(),
      kind: fc.string(),
      inviter: fc.string({ unit: 'grapheme' }),
      readers: fc.maxSafeNat(),
    });
    fc.assert(
      fc.property(epochKeys, card, mutations, (keys, written, changes) => {
        expect(unwrap(decodeKeys(encodeKeys(keys)))).toEqual(new Map(keys));
        expect(unwrap(decodeCard(encodeCard(written)))).toEqual(written);
        const other = decodeKeys(mutate(encodeKeys(keys), changes));
        if (other.ok)
          expect(encodeKeys([...other.value])).toEqual(
            mutate(encodeKeys(keys), changes),
          );
        const otherCard = decodeCard(mutate(encodeCard(written), changes));
        if (otherCard.ok)
          expect(encodeCard(otherCard.value)).toEqual(
            mutate(encodeCard(written), changes),
          );
      }),
      cases(5000, 3),
    );
  });
});

describe('what opens', () => {
  test('[E12] a changed entry never opens as anything else, even if its signature were not looked at', async () => {
    const ana = { ...(await bench()), verify: trusting };
    const sealed = unwrap(
      await sealEntry(ana, draft, {
        codec: 'update-v2',
        claims: [],
        update: utf8('martes'),
      }),
    );
    const original = unwrap(await openEntry(ana, sealed.bytes));
    let closed = 0;
    await fc.assert(
      fc.asyncProperty(mutations, async (changes) => {
        const opened = await openEntry(ana, mutate(sealed.bytes, changes));
        if (opened.ok) expect(opened.value).toEqual(original);
        else closed++;
      }),
      cases(10_000, 5),
    );
    expect(closed).toBeGreaterThan(100);
  });

  test('[P1] any plaintext under a right key is a refusal or an entry', async () => {
    const ana = { ...(await bench()), verify: trusting };
    const sealed = unwrap(
      await sealEntry(ana, draft, {
        codec: 'update-v2',
        claims: [],
        update: utf8('martes'),
      }),
    );
    const { header, signature } = unwrap(decodeFrame(sealed.bytes));
    const key = await ana.keyring.documentKey(header);
    if (key === null) throw new Error('no key');
    const content = encodeEntryContent({
      claims: [{ sessionNonce: filled(16, 1), signature: filled(64, 2) }],
      update: filled(20, 3),
    });
    const padded = fc.oneof(
      anyBytes(300),
      mutations.map((changes) =>
        mutate(padContent({ codec: 'update-v2', content }), changes),
      ),
      mutations.map((changes) =>
        padContent({ codec: 'update-v2', content: mutate(content, changes) }),
      ),
    );
    const errors = new Set<string>();
    await fc.assert(
      fc.asyncProperty(padded, async (plaintext) => {
        const ciphertext = await encryptAes(
          key.key,
          header.nonce,
          frameAad(header),
          plaintext,
        );
        const opened = await openEntry(
          ana,
          encodeFrame({ header, ciphertext, signature }),
        );
        if (!opened.ok) errors.add(opened.error);
      }),
      cases(3000, 3),
    );
    expect(
      [...errors].every(
        (error) => error === 'malformed' || error === 'suite-unknown',
      ),
    ).toBe(true);
  });

  test('[P1] snapshots, registers, presence, records and lockboxes are refused without a throw', async () => {
    const ana = await bench();
    const trust = { ...ana, verify: trusting };
    const tablet = await generateDeviceKeys();
    const box = {
      space: spaceA,
      purpose: { kind: 'epoch', epoch: 0 },
      recipient: tablet.boxKey,
    } as const;
    const base = {
      doc: docA,
      seenIndex: 0,
      seenHash: someHash,
      epoch: 0,
      generation: 0,
    };
    const content = { claims: [], quarantined: [], state: filled(900, 1) };
    const register = { documents: [], logIndex: 0, logHash: someHash };
    const presence = {
      doc: docA,
      epoch: 0,
      session: filled(8, 1),
      counter: 3,
      content: utf8('x'),
    };
    const valid = {
      snapshot: unwrap(
        await sealSnapshot(
          ana,
          { ...base, prevSnapHash: zeroHash, frontier: [] },
          content,
        ),
      ).bytes,
      register: unwrap(
        await sealRegister(ana, { counter: 1, epoch: 0 }, register),
      ),
      presence: unwrap(
        await sealPresence(ana, {
          ...presence,
          signed: { signer: ana.signer, relayTimeMs: 4 },
        }),
      ),
      lockbox: unwrap(await sealLockbox(ana.random, box, filled(32, 1))),
    };
    await fc.assert(
      fc.asyncProperty(mutations, anyBytes(120), async (changes, bytes) => {
        for (const input of [mutate(valid.snapshot, changes), bytes])
          await openSnapshot(trust, input);
        for (const input of [mutate(valid.register, changes), bytes])
          await openRegister(trust, input);
        for (const input of [mutate(valid.presence, changes), bytes])
          await openPresence(trust, presence, input);
        await openProfile(ana.keyring, {
          epoch: 0,
          sealed: bytes,
          device: ana.signer.device,
          index: 1,
        });
        const opened = await openLockbox(
          box,
          tablet.boxPrivateKey,
          mutate(valid.lockbox, changes),
        );
        if (opened.ok) expect(opened.value).toEqual(filled(32, 1));
      }),
      cases(1500, 4),
    );
  });

  test('[E8] bytes that are no deflate stream, or half of one, inflate to nothing', async () => {
    const packed = await deflate(filled(3000, 9));
    await fc.assert(
      fc.asyncProperty(anyBytes(200), mutations, async (bytes, changes) => {
        await inflate(bytes, 10_000);
        const inflated = await inflate(mutate(packed, changes), 10_000);
        expect(inflated?.length ?? 0).toBeLessThanOrEqual(10_000);
      }),
      cases(500, 2),
    );
  });
});

const draft = {
  doc: docA,
  kind: 'edit',
  counter: 1,
  prevHash: zeroHash,
  voids: null,
  seenIndex: 0,
  seenHash: someHash,
  pending: [],
  epoch: 0,
  generation: 0,
} as const;

interface Change {
  readonly at: number;
  readonly value: number;
  readonly how: 'set' | 'insert' | 'delete' | 'cut';
}

const mutations: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    value: fc.nat(255),
    how: fc.constantFrom('set', 'set', 'set', 'insert', 'delete', 'cut'),
  }),
  { minLength: 1, maxLength: 3 },
);

function mutate(bytes: Bytes, changes: readonly Change[]): Bytes {
  let result = bytes;
  for (const { at, value, how } of changes) {
    const i = Math.floor(at * result.length);
    const after = how === 'insert' ? i : i + 1;
    const middle = how === 'delete' ? [] : [value];
    result =
      how === 'cut'
        ? result.slice(0, i)
        : Uint8Array.from([
            ...result.subarray(0, i),
            ...middle,
            ...result.subarray(after),
          ]);
  }
  return result;
}
