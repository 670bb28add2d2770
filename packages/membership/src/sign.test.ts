import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Hash,
  type SpaceId,
  bytesToId,
  idToBytes,
  toHex,
  unwrap,
  utf8,
} from '@minga/base';
import {
  type Auth,
  type Presence,
  type Register,
  type Snapshot,
  decodeDocumentHeader,
  decodeStatement,
  frameSigningBytes,
  presenceSigningBytes,
  registerSigningBytes,
  sha256,
  snapshotSigningBytes,
  zeroHash,
} from '@minga/protocol';
import { describe, expect, test } from 'vitest';
import {
  type Signer,
  createSigner,
  createVerifier,
  generateDeviceKeys,
  signerFromSeed,
} from './sign.ts';
import {
  signAuth,
  signClaim,
  signDocumentHeader,
  signStatement,
  verifyAuth,
  verifyClaim,
  verifyDocumentHeader,
  verifyFrame,
  verifyPresence,
  verifyRegister,
  verifySnapshot,
  verifyStatement,
} from './signed.ts';
import { cast } from './story.ts';

const { ana, rosa } = await cast();
const verify = createVerifier();
const filled = (length: number, value: number): Bytes =>
  new Uint8Array(length).fill(value);
const space = bytesToId<SpaceId>(filled(32, 1));
const doc = bytesToId<DocumentId>(filled(16, 2));
const seen = { seenIndex: 3, seenHash: bytesToId<Hash>(filled(32, 3)) };
const ciphertext = utf8('sealed');

describe('keys', () => {
  test('[E1] a seed gives the public key and signature of RFC 8032', async () => {
    const seed = new Uint8Array(
      Buffer.from(
        '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
        'hex',
      ),
    );
    const signer = await signerFromSeed(seed);
    expect(toHex(idToBytes(signer.device))).toBe(
      '01d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    );
    expect(toHex(await signer.sign(filled(0, 0)))).toBe(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    );
  });

  test('[E1] private halves of a device never leave it', async () => {
    const keys = await generateDeviceKeys();
    expect(keys.signingKey.extractable).toBe(false);
    expect(keys.boxPrivateKey.extractable).toBe(false);
    expect(keys.boxKey).toHaveLength(33);
    expect([keys.boxKey[0], idToBytes(keys.device)[0]]).toEqual([1, 1]);
    const signature = await createSigner(keys.device, keys.signingKey).sign(
      utf8('hola'),
    );
    expect(await verify(keys.device, utf8('hola'), signature)).toBe(true);
    expect(await verify(keys.device, utf8('adiós'), signature)).toBe(false);
  });

  test('[E1] a key of another suite or length, or that is no key, verifies nothing and throws nothing', async () => {
    const signature = await ana.sign(utf8('hola'));
    const keys = [
      Uint8Array.of(2, ...idToBytes(ana.device).subarray(1)),
      filled(5, 1),
      filled(33, 0xff),
      Uint8Array.of(1, ...filled(32, 0xff)),
    ];
    for (const key of keys)
      expect(
        await verify(bytesToId<DeviceKey>(key), utf8('hola'), signature),
      ).toBe(false);
    for (const wrong of [
      filled(0, 0),
      filled(63, 1),
      filled(65, 1),
      filled(64, 0xff),
    ])
      expect(await verify(ana.device, utf8('hola'), wrong)).toBe(false);
  });

  test('a verifier with room for one key still verifies many', async () => {
    const small = createVerifier(1);
    const signatures = await Promise.all(
      [ana, rosa].map((signer) => signer.sign(utf8('hola'))),
    );
    for (let i = 0; i < 3; i++)
      for (const [n, signer] of [ana, rosa].entries())
        expect(
          await small(
            signer.device,
            utf8('hola'),
            signatures[n] ?? filled(0, 0),
          ),
        ).toBe(true);
  });
});

describe('[E2] what is signed for one thing counts for nothing else', () => {
  test('a statement is verified by its device, unchanged', async () => {
    const header = {
      kind: 1,
      space,
      doc,
      subject: utf8('acuerdo-1'),
      bodyHash: await hashOf('texto'),
      ...seen,
    };
    const statement = unwrap(decodeStatement(await signStatement(ana, header)));
    expect(statement.header).toEqual({ ...header, device: ana.device });
    expect(await verifyStatement(verify, statement)).toBe(true);
    const changes = [
      { kind: 2 },
      { doc: bytesToId<DocumentId>(filled(16, 9)) },
      { subject: utf8('acuerdo-2') },
      { device: rosa.device },
      { seenIndex: 4 },
    ];
    for (const change of changes)
      expect(
        await verifyStatement(verify, {
          ...statement,
          header: { ...statement.header, ...change },
        }),
      ).toBe(false);
  });

  test('a document record is verified by its device, unchanged', async () => {
    const header = {
      space,
      doc,
      class: 0 as const,
      generation: 0,
      ...seen,
      forFew: null,
    };
    const record = unwrap(
      decodeDocumentHeader(await signDocumentHeader(ana, header)),
    );
    expect(await verifyDocumentHeader(verify, record)).toBe(true);
    const changes = [
      { class: 3 as const },
      { generation: 1 },
      { device: rosa.device },
    ];
    for (const change of changes)
      expect(
        await verifyDocumentHeader(verify, {
          ...record,
          header: { ...record.header, ...change },
        }),
      ).toBe(false);
  });

  test('a claim holds for its device and document', async () => {
    const claim = await signClaim(ana, { space, doc }, filled(16, 7));
    expect(
      await verifyClaim(
        verify,
        { space, doc },
        { ...claim, device: ana.device },
      ),
    ).toBe(true);
    expect(
      await verifyClaim(
        verify,
        { space, doc },
        { ...claim, device: rosa.device },
      ),
    ).toBe(false);
    expect(
      await verifyClaim(
        verify,
        { space, doc },
        { ...claim, device: ana.device, sessionNonce: filled(16, 8) },
      ),
    ).toBe(false);
  });

  test('[P6] AUTH holds for one mode, relay, space and challenge', async () => {
    const scope = {
      audience: 'relay.example:8443',
      space,
      nonce: filled(32, 5),
    };
    const member = async (signer: Signer): Promise<Auth> => ({
      mode: 'member',
      device: ana.device,
      haveActions: 0,
      haveHash: zeroHash,
      signature: await signAuth(signer, 'member', scope),
    });
    expect(await verifyAuth(verify, await member(ana), scope)).toBe(true);
    expect(await verifyAuth(verify, await member(rosa), scope)).toBe(false);
    expect(
      await verifyAuth(verify, await member(ana), {
        ...scope,
        audience: 'relay.example',
      }),
    ).toBe(false);
    expect(
      await verifyAuth(verify, await member(ana), {
        ...scope,
        nonce: filled(32, 6),
      }),
    ).toBe(false);
    const { signature } = await member(ana);
    const asCreate: Auth = {
      mode: 'create',
      device: ana.device,
      action: utf8('x'),
      signature,
    };
    expect(await verifyAuth(verify, asCreate, scope)).toBe(false);
  });

  test('frames, snapshots and registers are signed over header and ciphertext, each under its own label', async () => {
    const hash = await sha256(ciphertext);
    const nonce = filled(12, 1);
    const keyTag = filled(8, 1);
    const period = { epoch: 0, generation: 0, keyTag, nonce };
    const chain = {
      kind: 'edit' as const,
      counter: 1,
      prevHash: zeroHash,
      voids: null,
      pending: [],
    };
    const entry = {
      space,
      doc,
      device: ana.device,
      ...chain,
      ...seen,
      ...period,
    };
    const frame = {
      header: entry,
      ciphertext,
      signature: await ana.sign(frameSigningBytes(entry, hash)),
    };
    expect(await verifyFrame(verify, frame)).toBe(true);
    expect(
      await verifyFrame(verify, { ...frame, ciphertext: utf8('other') }),
    ).toBe(false);
    expect(
      await verifyFrame(verify, { ...frame, header: { ...entry, counter: 2 } }),
    ).toBe(false);

    const snapHeader = {
      space,
      doc,
      device: ana.device,
      prevSnapHash: zeroHash,
      frontier: [],
      ...seen,
      ...period,
    };
    const snapshot: Snapshot = {
      header: snapHeader,
      ciphertext,
      signature: await ana.sign(snapshotSigningBytes(snapHeader, hash)),
    };
    expect(await verifySnapshot(verify, snapshot)).toBe(true);
    expect(
      await verifySnapshot(verify, { ...snapshot, signature: frame.signature }),
    ).toBe(false);

    const regHeader = {
      space,
      device: ana.device,
      counter: 1,
      epoch: 0,
      keyTag,
      nonce,
    };
    const register: Register = {
      header: regHeader,
      ciphertext,
      signature: await ana.sign(registerSigningBytes(regHeader, hash)),
    };
    expect(await verifyRegister(verify, register)).toBe(true);
    expect(
      await verifyRegister(verify, { ...register, ciphertext: utf8('other') }),
    ).toBe(false);
  });

  test('[E25] a signed presence belongs to its device, an unsigned one to its session', async () => {
    const scope = { space, doc, session: filled(8, 1), counter: 2 };
    const signature = await ana.sign(
      presenceSigningBytes(scope, 7, await sha256(ciphertext)),
    );
    const presence: Presence = {
      session: scope.session,
      counter: 2,
      signed: { device: ana.device, relayTimeMs: 7, signature },
      nonce: filled(12, 0),
      ciphertext,
    };
    expect(await verifyPresence(verify, { space, doc }, presence)).toBe(true);
    expect(
      await verifyPresence(verify, { space, doc }, { ...presence, counter: 3 }),
    ).toBe(false);
    expect(
      await verifyPresence(
        verify,
        { space, doc },
        { ...presence, signed: null },
      ),
    ).toBe(true);
  });
});

async function hashOf(text: string): Promise<Hash> {
  return bytesToId<Hash>(await sha256(utf8(text)));
}
