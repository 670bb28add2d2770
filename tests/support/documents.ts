import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, systemRandom } from '@minga/base';
import { createUlidSource } from '@minga/documents';
import { expect } from 'vitest';

export const newId = createUlidSource({
  clock: systemClock,
  random: systemRandom,
});

/** Waits until `read` gives `expected`; fails with the difference. Polls: what it waits for is another process. */
export async function untilEqual<T>(
  read: () => T,
  expected: T,
  ms = 15_000,
): Promise<void> {
  const deadline = Date.now() + ms;
  for (;;) {
    try {
      expect(read()).toEqual(expected);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await sleep(10);
  }
}
