import type { Hash } from '@minga/base';
import type { OwnChain, OwnFrame } from './document-rows.ts';

/** An own frame whose fate is open: sealed, neither acknowledged nor refused. */
export interface OpenOwnFrame extends OwnFrame {
  readonly prevCounter: number;
  readonly voids: Hash | null;
}

export interface NextFrame {
  readonly counter: number;
  readonly prevHash: Hash;
  readonly prevCounter: number;
  readonly voids: Hash | null;
}

/**
 * [E3], [E4] What the next frame says: one more than the last one sealed, after the last one not refused. Refused ones
 * between the two: it voids the last of them. A stretch of refused ones further back, with accepted ones behind it: it
 * voids the last of that stretch. Either way the whole stretch is closed.
 */
export function nextFrame(
  chain: OwnChain,
  open: readonly OpenOwnFrame[],
): NextFrame {
  const previous = [...open, chain.accepted].reduce((a, b) =>
    b.counter > a.counter ? b : a,
  );
  return {
    counter: chain.counter + 1,
    prevHash: previous.hash,
    prevCounter: previous.counter,
    voids: unnamed(chain, open).at(-1)?.hash ?? null,
  };
}

/** True while refused frames are unnamed and others on their way: first it must be seen what becomes of those. */
export function mustSettle(
  chain: OwnChain,
  open: readonly OpenOwnFrame[],
): boolean {
  return open.length > 0 && unnamed(chain, open).length > 0;
}

function unnamed(
  chain: OwnChain,
  open: readonly OpenOwnFrame[],
): readonly OwnFrame[] {
  const named = open.flatMap((one) => closedBy(chain, one));
  return chain.refused.filter((refused) => !named.includes(refused));
}

/** What `frame` closes once it is in the log: the refused one it names, and those right before that one. */
function closedBy(
  { refused }: OwnChain,
  { voids }: OpenOwnFrame,
): readonly OwnFrame[] {
  const at = refused.findIndex(({ hash }) => hash === voids);
  let from = at;
  while (isNext(refused[from - 1], refused[from])) from--;
  return at === -1 ? [] : refused.slice(from, at + 1);
}

function isNext(a: OwnFrame | undefined, b: OwnFrame | undefined): boolean {
  return a !== undefined && b?.counter === a.counter + 1;
}

export function afterSealed(chain: OwnChain, next: NextFrame): OwnChain {
  return { ...chain, counter: next.counter };
}

export function afterAccepted(chain: OwnChain, frame: OpenOwnFrame): OwnChain {
  const { counter, hash } = frame;
  const closed = closedBy(chain, frame);
  return {
    ...chain,
    accepted:
      counter > chain.accepted.counter ? { counter, hash } : chain.accepted,
    refused: chain.refused.filter(
      (refused) => refused.counter !== counter && !closed.includes(refused),
    ),
  };
}

export function afterRefused(chain: OwnChain, frame: OwnFrame): OwnChain {
  const { counter, hash } = frame;
  return {
    ...chain,
    refused: [...chain.refused, { counter, hash }].sort(
      (a, b) => a.counter - b.counter,
    ),
  };
}
