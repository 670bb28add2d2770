import type { Clock } from '@minga/base';
import { closeCodes } from '@minga/protocol';

/** The relay does not know this device, or the space. */
export interface Exile {
  begin(code: number): void;
  over(): void;
}

/**
 * Final until somebody acts; but a relay restored from before we joined says the same, until somebody who knows us has
 * told it again ([P12]). So we ask now and then, ever more rarely: a person who was removed asks in vain.
 */
const pauseMs = { first: 30_000, longest: 3_600_000 };

export function createExile(clock: Clock, tryAgain: () => void): Exile {
  let tries = 0;
  let cancel: () => void = () => undefined;
  return {
    begin(code) {
      cancel();
      if (code !== closeCodes.notMember && code !== closeCodes.unknownSpace)
        return;
      const wait = Math.min(pauseMs.longest, pauseMs.first * 2 ** tries);
      tries += 1;
      cancel = clock.after(wait, tryAgain);
    },
    over() {
      tries = 0;
      cancel();
    },
  };
}
