import {
  bytesToId,
  type DeviceKey,
  type Hash,
  fromBase64Url,
  toBase64Url,
  unwrap,
  utf8,
} from '@minga/base';
import { createVerifier } from '@minga/membership';
import {
  type Plaintext,
  clientIdOf,
  decodeFrame,
  encodeFrame,
  encodeEntryContent,
  frameAad,
  frameSigningBytes,
  sha256,
  zeroHash,
} from '@minga/protocol';
import { describe, expect, test } from 'vitest';
import { clientIdOfClaim, startClientSession } from './claims.ts';
import {
  type EntryDraft,
  type EntryPlaintext,
  openEntry,
  sealEntry,
} from './entry.ts';
import { createKeyring } from './keys.ts';
import { encryptAes } from './primitives.ts';
import { sealContent } from './sealed.ts';
import {
  bench,
  changed,
  docA,
  docB,
  filled,
  keysOfA,
  signerNumber,
  spaceA,
  spaceB,
  type Bench,
} from './testing.ts';
import clientIds from './vectors/client-ids.json' with { type: 'json' };
import vectors from './vectors/entries.json' with { type: 'json' };

const draft: EntryDraft = {
  doc: docA,
  kind: 'edit',
  counter: 1,
  prevHash: zeroHash,
  voids: null,
  seenIndex: 2,
  seenHash: bytesToId<Hash>(filled(32, 3)),
  pending: [],
  epoch: 0,
  generation: 0,
};
const hello: EntryPlaintext = {
  codec: 'update-v2',
  claims: [],
  update: utf8('acordamos reunirnos el martes'),
};

describe('an entry', () => {
  test('[E3] is sealed, and opened by another who has the key', async () => {
    const ana = await bench();
    const { claim } = await startClientSession(ana.random, ana.signer, {
      space: spaceA,
      doc: docA,
    });
    const sealed = unwrap(
      await sealEntry(ana, draft, { ...hello, claims: [claim] }),
    );
    const opened = await openEntry(
      { verify: createVerifier(), keyring: createKeyring(keysOfA) },
      sealed.bytes,
    );
    expect(opened).toEqual({
      ok: true,
      value: { header: sealed.header, ...hello, claims: [claim] },
    });
    expect(sealed.entryId).toBe(
      toBase64Url((await sha256(sealed.bytes)).subarray(0, 16)),
    );
    expect(new TextDecoder('latin1').decode(sealed.bytes)).not.toContain(
      'martes',
    );
  });

  test('[E7] entries of one bucket are of one length', async () => {
    const ana = await bench();
    const lengths = [];
    for (const n of [70, 120, 252, 253]) {
      const sealed = unwrap(
        await sealEntry(ana, draft, { ...hello, update: filled(n, 1) }),
      );
      lengths.push(sealed.bytes.length);
    }
    expect(lengths).toEqual([
      lengths[0],
      lengths[0],
      lengths[0],
      (lengths[0] ?? 0) + 1024 - 256,
    ]);
  });

  test('[E1] a nonce is never used twice, nor taken from the caller', async () => {
    const ana = await bench();
    const nonces = new Set<string>();
    for (let i = 0; i < 200; i++) {
      const given = { ...draft, nonce: filled(12, 0) };
      nonces.add(
        toBase64Url(unwrap(await sealEntry(ana, given, hello)).header.nonce),
      );
    }
    expect(nonces.size).toBe(200);
  });

  test('[E12] stays closed as key-unknown without the key of its epoch, with another space key, or another generation', async () => {
    const ana = await bench();
    const sealed = unwrap(await sealEntry(ana, draft, hello));
    const verify = createVerifier();
    for (const epochs of [
      new Map(),
      new Map([[1, filled(32, 0xe0)]]),
      new Map([[0, filled(32, 9)]]),
    ]) {
      const keyring = createKeyring({ space: spaceA, epochs });
      expect(await openEntry({ verify, keyring }, sealed.bytes)).toEqual({
        ok: false,
        error: 'key-unknown',
      });
    }
    const later = { ...draft, epoch: 7 };
    expect(await sealEntry(ana, later, hello)).toEqual({
      ok: false,
      error: 'key-unknown',
    });
  });

  test('[E12] right tag and a good signature over bytes that do not authenticate: tampered', async () => {
    const ana = await bench();
    const sealed = unwrap(await sealEntry(ana, draft, hello));
    const { header, ciphertext } = unwrap(decodeFrame(sealed.bytes));
    const other = await resign(ana, header, changed(ciphertext, 5));
    expect(await openEntry(ana, other)).toEqual({
      ok: false,
      error: 'tampered',
    });
    const moved = { ...header, counter: 2, prevHash: header.seenHash };
    expect(await openEntry(ana, await resign(ana, moved, ciphertext))).toEqual({
      ok: false,
      error: 'tampered',
    });
  });

  test('[E2] every byte of it is signed', async () => {
    const ana = await bench();
    const sealed = unwrap(await sealEntry(ana, draft, hello));
    const errors = new Set<string>();
    for (let at = 0; at < sealed.bytes.length; at++) {
      const opened = await openEntry(ana, changed(sealed.bytes, at));
      expect(opened.ok).toBe(false);
      if (!opened.ok) errors.add(opened.error);
    }
    expect([...errors].sort()).toEqual([
      'malformed',
      'signature',
      'suite-unknown',
    ]);
  });

  test('[E2] of one space cannot be brought into another, even under the same key and device', async () => {
    const ana = await bench();
    const sealed = unwrap(await sealEntry(ana, draft, hello));
    const keyring = createKeyring({ ...keysOfA, space: spaceB });
    expect(await openEntry({ ...ana, keyring }, sealed.bytes)).toEqual({
      ok: false,
      error: 'malformed',
    });
  });

  test('[E1] of another suite says that a newer app is needed', async () => {
    const ana = await bench();
    const sealed = unwrap(await sealEntry(ana, draft, hello));
    const suiteAt = 4 + 'minga/1/entry'.length + 4;
    const other = sealed.bytes.slice();
    other[suiteAt] = 2;
    expect(await openEntry(ana, other)).toEqual({
      ok: false,
      error: 'suite-unknown',
    });
  });

  test('[E7] [E8] with spare bytes, padding that is not the smallest, or a codec for something else is refused', async () => {
    const ana = await bench();
    const content = encodeEntryContent(hello);
    const codecs: Plaintext['codec'][] = ['deflated-v2', 'opaque'];
    for (const codec of codecs) {
      const bytes = await sealedBy(ana, (key, nonce, aad) =>
        sealContent(key, nonce, aad, { codec, content }),
      );
      expect(await openEntry(ana, bytes)).toEqual({
        ok: false,
        error: 'malformed',
      });
    }
    const spare = filled(64, 0);
    spare.set([2, 1, 0, 0, 1]);
    const roomy = filled(256, 0);
    roomy.set([2, 1, 0]);
    for (const padded of [spare, roomy, filled(0, 0)]) {
      const bytes = await sealedBy(ana, (key, nonce, aad) =>
        encryptAes(key, nonce, aad, padded),
      );
      expect(await openEntry(ana, bytes)).toEqual({
        ok: false,
        error: 'malformed',
      });
    }
  });

  test('of the store is opened without checking its signature again when the opener says so', async () => {
    const ana = await bench();
    const sealed = unwrap(await sealEntry(ana, draft, hello));
    const trusted = { ...ana, verify: async () => true };
    expect((await openEntry(trusted, changed(sealed.bytes, -1))).ok).toBe(true);
  });

  for (const vector of vectors.entries) {
    test(`vector: ${vector.name}`, async () => {
      const ana = await bench();
      const bytes = fromBase64Url(vector.frame) ?? filled(0, 0);
      const opened = unwrap(await openEntry(ana, bytes));
      expect(opened.codec).toBe(vector.codec);
      expect(toBase64Url(opened.update)).toBe(vector.update);
      expect(opened.claims).toHaveLength(vector.claims);
      expect(toBase64Url(opened.header.nonce)).toBe(vector.nonce);
      expect(toBase64Url(opened.header.keyTag)).toBe(vector.keyTag);
    });
  }

  test('[E1] vectors: sealing the same with the same chance gives the same bytes', async () => {
    expect(await entryVectors()).toEqual(vectors.entries);
  });
});

describe('a clientID', () => {
  test('[E9] is the first 53 bits of its hash', async () => {
    for (const vector of clientIds.clientIds) {
      const device = bytesToId<DeviceKey>(Buffer.from(vector.device, 'hex'));
      const nonce = new Uint8Array(Buffer.from(vector.sessionNonce, 'hex'));
      expect(await clientIdOf(device, docA, nonce)).toBe(vector.clientId);
      expect(Number.isSafeInteger(vector.clientId)).toBe(true);
    }
  });

  test('[E9] claimed by a device is only its own, of no other document, and new in every session', async () => {
    const ana = await bench();
    const scope = { space: spaceA, doc: docA };
    const session = await startClientSession(ana.random, ana.signer, scope);
    const claim = { ...session.claim, device: ana.signer.device };
    expect(await clientIdOfClaim(ana.verify, scope, claim)).toBe(
      session.clientId,
    );
    const rosa = await signerNumber(2);
    expect(
      await clientIdOfClaim(ana.verify, scope, {
        ...claim,
        device: rosa.device,
      }),
    ).toBeNull();
    expect(
      await clientIdOfClaim(ana.verify, { ...scope, doc: docB }, claim),
    ).toBeNull();
    expect(
      await clientIdOfClaim(ana.verify, { ...scope, space: spaceB }, claim),
    ).toBeNull();
    const next = await startClientSession(ana.random, ana.signer, scope);
    expect(next.clientId).not.toBe(session.clientId);
  });
});

type Header = Parameters<typeof frameAad>[0];

async function resign(
  ana: Bench,
  header: Header,
  ciphertext: Uint8Array<ArrayBuffer>,
) {
  const signature = await ana.signer.sign(
    frameSigningBytes(header, await sha256(ciphertext)),
  );
  return encodeFrame({ header, ciphertext, signature });
}

/** A frame that is all right but for what `encrypt` seals. */
async function sealedBy(
  ana: Bench,
  encrypt: (
    key: CryptoKey,
    nonce: Uint8Array<ArrayBuffer>,
    aad: Uint8Array<ArrayBuffer>,
  ) => Promise<Uint8Array<ArrayBuffer>>,
) {
  const { header } = unwrap(await sealEntry(ana, draft, hello));
  const key = await ana.keyring.documentKey(header);
  if (key === null) throw new Error('no key');
  return resign(
    ana,
    header,
    await encrypt(key.key, header.nonce, frameAad(header)),
  );
}

async function entryVectors() {
  const ana = await bench(keysOfA, 77);
  const { claim } = await startClientSession(ana.random, ana.signer, {
    space: spaceA,
    doc: docA,
  });
  const first = unwrap(
    await sealEntry(ana, draft, {
      codec: 'update-v2',
      claims: [claim],
      update: filled(10, 1),
    }),
  );
  const later: EntryDraft = {
    ...draft,
    kind: 'salvage',
    counter: 5,
    prevHash: first.frameHash,
    voids: zeroHash,
    pending: [first.frameHash],
    epoch: 1,
    generation: 2,
  };
  const second = unwrap(
    await sealEntry(ana, later, {
      codec: 'update-v1',
      claims: [],
      update: filled(300, 2),
    }),
  );
  return [
    {
      name: 'a first edit with a claim',
      codec: 'update-v2',
      claims: 1,
      update: filled(10, 1),
      sealed: first,
    },
    {
      name: 'a salvage that closes a hole',
      codec: 'update-v1',
      claims: 0,
      update: filled(300, 2),
      sealed: second,
    },
  ].map(({ update, sealed, ...rest }) => ({
    ...rest,
    update: toBase64Url(update),
    nonce: toBase64Url(sealed.header.nonce),
    keyTag: toBase64Url(sealed.header.keyTag),
    frame: toBase64Url(sealed.bytes),
    frameHash: sealed.frameHash,
    entryId: sealed.entryId,
  }));
}
