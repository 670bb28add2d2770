import { type DeviceKey, type Hash, bytesToId } from '@minga/base';
import { zeroHash } from '@minga/protocol';
import { describe, expect, test } from 'vitest';
import {
  type ChainedFrame,
  type DeviceChain,
  contiguous,
  emptyChain,
  extendChain,
  judgeInChain,
} from './device-chain.ts';
import type { OwnChain } from './document-rows.ts';
import {
  type OpenOwnFrame,
  afterAccepted,
  afterRefused,
  afterSealed,
  mustSettle,
  nextFrame,
} from './own-chain.ts';
import { seededRandom } from './test-support/random-replicas.ts';

const device = bytesToId<DeviceKey>(new Uint8Array(33).fill(1));

function hashNumber(n: number): Hash {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(0, n);
  return n === 0 ? zeroHash : bytesToId<Hash>(bytes);
}

function frame(
  counter: number,
  changes: Partial<ChainedFrame['header']> = {},
): ChainedFrame {
  return {
    frameHash: hashNumber(counter),
    header: {
      device,
      counter,
      prevHash: hashNumber(counter - 1),
      voids: null,
      seenIndex: 1,
      ...changes,
    },
  };
}

function chainOf(...frames: readonly ChainedFrame[]): DeviceChain {
  return frames.reduce(extendChain, emptyChain);
}

describe('[E4] the frames of one device', () => {
  test('a hole is closed by the frame that fills it', () => {
    const open = chainOf(frame(1), frame(4));
    expect(contiguous(open)).toBe(1);
    expect(contiguous(extendChain(open, frame(2)))).toBe(2);
    expect(contiguous(chainOf(frame(4), frame(2), frame(1), frame(3)))).toBe(4);
  });

  test('or by the next one, when it voids what was refused', () => {
    const next = frame(4, { prevHash: hashNumber(1), voids: hashNumber(3) });
    expect(contiguous(chainOf(frame(1), next))).toBe(4);
    // A frame that was not refused is missing before the refused one.
    const later = frame(4, { prevHash: hashNumber(2), voids: hashNumber(3) });
    expect(contiguous(chainOf(frame(1), later))).toBe(1);
  });

  test('or by a later one, when others were on their way behind the refused one', () => {
    const voiding = frame(4, { voids: hashNumber(2) });
    expect(contiguous(chainOf(frame(1), frame(3), voiding))).toBe(4);
    expect(contiguous(chainOf(frame(1), frame(3), frame(4)))).toBe(1);
  });

  test('[E5], [E6] one counter twice, and a view that goes back', () => {
    const chain = chainOf(frame(1), frame(2, { seenIndex: 5 }));
    expect(judgeInChain(chain, frame(2))).toBe('duplicate');
    expect(extendChain(chain, frame(2)).duplicated).toBe(true);
    expect(judgeInChain(chain, frame(3, { seenIndex: 4 }))).toBe(
      'seen-decreased',
    );
    expect(judgeInChain(chain, frame(4, { seenIndex: 5 }))).toBe('follows');
  });
});

describe('[E3], [E4] what the writer says is enough for the reader', () => {
  test.each(Array.from({ length: 200 }, (_, i) => i + 1))(
    'whatever the relay refuses (story %i)',
    (seed) => {
      const random = seededRandom(seed);
      let chain: OwnChain = {
        counter: 0,
        accepted: { counter: 0, hash: zeroHash },
        refused: [],
      };
      let open: readonly OpenOwnFrame[] = [];
      let reader = emptyChain;
      const answer = (refuse: boolean): void => {
        // Mostly in order, as the relay answers; a frame sent again may come after later ones.
        const at = random(5) === 0 ? random(open.length) : 0;
        const one = open[at];
        if (one === undefined) return;
        open = open.toSpliced(at, 1);
        if (refuse) {
          chain = afterRefused(chain, one);
          return;
        }
        const { counter, prevCounter, voids, hash } = one;
        const prevHash = hashNumber(prevCounter);
        chain = afterAccepted(chain, one);
        const header = { device, counter, prevHash, voids, seenIndex: 1 };
        reader = extendChain(reader, { frameHash: hash, header });
      };
      const seal = (): boolean => {
        if (mustSettle(chain, open) || open.length >= 8) return false;
        const next = nextFrame(chain, open);
        const hash = hashNumber(next.counter);
        open = [...open, { ...next, hash }];
        chain = afterSealed(chain, next);
        return true;
      };
      for (let step = 0; step < 80; step++)
        if (random(2) === 0 || !seal()) answer(random(3) === 0);
      while (open.length > 0) answer(false);
      while (chain.refused.length > 0) {
        expect(seal()).toBe(true);
        answer(false);
      }
      expect(contiguous(reader)).toBe(reader.counter);
      expect(reader.counter).toBe(chain.accepted.counter);
      expect(reader.duplicated).toBe(false);
    },
  );
});
