import type { DeviceKey, SpaceId } from '@minga/base';
import { expect, test } from 'vitest';
import { safetyWords } from './safety-words.ts';

const keys = (...devices: readonly string[]) => ({
  devices: devices as readonly DeviceKey[],
});
const space = 'group' as SpaceId;

test('both see the same words, in whatever order each knows the other and her devices', async () => {
  const words = await safetyWords(space, keys('a1', 'a2'), keys('b1'));
  expect(words).toHaveLength(4);
  expect(await safetyWords(space, keys('b1'), keys('a2', 'a1'))).toEqual(words);
});

test('another key, a device more, a device moved to the other, another group: other words', async () => {
  const words = await safetyWords(space, keys('a1', 'a2'), keys('b1'));
  for (const others of [
    safetyWords(space, keys('a1', 'a2'), keys('b2')),
    safetyWords(space, keys('a1', 'a2', 'a3'), keys('b1')),
    safetyWords(space, keys('a1'), keys('a2', 'b1')),
    safetyWords('another' as SpaceId, keys('a1', 'a2'), keys('b1')),
  ])
    expect(await others).not.toEqual(words);
});
