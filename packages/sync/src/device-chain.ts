import {
  type ByteReader,
  type ByteWriter,
  type Hash,
  idToBytes,
} from '@minga/base';
import {
  type EntryHeader,
  type FrontierEntry,
  zeroHash,
} from '@minga/protocol';
import { readHash } from './document-rows.ts';

/** One device's frames in one document, as far as they have come ([E3]–[E6]). */
export interface DeviceChain {
  /** The highest counter met, and the hash of that frame. */
  readonly counter: number;
  readonly hash: Hash;
  readonly seenIndex: number;
  /** Counters below that have not been met. They never block applying ([E4]). */
  readonly holes: readonly Hole[];
  /** [E5] Two frames with one counter: a copied profile writes too. */
  readonly duplicated: boolean;
  /** [E21] Up to here a snapshot has what this device may never have met frame by frame. */
  readonly covered: number;
}

interface Hole {
  readonly from: number;
  /** Exclusive: the counter of the frame after it. */
  readonly to: number;
  /** The frame before it, as it came. */
  readonly before: Hash;
  /** What the frame after it names as the one before, hence the last one of the hole. */
  readonly last: Hash;
  /** The author says that they were refused. Should one come all the same, it is no second frame of its counter. */
  readonly isVoid: boolean;
}

export type ChainVerdict = 'follows' | 'late' | 'duplicate' | 'seen-decreased';

export interface ChainedFrame {
  readonly frameHash: Hash;
  readonly header: Pick<
    EntryHeader,
    'device' | 'counter' | 'prevHash' | 'voids' | 'seenIndex'
  >;
}

export const emptyChain: DeviceChain = {
  counter: 0,
  hash: zeroHash,
  seenIndex: 0,
  holes: [],
  duplicated: false,
  covered: 0,
};

export function judgeInChain(
  chain: DeviceChain,
  { header }: ChainedFrame,
): ChainVerdict {
  if (header.counter > chain.counter)
    return header.seenIndex < chain.seenIndex ? 'seen-decreased' : 'follows';
  const isLate =
    header.counter <= chain.covered || isInHole(chain, header.counter);
  return isLate ? 'late' : 'duplicate';
}

export function extendChain(
  chain: DeviceChain,
  frame: ChainedFrame,
): DeviceChain {
  const { voids } = frame.header;
  const verdict = judgeInChain(chain, frame);
  if (verdict === 'duplicate') return { ...chain, duplicated: true };
  const extended =
    verdict === 'late' ? fill(chain, frame) : advance(chain, frame);
  return voids === null ? extended : closeNamed(extended, voids);
}

/** A snapshot has everything up to this frame. What this device has met of it itself needs no such word. */
export function coverChain(
  chain: DeviceChain,
  { counter, frameHash }: Pick<FrontierEntry, 'counter' | 'frameHash'>,
): DeviceChain {
  if (contiguous(chain) >= counter) return chain;
  const isBeyond = counter > chain.counter;
  return {
    ...chain,
    counter: isBeyond ? counter : chain.counter,
    hash: isBeyond ? frameHash : chain.hash,
    holes: chain.holes.flatMap((hole) =>
      hole.to > counter + 1
        ? [{ ...hole, from: Math.max(hole.from, counter + 1) }]
        : [],
    ),
    covered: counter,
  };
}

/** The last counter up to which every frame has come or is void. */
export function contiguous(chain: DeviceChain): number {
  const open = chain.holes.filter(({ isVoid }) => !isVoid);
  return Math.min(chain.counter, ...open.map(({ from }) => from - 1));
}

export function hasHoleBelow(chain: DeviceChain, counter: number): boolean {
  return chain.holes.some(({ from, isVoid }) => from < counter && !isVoid);
}

function isInHole(chain: DeviceChain, counter: number): boolean {
  return chain.holes.some(({ from, to }) => from <= counter && counter < to);
}

function advance(
  chain: DeviceChain,
  { frameHash, header }: ChainedFrame,
): DeviceChain {
  const { counter, seenIndex } = header;
  const from = chain.counter + 1;
  const hole = endAt({ from, to: counter, before: chain.hash }, header);
  return {
    ...chain,
    counter,
    hash: frameHash,
    seenIndex: Math.max(chain.seenIndex, seenIndex),
    holes: from < counter ? [...chain.holes, hole] : chain.holes,
  };
}

/** Inside a hole: what is left of it on either side. */
function fill(
  chain: DeviceChain,
  { frameHash, header }: ChainedFrame,
): DeviceChain {
  const { counter } = header;
  return {
    ...chain,
    holes: chain.holes.flatMap((hole) => {
      if (counter < hole.from || counter >= hole.to) return [hole];
      const left = endAt({ ...hole, to: counter }, header);
      const right = { ...hole, from: counter + 1, before: frameHash };
      return [left, right].filter(({ from, to }) => from < to);
    }),
  };
}

/** [E4] The frame behind a hole voids, and stands on the frame before the hole: everything in between was refused. */
function endAt(
  hole: Pick<Hole, 'from' | 'to' | 'before'>,
  { prevHash, voids }: ChainedFrame['header'],
): Hole {
  const isVoid = voids !== null && prevHash === hole.before;
  return { ...hole, last: prevHash, isVoid };
}

/** Refused while later ones were already on their way: named afterwards, by the last of the stretch. */
function closeNamed(chain: DeviceChain, voids: Hash): DeviceChain {
  return {
    ...chain,
    holes: chain.holes.map((hole) =>
      hole.last === voids ? { ...hole, isVoid: true } : hole,
    ),
  };
}

export function writeChain(writer: ByteWriter, chain: DeviceChain): void {
  const { counter, hash, seenIndex, duplicated, holes, covered } = chain;
  writer.varUint(counter).raw(idToBytes(hash)).varUint(seenIndex);
  writer.varUint(covered);
  writer.u8(duplicated ? 1 : 0).varUint(holes.length);
  for (const { from, to, before, last, isVoid } of holes)
    writer
      .varUint(from)
      .varUint(to)
      .raw(idToBytes(before))
      .raw(idToBytes(last))
      .u8(isVoid ? 1 : 0);
}

/** Inside a decoder. */
export function readChain(reader: ByteReader): DeviceChain {
  return {
    counter: reader.varUint(),
    hash: readHash(reader),
    seenIndex: reader.varUint(),
    covered: reader.varUint(),
    duplicated: reader.u8() === 1,
    holes: reader.list(reader.varUint(), 67, () => ({
      from: reader.varUint(),
      to: reader.varUint(),
      before: readHash(reader),
      last: readHash(reader),
      isVoid: reader.u8() === 1,
    })),
  };
}
