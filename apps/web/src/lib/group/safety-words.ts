import type { SpaceId } from '@minga/base';
import { safetyWordsOf } from '@minga/domain';
import type { MemberView } from '@minga/sync';

type Keys = Pick<MemberView, 'devices'>;

/**
 * The same on the devices of both, whoever asks: four words of all the keys that the two write with, in this group. A key
 * that only one of them knows of gives other words, and so does a device that came or went.
 */
export async function safetyWords(
  space: SpaceId,
  one: Keys,
  other: Keys,
): Promise<readonly string[]> {
  const keys = [one, other]
    .map(({ devices }) => [...devices].sort().join(','))
    .sort();
  const text = ['minga/1/safety-words', space, ...keys].join('|');
  const hash = await crypto.subtle.digest(
    'SHA-256',
    new TextEncoder().encode(text),
  );
  return safetyWordsOf(new Uint8Array(hash));
}
