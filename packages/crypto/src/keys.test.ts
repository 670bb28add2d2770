import { type Bytes, type DocumentId, toBase64Url, utf8 } from '@minga/base';
import {
  emptyState,
  foldActions,
  logEntry,
  createVerifier,
} from '@minga/membership';
import { describe, expect, test } from 'vitest';
import { foundSpace } from './found.ts';
import {
  createKeyring,
  deriveDocumentKey,
  documentCommitment,
  epochCommitment,
  firstEpochCommitment,
  isEpochKey,
} from './keys.ts';
import { decryptAes, encryptAes } from './primitives.ts';
import {
  docA,
  docB,
  epochKey0,
  epochKey1,
  filled,
  keysOfA,
  seededRandom,
  signerNumber,
  spaceA,
  spaceB,
} from './testing.ts';
import vectors from './vectors/keys.json' with { type: 'json' };

const nonce = filled(12, 0);
const none = filled(0, 0);

/** What a key seals of nothing under a fixed nonce: two keys are one key when these are equal. */
async function mark(key: CryptoKey): Promise<string> {
  return toBase64Url(await encryptAes(key, nonce, none, none));
}

describe('keys of a space', () => {
  test('ENVELOPE §4: vectors of every derivation, computed here by RFC 5869 itself', async () => {
    for (const vector of vectors.derived) {
      const output = await hkdf(
        fromHex(vector.ikm),
        fromHex(vector.salt),
        fromHex(vector.info),
        vector.length,
      );
      expect(hex(output), vector.name).toBe(vector.output);
    }
  });

  test('ENVELOPE §4: what the keyring gives is what the vectors say', async () => {
    const keyring = createKeyring(keysOfA);
    const document = await keyring.documentKey({
      doc: docA,
      epoch: 0,
      generation: 3,
    });
    const register = await keyring.registerKey(0);
    expect(document && hex(document.tag)).toBe(vectorOf('documentTag'));
    expect(register && hex(register.tag)).toBe(vectorOf('registerTag'));
    const keys = [
      ['documentKey', document?.key],
      ['registerKey', register?.key],
      ['presenceKey', await keyring.presenceKey(0, docA)],
      ['profileKey', await keyring.profileKey(0)],
    ] as const;
    for (const [name, key] of keys) {
      const raw = await crypto.subtle.importKey(
        'raw',
        fromHex(vectorOf(name)),
        'AES-GCM',
        false,
        ['encrypt'],
      );
      expect(key && (await mark(key)), name).toBe(await mark(raw));
    }
    expect(hex(await epochCommitment(epochKey0, spaceA))).toBe(
      vectorOf('epochCommitment'),
    );
    expect(hex(await firstEpochCommitment(epochKey0, filled(16, 5)))).toBe(
      vectorOf('firstEpochCommitment'),
    );
    expect(hex(await documentCommitment(spaceA, epochKey1, docA, 3))).toBe(
      vectorOf('docCommitment'),
    );
  });

  test('[E2] space, document, generation, epoch and purpose each make another key', async () => {
    const a = createKeyring(keysOfA);
    const b = createKeyring({ ...keysOfA, space: spaceB });
    const documents = [
      a.documentKey({ doc: docA, epoch: 0, generation: 0 }),
      a.documentKey({ doc: docA, epoch: 0, generation: 1 }),
      a.documentKey({ doc: docA, epoch: 1, generation: 0 }),
      a.documentKey({ doc: docB, epoch: 0, generation: 0 }),
      b.documentKey({ doc: docA, epoch: 0, generation: 0 }),
      a.registerKey(0),
    ];
    const tagged = await Promise.all(documents);
    const plain = await Promise.all([
      a.presenceKey(0, docA),
      a.profileKey(0),
      b.presenceKey(0, docA),
    ]);
    const marks = [];
    for (const key of [...tagged.map((one) => one?.key), ...plain])
      marks.push(key && (await mark(key)));
    expect(new Set(marks).size).toBe(9);
    expect(new Set(tagged.map((one) => one && hex(one.tag))).size).toBe(6);
  });

  test('[E12] there is no key for an epoch this device has not been given', async () => {
    const keyring = createKeyring(keysOfA);
    expect(
      await keyring.documentKey({ doc: docA, epoch: 2, generation: 0 }),
    ).toBeNull();
    expect(await keyring.registerKey(2)).toBeNull();
    expect(await keyring.presenceKey(2, docA)).toBeNull();
    expect(await keyring.profileKey(2)).toBeNull();
  });

  test('[E12] a key that comes later is found by the same keyring', async () => {
    const epochs = new Map<number, Bytes>();
    const keyring = createKeyring({ space: spaceA, epochs });
    expect(await keyring.presenceKey(0, docA)).toBeNull();
    epochs.set(0, epochKey0);
    expect(await keyring.presenceKey(0, docA)).not.toBeNull();
  });

  test('derived keys cannot be taken out, and only a bounded number is kept', async () => {
    const keyring = createKeyring(keysOfA, 2);
    const first = await keyring.documentKey({
      doc: docA,
      epoch: 0,
      generation: 0,
    });
    const again = await keyring.documentKey({
      doc: docA,
      epoch: 0,
      generation: 0,
    });
    expect(again).toBe(first);
    await keyring.documentKey({ doc: docA, epoch: 0, generation: 1 });
    await keyring.documentKey({ doc: docA, epoch: 0, generation: 2 });
    const anew = await keyring.documentKey({
      doc: docA,
      epoch: 0,
      generation: 0,
    });
    expect(anew).not.toBe(first);
    expect(anew?.tag).toEqual(first?.tag);
    expect(first?.key.extractable).toBe(false);
  });
});

describe('a document for a few', () => {
  test('its key comes from its own random key and never from the epoch', async () => {
    const few = new Map<DocumentId, ReadonlyMap<number, Bytes>>([
      [docA, new Map([[0, filled(32, 7)]])],
    ]);
    const keyring = createKeyring({ ...keysOfA, few });
    const period = { doc: docA, epoch: 0, generation: 0 };
    const secret = await keyring.documentKey(period);
    const common = await createKeyring(keysOfA).documentKey(period);
    expect(secret?.tag).not.toEqual(common?.tag);
    expect(secret?.tag).toEqual(
      (await deriveDocumentKey(spaceA, filled(32, 7), docA, 0)).tag,
    );
    if (!secret || !common) throw new Error('no key');
    const sealed = await encryptAes(
      secret.key,
      nonce,
      none,
      utf8('solo para tres'),
    );
    expect(await decryptAes(common.key, nonce, none, sealed)).toBeNull();
    // The same under every epoch: rotating the space does not re-key it.
    expect((await keyring.documentKey({ ...period, epoch: 1 }))?.tag).toEqual(
      secret.tag,
    );
    expect(await keyring.documentKey({ ...period, generation: 1 })).toBeNull();
  });

  test('without a lockbox there is no key at all, rather than the key everybody has', async () => {
    const keyring = createKeyring({
      ...keysOfA,
      few: new Map([[docA, new Map()]]),
    });
    expect(
      await keyring.documentKey({ doc: docA, epoch: 0, generation: 0 }),
    ).toBeNull();
    expect(
      await keyring.documentKey({ doc: docB, epoch: 0, generation: 0 }),
    ).not.toBeNull();
  });
});

describe('a key that arrives', () => {
  test('[E13] [E14] is believed only if the log committed to it', async () => {
    const signer = await signerNumber(1);
    const { space, create, epochKey } = await foundSpace(
      seededRandom(3),
      signer,
      {
        boxKey: Uint8Array.of(1, ...filled(32, 9)),
        homeRelay: '',
      },
    );
    const empty = emptyState(space);
    const state = foldActions(empty, [
      await logEntry(createVerifier(), empty, create.bytes),
    ]);
    expect(state.salt).not.toBeNull();
    expect(await isEpochKey(state, 0, epochKey)).toBe(true);
    expect(await isEpochKey(state, 0, filled(32, 1))).toBe(false);
    expect(await isEpochKey(state, 1, epochKey)).toBe(false);
    expect(await isEpochKey(empty, 0, epochKey)).toBe(false);
  });
});

/** HKDF from its definition and nothing but HMAC, so that the vectors do not rest on the code they check. */
async function hkdf(
  ikm: Bytes,
  salt: Bytes,
  info: Bytes,
  length: number,
): Promise<Bytes> {
  const prk = await hmac(salt, ikm);
  let output = none;
  let block = none;
  for (let i = 1; output.length < length; i++) {
    block = await hmac(prk, Uint8Array.from([...block, ...info, i]));
    output = Uint8Array.from([...output, ...block]);
  }
  return output.slice(0, length);
}

async function hmac(key: Bytes, bytes: Bytes): Promise<Bytes> {
  const imported = await crypto.subtle.importKey(
    'raw',
    key,
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes));
}

function vectorOf(name: string): string {
  const found = vectors.derived.find((vector) => vector.name === name);
  if (found === undefined) throw new Error(`no vector ${name}`);
  return found.output;
}

function hex(bytes: Bytes): string {
  return Buffer.from(bytes).toString('hex');
}

function fromHex(text: string): Bytes {
  return new Uint8Array(Buffer.from(text, 'hex'));
}
