import {
  type DeviceKey,
  type DocumentId,
  type MemberId,
  bytesToId,
} from '@minga/base';
import { expect, test } from 'vitest';
import { type SpaceArrivals, createSpaceArrivals } from './space-arrivals.ts';
import { deviceNamed } from './test-support/frames.ts';
import { manualClock } from './test-support/manual-clock.ts';

const doc = bytesToId<DocumentId>(new Uint8Array(16).fill(1));
const [me, ana] = [2, 3].map((one) =>
  bytesToId<MemberId>(new Uint8Array(16).fill(one)),
) as [MemberId, MemberId];
const [mine, anas] = [deviceNamed(2), deviceNamed(3)];

test('what a colleague sends soon after us counts as written meanwhile, once', async () => {
  const { arrivals, clock, holds } = scene();
  holds(anas, 0);
  expect(arrivals.view).toEqual([]);
  await clock.advance(5_000);
  holds(anas, 3);
  expect(arrivals.view).toEqual([{ member: ana, doc, changes: 3 }]);
  holds(anas, 4);
  expect(arrivals.view).toEqual([{ member: ana, doc, changes: 3 }]);
});

test('what comes much later is written now, and what this device writes is no news', async () => {
  const { arrivals, clock, holds } = scene();
  holds(mine, 2);
  await clock.advance(21_000);
  holds(anas, 3);
  expect(arrivals.view).toEqual([]);
});

test('on a slow line what was there already counts however late it is here', async () => {
  const { arrivals, clock, holds } = scene();
  await clock.advance(120_000);
  holds(anas, 3);
  expect(arrivals.view).toEqual([{ member: ana, doc, changes: 3 }]);
});

/** A connection after an absence; `holds` lets the document come to its end with so many entries of a device. */
function scene(): {
  arrivals: SpaceArrivals;
  clock: ReturnType<typeof manualClock>;
  holds: (device: DeviceKey, counter: number) => void;
} {
  const clock = manualClock();
  const arrivals = createSpaceArrivals({
    clock,
    memberOf: (device) => (device === mine ? me : ana),
    me: () => me,
  });
  const frontier = new Map<DeviceKey, number>();
  const engine = {
    frontier: () => new Map(frontier),
    status: () => ({ atHead: true }),
  };
  arrivals.connected(false);
  arrivals.asking(doc, engine);
  return {
    arrivals,
    clock,
    holds(device, counter) {
      frontier.set(device, counter);
      arrivals.changed(doc, engine);
    },
  };
}
