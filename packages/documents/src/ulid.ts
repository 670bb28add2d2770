import type { Clock, Random } from '@minga/base';

/** Key of a list item or of one write of a register. Made on a device without asking anybody; sorts by time. */
export type Ulid = string & { readonly __ulid: true };

// Crockford's base 32, as the ULID specification has it: no I, L, O, U.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timeLetters = 10;
const randomLetters = 16;
const pattern = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

export function isUlid(text: string): text is Ulid {
  return pattern.test(text);
}

/** Milliseconds since 1970 by the clock of whoever made it: good for display, never for judging. */
export function ulidTime(ulid: Ulid): number {
  let time = 0;
  for (const letter of ulid.slice(0, timeLetters))
    time = time * 32 + alphabet.indexOf(letter);
  return time;
}

/** Strictly increasing within one source, also when the clock stands still or goes back. */
export function createUlidSource(ports: {
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
}): () => Ulid {
  let time = 0;
  let digits: number[] = [];
  return () => {
    const now = ports.clock.now();
    if (now > time) {
      time = now;
      digits = freshDigits(ports.random);
    } else if (!increment(digits)) {
      time += 1;
      digits = freshDigits(ports.random);
    }
    return (timeText(time) +
      digits.map((digit) => alphabet.charAt(digit)).join('')) as Ulid;
  };
}

function freshDigits(random: Random): number[] {
  return Array.from(random.bytes(randomLetters), (byte) => byte & 31);
}

/** False when it would overflow. */
function increment(digits: number[]): boolean {
  for (let i = digits.length - 1; i >= 0; i--) {
    const digit = digits[i] ?? 0;
    if (digit < 31) {
      digits[i] = digit + 1;
      return true;
    }
    digits[i] = 0;
  }
  return false;
}

function timeText(time: number): string {
  let text = '';
  let rest = Math.max(0, Math.floor(time));
  for (let i = 0; i < timeLetters; i++) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
