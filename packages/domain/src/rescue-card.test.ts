import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  readRescueWords,
  rescueWordsFor,
  secretToWords,
} from './rescue-card.ts';
import { plainLetters, rescueWords } from './rescue-words.ts';

const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('the words of a rescue card', () => {
  test('are 2,048, in order, and their first four letters tell each from all others', () => {
    const plain = rescueWords.map(plainLetters);
    expect(plain).toHaveLength(2048);
    expect(plain.every((word) => /^[a-z]{4,9}$/.test(word))).toBe(true);
    expect(new Set(plain.map((word) => word.slice(0, 4))).size).toBe(2048);
    expect(plain.toSorted()).toEqual(plain);
  });

  test('give back the secret, also in capitals, without accents, by four letters, numbered', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const words = secretToWords(Uint8Array.from(secret));
        const ways = [
          words.join(' '),
          words.map((word) => plainLetters(word).toUpperCase()).join('\n'),
          words.map((word) => plainLetters(word).slice(0, 4)).join(','),
          words.map((word, i) => `${String(i + 1)}. ${word}`).join('  '),
        ];
        for (const way of ways)
          expect(readRescueWords(way)).toEqual({ ok: true, value: secret });
      }),
    );
  });

  test('say which word is not in the list, how many came, and that a wrong one was written', () => {
    const words = secretToWords(new Uint8Array(16).fill(7));
    const third = [...words.slice(0, 2), 'casita', ...words.slice(3)];
    expect(readRescueWords(third.join(' '))).toEqual({
      ok: false,
      error: { kind: 'unknown-word', place: 3, word: 'casita' },
    });
    expect(readRescueWords(words.slice(1).join(' '))).toEqual({
      ok: false,
      error: { kind: 'count', found: 11 },
    });
    expect(readRescueWords('')).toMatchObject({ error: { kind: 'count' } });
    const last = rescueWords.filter(
      (word) => readRescueWords([...words.slice(0, 11), word].join(' ')).ok,
    );
    // Sixteen words in a row share seven bits of the secret; one of them has its checksum.
    expect(last).toHaveLength(128);
  });

  test('whatever is typed gives a secret or a mistake, never a throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const read = readRescueWords(text);
        return read.ok ? read.value.length === 16 : read.error.kind.length > 0;
      }),
      { numRuns: 2_000 },
    );
  });

  test('are offered by their first letters', () => {
    expect(rescueWordsFor('ARB')).toEqual(['arbitrio', 'árbol', 'arbusto']);
    expect(rescueWordsFor('casa')).toEqual(['casa']);
    expect(rescueWordsFor('')).toEqual([]);
  });
});
