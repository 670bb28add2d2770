import {
  type Bytes,
  ByteReader,
  ByteWriter,
  DecodeError,
  utf8,
} from '@minga/base';

/** What one person says of one capacity. `stage`: of the instrument, or that she does not know, or passes. */
export interface CapacityAnswer {
  readonly stage: string;
  /** An example we lived. */
  readonly example: string;
  readonly next: string;
}

export const noAnswer = { unsure: 'NO-SE', pass: 'PASO' } as const;

/** In bytes of UTF-8: the editor stops there, so that every envelope of an instrument has one size ([E42]). */
export const longestExample = 1400;
export const longestNext = 600;
const longestStage = 40;
const sizeOfEach = 2 + longestStage + 2 + longestExample + 2 + longestNext;

/** In the order of the charter, always the same number of bytes for the same number of capacities. */
export function encodeAnswers(answers: readonly CapacityAnswer[]): Bytes {
  const writer = new ByteWriter(answers.length * sizeOfEach + 1).u8(
    answers.length,
  );
  for (const { stage, example, next } of answers)
    writer
      .text(fitting(stage, longestStage))
      .text(fitting(example, longestExample))
      .text(fitting(next, longestNext));
  const written = writer.done();
  const padded = new Uint8Array(1 + answers.length * sizeOfEach);
  padded.set(written);
  return padded;
}

/** Null for what nobody sealed with this app. */
export function decodeAnswers(
  bytes: Uint8Array,
): readonly CapacityAnswer[] | null {
  const reader = new ByteReader(bytes);
  try {
    const count = reader.u8();
    if (bytes.length !== 1 + count * sizeOfEach) return null;
    const answers = reader.list(count, 3, () => ({
      stage: reader.text(longestStage),
      example: reader.text(longestExample),
      next: reader.text(longestNext),
    }));
    return reader.rest().every((byte) => byte === 0) ? answers : null;
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

/** Cut at a whole character. */
export function fitting(text: string, most: number): string {
  if (utf8(text).length <= most) return text;
  let kept = '';
  let length = 0;
  for (const character of text) {
    length += utf8(character).length;
    if (length > most) break;
    kept += character;
  }
  return kept;
}

/**
 * The capacities on which answers lie furthest apart come first. Where a stage stands among the others is asked nowhere else,
 * and not even here is anything counted together: only how far apart the two ends are.
 */
export function byDifference<T>(
  items: readonly T[],
  stagesOf: (item: T) => readonly string[],
  order: readonly string[],
): readonly T[] {
  const apart = (item: T): number => {
    const places = stagesOf(item)
      .map((stage) => order.indexOf(stage))
      .filter((place) => place >= 0);
    return places.length === 0 ? 0 : Math.max(...places) - Math.min(...places);
  };
  return items.toSorted((a, b) => apart(b) - apart(a));
}
