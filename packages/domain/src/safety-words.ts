import { rescueWords } from './rescue-words.ts';

const bitsPerWord = 11;
const count = 4;

/** Four words to read aloud, from the first 44 bits of a hash; order and words are those of the rescue card. */
export function safetyWordsOf(hash: Uint8Array): readonly string[] {
  let bits = 0n;
  for (const byte of hash.subarray(0, 6)) bits = (bits << 8n) | BigInt(byte);
  bits >>= BigInt(6 * 8 - count * bitsPerWord);
  return Array.from({ length: count }, (_, i) => {
    const shift = BigInt((count - 1 - i) * bitsPerWord);
    return rescueWords[Number((bits >> shift) & 0x7ffn)] ?? '';
  });
}
