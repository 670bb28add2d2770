import type { EngineContext, SentFrame } from './engine-context.ts';
import type { OpenOwnFrame } from './own-chain.ts';

/** Neither in the log nor refused. */
export function isOpen(sent: SentFrame): boolean {
  return sent.phase !== 'refused';
}

export function openFrames(context: EngineContext): readonly OpenOwnFrame[] {
  return [...context.sent.values()].filter(isOpen).map(ownFrameOf);
}

export function ownFrameOf({ row }: SentFrame): OpenOwnFrame {
  const { counter, frameHash, prevCounter, voids } = row;
  return { counter, hash: frameHash, prevCounter, voids };
}
