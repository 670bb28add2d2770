import { bytesToId, type Bytes, type Hash, unwrap, utf8 } from '@minga/base';
import {
  type RegisterContent,
  type SnapshotContent,
  decodeSnapshot,
  encodePresence,
  decodePresence,
  encodeSnapshot,
  encodeSnapshotContent,
  padContent,
  sha256,
  snapshotAad,
  snapshotSigningBytes,
  zeroHash,
} from '@minga/protocol';
import { describe, expect, test } from 'vitest';
import { startClientSession } from './claims.ts';
import { deflate, inflate, inflatedLimit } from './deflate.ts';
import { createKeyring } from './keys.ts';
import { openPresence, sealPresence } from './presence.ts';
import { encryptAes } from './primitives.ts';
import {
  openProfile,
  openSettings,
  sealProfile,
  sealSettings,
} from './records.ts';
import { openRegister, sealRegister } from './register.ts';
import { type SnapshotDraft, openSnapshot, sealSnapshot } from './snapshot.ts';
import {
  type Bench,
  bench,
  changed,
  docA,
  docB,
  filled,
  keysOfA,
  signerNumber,
  spaceA,
  spaceB,
} from './testing.ts';

const someHash = bytesToId<Hash>(filled(32, 4));

describe('a snapshot', () => {
  const draft = async (ana: Bench): Promise<SnapshotDraft> => ({
    doc: docA,
    prevSnapHash: zeroHash,
    frontier: [{ device: ana.signer.device, counter: 9, frameHash: someHash }],
    seenIndex: 0,
    seenHash: someHash,
    epoch: 0,
    generation: 0,
  });

  async function contentOf(ana: Bench): Promise<SnapshotContent> {
    const { claim } = await startClientSession(ana.random, ana.signer, {
      space: spaceA,
      doc: docA,
    });
    return {
      claims: [{ ...claim, device: ana.signer.device }],
      quarantined: [{ device: ana.signer.device, frameHash: someHash }],
      state: filled(200_000, 7),
    };
  }

  test('[E8] is compressed, sealed and opened again', async () => {
    const ana = await bench();
    const content = await contentOf(ana);
    const sealed = unwrap(await sealSnapshot(ana, await draft(ana), content));
    expect(sealed.bytes.length).toBeLessThan(3000);
    const opened = await openSnapshot(
      { ...ana, keyring: createKeyring(keysOfA) },
      sealed.bytes,
    );
    expect(opened).toEqual({
      ok: true,
      value: { header: sealed.header, codec: 'update-v2', ...content },
    });
  });

  test('[E2] [E12] changed, of another space, or without the key it stays closed', async () => {
    const ana = await bench();
    const sealed = unwrap(
      await sealSnapshot(ana, await draft(ana), await contentOf(ana)),
    );
    for (let at = 0; at < sealed.bytes.length; at += 3)
      expect((await openSnapshot(ana, changed(sealed.bytes, at))).ok).toBe(
        false,
      );
    const without = createKeyring({ space: spaceA, epochs: new Map() });
    expect(
      await openSnapshot({ ...ana, keyring: without }, sealed.bytes),
    ).toEqual({ ok: false, error: 'key-unknown' });
    const elsewhere = createKeyring({ ...keysOfA, space: spaceB });
    expect(
      await openSnapshot({ ...ana, keyring: elsewhere }, sealed.bytes),
    ).toEqual({ ok: false, error: 'malformed' });
    const { header, ciphertext } = unwrap(decodeSnapshot(sealed.bytes));
    const other = await resigned(ana, header, changed(ciphertext, 3));
    expect(await openSnapshot(ana, other)).toEqual({
      ok: false,
      error: 'tampered',
    });
  });

  test('[E8] that unpacks to more than 64 MiB is refused', async () => {
    const ana = await bench();
    const { header } = unwrap(
      await sealSnapshot(ana, await draft(ana), await contentOf(ana)),
    );
    const bomb = await deflate(filled(inflatedLimit + 1, 0));
    expect(bomb.length).toBeLessThan(100_000);
    const bytes = await withPlaintext(
      ana,
      header,
      padContent({ codec: 'deflated-v2', content: bomb }),
    );
    expect(await openSnapshot(ana, bytes)).toEqual({
      ok: false,
      error: 'malformed',
    });
  });

  test('[E8] uncompressed is read too, an opaque codec is not', async () => {
    const ana = await bench();
    const content = await contentOf(ana);
    const { header } = unwrap(
      await sealSnapshot(ana, await draft(ana), content),
    );
    const plain = encodeSnapshotContent({ ...content, state: utf8('estado') });
    const v2 = await withPlaintext(
      ana,
      header,
      padContent({ codec: 'update-v2', content: plain }),
    );
    expect(await openSnapshot(ana, v2)).toMatchObject({
      ok: true,
      value: { codec: 'update-v2', state: utf8('estado') },
    });
    for (const padded of [
      padContent({ codec: 'opaque', content: plain }),
      padContent({ codec: 'deflated-v2', content: plain }),
    ])
      expect(
        await openSnapshot(ana, await withPlaintext(ana, header, padded)),
      ).toEqual({ ok: false, error: 'malformed' });
  });
});

describe('inflating', () => {
  test('[E8] stops at its limit, exactly', async () => {
    const packed = await deflate(filled(100_000, 1));
    expect(await inflate(packed, 100_000)).toEqual(filled(100_000, 1));
    expect(await inflate(packed, 99_999)).toBeNull();
  });

  test('[P1] takes one whole stream: nothing missing, nothing after it', async () => {
    const packed = await deflate(utf8('una reunión, tres acuerdos'));
    expect(await inflate(packed.slice(0, -1))).toBeNull();
    expect(await inflate(Uint8Array.from([...packed, 0]))).toBeNull();
    expect(await inflate(filled(0, 0))).toBeNull();
    expect(await inflate(filled(50, 0xff))).toBeNull();
    expect(await inflate(await deflate(filled(0, 0)))).toEqual(filled(0, 0));
  });
});

describe('a register', () => {
  const content: RegisterContent = {
    documents: [
      { doc: docA, frontier: [], endorsed: someHash, quarantined: [] },
    ],
    logIndex: 3,
    logHash: someHash,
  };

  test('[E24] is sealed for the space and opened again', async () => {
    const ana = await bench();
    const bytes = unwrap(
      await sealRegister(ana, { counter: 4, epoch: 1 }, content),
    );
    const opened = unwrap(await openRegister(ana, bytes));
    expect(opened.content).toEqual(content);
    expect(opened.header).toMatchObject({
      space: spaceA,
      device: ana.signer.device,
      counter: 4,
      epoch: 1,
    });
  });

  test('[E2] [E12] changed, of another space, or without the key it stays closed', async () => {
    const ana = await bench();
    const bytes = unwrap(
      await sealRegister(ana, { counter: 4, epoch: 1 }, content),
    );
    for (let at = 0; at < bytes.length; at++)
      expect((await openRegister(ana, changed(bytes, at))).ok).toBe(false);
    const without = createKeyring({
      space: spaceA,
      epochs: new Map([[1, filled(32, 1)]]),
    });
    expect(await openRegister({ ...ana, keyring: without }, bytes)).toEqual({
      ok: false,
      error: 'key-unknown',
    });
    expect(
      await sealRegister(
        { ...ana, keyring: without },
        { counter: 4, epoch: 0 },
        content,
      ),
    ).toEqual({ ok: false, error: 'key-unknown' });
    const elsewhere = createKeyring({ ...keysOfA, space: spaceB });
    expect(await openRegister({ ...ana, keyring: elsewhere }, bytes)).toEqual({
      ok: false,
      error: 'malformed',
    });
  });
});

describe('presence', () => {
  const scope = { doc: docA, epoch: 0 };
  const draft = {
    ...scope,
    session: filled(8, 1),
    counter: 1,
    content: utf8('{"cursor":4}'),
  };

  test('[E25] signed says whose it is and when; unsigned it says neither', async () => {
    const ana = await bench();
    const signed = { signer: ana.signer, relayTimeMs: 1_900_000_000_000 };
    const first = unwrap(await sealPresence(ana, { ...draft, signed }));
    const between = unwrap(
      await sealPresence(ana, { ...draft, counter: 2, signed: null }),
    );
    expect(await openPresence(ana, scope, first)).toEqual({
      ok: true,
      value: {
        session: draft.session,
        counter: 1,
        content: draft.content,
        signed: { device: ana.signer.device, relayTimeMs: 1_900_000_000_000 },
      },
    });
    expect(await openPresence(ana, scope, between)).toMatchObject({
      ok: true,
      value: { counter: 2, signed: null },
    });
    expect(between.length).toBeLessThan(first.length);
  });

  test('[E25] cannot be claimed by another device, moved to another document, session, counter or time', async () => {
    const ana = await bench();
    const signed = { signer: ana.signer, relayTimeMs: 5 };
    const bytes = unwrap(await sealPresence(ana, { ...draft, signed }));
    const presence = unwrap(decodePresence(bytes));
    const rosa = await signerNumber(2);
    const author = presence.signed;
    if (author === null) throw new Error('not signed');
    const forged = [
      { ...presence, signed: { ...author, device: rosa.device } },
      { ...presence, signed: { ...author, relayTimeMs: 6 } },
      { ...presence, counter: 2 },
      { ...presence, session: filled(8, 2) },
    ];
    for (const one of forged)
      expect(await openPresence(ana, scope, encodePresence(one))).toEqual({
        ok: false,
        error: 'signature',
      });
    expect(await openPresence(ana, { ...scope, doc: docB }, bytes)).toEqual({
      ok: false,
      error: 'signature',
    });
    const unsigned = { ...presence, signed: null };
    for (const one of [
      { ...unsigned, counter: 2 },
      { ...unsigned, session: filled(8, 2) },
    ])
      expect(await openPresence(ana, scope, encodePresence(one))).toEqual({
        ok: false,
        error: 'tampered',
      });
    expect(
      await openPresence(
        ana,
        { ...scope, doc: docB },
        encodePresence(unsigned),
      ),
    ).toEqual({ ok: false, error: 'tampered' });
  });

  test('[E12] without the key of the epoch in force stays closed', async () => {
    const ana = await bench();
    const bytes = unwrap(await sealPresence(ana, { ...draft, signed: null }));
    expect(await openPresence(ana, { ...scope, epoch: 9 }, bytes)).toEqual({
      ok: false,
      error: 'key-unknown',
    });
    expect(await openPresence(ana, { ...scope, epoch: 1 }, bytes)).toEqual({
      ok: false,
      error: 'tampered',
    });
    expect(
      await sealPresence(ana, { ...draft, epoch: 9, signed: null }),
    ).toEqual({ ok: false, error: 'key-unknown' });
    expect(await openPresence(ana, scope, bytes.slice(0, -1))).toEqual({
      ok: false,
      error: 'malformed',
    });
  });
});

describe('records', () => {
  test('ENVELOPE §4: a profile is read by who has the key, as of the device that signed it and no other', async () => {
    const ana = await bench();
    const profile = {
      name: 'Ana Quispe',
      cargo: 'directora',
      school: 'I.E. 40123',
    };
    const device = ana.signer.device;
    const sealed = unwrap(await sealProfile({ ...ana, device }, 0, profile));
    const record = { epoch: 0, sealed, device, index: 3 };
    expect(await openProfile(ana.keyring, record)).toEqual({
      ok: true,
      value: profile,
    });
    const rosa = await signerNumber(2);
    const refused: [Parameters<typeof openProfile>[1], string][] = [
      [{ ...record, device: rosa.device }, 'tampered'],
      [{ ...record, epoch: 1 }, 'tampered'],
      [{ ...record, epoch: 8 }, 'key-unknown'],
      [{ ...record, sealed: changed(sealed, 20) }, 'tampered'],
      [{ ...record, sealed: filled(11, 0) }, 'malformed'],
    ];
    for (const [one, error] of refused)
      expect(await openProfile(ana.keyring, one)).toEqual({ ok: false, error });
    expect(await openSettings(ana.keyring, record)).toEqual({
      ok: false,
      error: 'tampered',
    });
  });

  test('ENVELOPE §4: settings of a space come back as they were', async () => {
    const ana = await bench();
    const settings = {
      name: 'Red de directoras de Cusco',
      kind: 'comunidad',
      country: 'PE',
    };
    const device = ana.signer.device;
    const sealed = unwrap(await sealSettings({ ...ana, device }, 1, settings));
    expect(
      await openSettings(ana.keyring, { epoch: 1, sealed, device, index: 1 }),
    ).toEqual({ ok: true, value: settings });
    expect(await sealSettings({ ...ana, device }, 5, settings)).toEqual({
      ok: false,
      error: 'key-unknown',
    });
  });
});

type SnapshotHeader = Parameters<typeof snapshotAad>[0];

async function resigned(
  ana: Bench,
  header: SnapshotHeader,
  ciphertext: Bytes,
): Promise<Bytes> {
  const signature = await ana.signer.sign(
    snapshotSigningBytes(header, await sha256(ciphertext)),
  );
  return encodeSnapshot({ header, ciphertext, signature });
}

async function withPlaintext(
  ana: Bench,
  header: SnapshotHeader,
  padded: Bytes,
): Promise<Bytes> {
  const key = await ana.keyring.documentKey(header);
  if (key === null) throw new Error('no key');
  return resigned(
    ana,
    header,
    await encryptAes(key.key, header.nonce, snapshotAad(header), padded),
  );
}
