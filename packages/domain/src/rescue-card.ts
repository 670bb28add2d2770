import { type Bytes, type Result, err, ok } from '@minga/base';
import { plainLetters, rescueWords } from './rescue-words.ts';

/**
 * A rescue card: 16 random bytes as twelve words. 12 × 11 bits are 128 of the secret and 4 of a checksum, which finds
 * fifteen of sixteen mistakes that happen to be words of the list.
 */
export const rescueCardWords = 12;
export const rescueSecretSize = 16;

const bitsPerWord = 11;
const tellingLetters = 4;

/** What is wrong with what was typed; `place` counts from 1. */
export type RescueCardMistake =
  | { readonly kind: 'count'; readonly found: number }
  | {
      readonly kind: 'unknown-word';
      readonly place: number;
      readonly word: string;
    }
  | { readonly kind: 'checksum' };

/** Twelve words, each as it is shown, with its accents. */
export function secretToWords(secret: Bytes): readonly string[] {
  if (secret.length !== rescueSecretSize)
    throw new RangeError('a rescue card holds 16 bytes');
  let bits = 0n;
  for (const byte of secret) bits = (bits << 8n) | BigInt(byte);
  bits = (bits << 4n) | BigInt(checksumOf(secret));
  return Array.from({ length: rescueCardWords }, (_, i) => {
    const shift = BigInt((rescueCardWords - 1 - i) * bitsPerWord);
    return wordAt(Number((bits >> shift) & 2047n));
  });
}

/** Accepts words without accents, in capitals, or their first four letters; numbers and punctuation between are passed over. */
export function readRescueWords(
  text: string,
): Result<Bytes, RescueCardMistake> {
  const typed = plainLetters(text).match(/[a-z]+/g) ?? [];
  let bits = 0n;
  for (const [i, word] of typed.entries()) {
    const at = placeInList(word);
    if (at === null) return err({ kind: 'unknown-word', place: i + 1, word });
    bits = (bits << BigInt(bitsPerWord)) | BigInt(at);
  }
  if (typed.length !== rescueCardWords)
    return err({ kind: 'count', found: typed.length });
  const secret = Uint8Array.from({ length: rescueSecretSize }, (_, i) =>
    Number((bits >> BigInt(4 + (rescueSecretSize - 1 - i) * 8)) & 255n),
  );
  return Number(bits & 15n) === checksumOf(secret)
    ? ok(secret)
    : err({ kind: 'checksum' });
}

/** The words that what was typed may become: for a list to choose from. */
export function rescueWordsFor(typed: string, most = 4): readonly string[] {
  const letters = plainLetters(typed).slice(0, tellingLetters);
  if (letters === '') return [];
  return rescueWords
    .filter((word) => plainLetters(word).startsWith(letters))
    .slice(0, most);
}

let places: ReadonlyMap<string, number> | null = null;

/** A longer word must be the word itself: `casita` is not `casa`. */
function placeInList(word: string): number | null {
  places ??= new Map(
    rescueWords.map((one, i) => [
      plainLetters(one).slice(0, tellingLetters),
      i,
    ]),
  );
  const at = places.get(word.slice(0, tellingLetters));
  if (at === undefined || word.length < tellingLetters) return null;
  return word.length === tellingLetters || plainLetters(wordAt(at)) === word
    ? at
    : null;
}

function wordAt(index: number): string {
  const word = rescueWords[index];
  if (word === undefined) throw new RangeError('no such word');
  return word;
}

/** CRC-4 (x⁴ + x + 1) of the bytes. */
function checksumOf(bytes: Bytes): number {
  let rest = 0;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) {
      const carry = ((rest >> 3) ^ (byte >> bit)) & 1;
      rest = ((rest << 1) & 15) ^ (carry === 1 ? 3 : 0);
    }
  }
  return rest;
}
