import { unwrap, utf8 } from '@minga/base';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from './memory-store.ts';
import {
  flawOfPin,
  makeRowKey,
  openRowKey,
  pinIterations,
  resealRowKey,
} from './pin.ts';
import { sealedStore } from './sealed-store.ts';
import { put } from './store-scene.ts';

const pin = 'maíz 42';

async function opens(key: CryptoKey | null, made: CryptoKey): Promise<boolean> {
  if (key === null) return false;
  const inner = createMemoryStore();
  const store = sealedStore(inner, made);
  unwrap(await store.commit([put('log', 'a', utf8('hola'))]));
  return (await sealedStore(inner, key).get('log', 'a')).ok;
}

describe('a row key under a PIN', () => {
  it('opens with the PIN, however its accents were typed, and with nothing else', async () => {
    const { rowKey, seal } = await makeRowKey('ana', pin);
    expect(seal.iterations).toBeGreaterThanOrEqual(600_000);
    const open = (typed: string, person = 'ana') =>
      openRowKey(seal, person, typed);
    expect(await opens(await open(pin), rowKey)).toBe(true);
    expect(await opens(await open(pin.normalize('NFD')), rowKey)).toBe(true);
    expect(await open('maiz 42')).toBe(null);
    expect(await open('')).toBe(null);
    expect(await open(pin, 'rosa')).toBe(null);
  });

  it('does not open when anything of it was changed', async () => {
    const { seal } = await makeRowKey('ana', pin);
    const { sealedKey, salt } = seal;
    const changed = [
      { ...seal, iterations: pinIterations + 1 },
      { ...seal, salt: salt.with(0, (salt[0] ?? 0) ^ 1) },
      { ...seal, sealedKey: sealedKey.slice(1) },
      ...[0, 1, 20].map((at) => ({
        ...seal,
        sealedKey: sealedKey.with(at, (sealedKey[at] ?? 0) ^ 1),
      })),
    ];
    for (const each of changed)
      expect(await openRowKey(each, 'ana', pin)).toBe(null);
  });

  it('cannot be read by a script, and two never have the same salt', async () => {
    const [one, other] = [
      await makeRowKey('ana', pin),
      await makeRowKey('ana', pin),
    ];
    expect(one.rowKey.extractable).toBe(false);
    expect(one.seal.salt).not.toEqual(other.seal.salt);
  });

  it('goes under another PIN without touching a row', async () => {
    const { rowKey, seal } = await makeRowKey('ana', pin);
    const to = 'quinoa 7';
    expect(await resealRowKey(seal, 'ana', { from: 'otro 11', to })).toBe(null);
    const next = await resealRowKey(seal, 'ana', { from: pin, to });
    if (next === null) throw new Error('not resealed');
    expect(await openRowKey(next, 'ana', pin)).toBe(null);
    expect(await opens(await openRowKey(next, 'ana', to), rowKey)).toBe(true);
  });
});

describe('a PIN', () => {
  it('has six characters or more', () => {
    expect(['', '12345', 'ñandú'].map(flawOfPin)).toEqual([
      'short',
      'short',
      'short',
    ]);
    expect(['193746', 'ñandúes'].map(flawOfPin)).toEqual([null, null]);
  });

  it('is not what is guessed first', () => {
    for (const each of ['123456', '987654', '000000', 'abcdef', '121212'])
      expect(flawOfPin(each)).toBe('easy');
    expect(flawOfPin('123123')).toBe('easy');
    expect(flawOfPin('123457')).toBe(null);
  });
});
