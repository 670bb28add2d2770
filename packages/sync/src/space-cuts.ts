import type { EntryHeader } from '@minga/protocol';
import type { Keyring } from '@minga/crypto';
import type { Cut } from '@minga/membership';
import type { CutDuty, CutDutyPorts } from './cut-duty.ts';
import type { MembershipLog } from './membership-log.ts';

/** What of a frame's header a cut is about. */
export type CutFrame = Pick<
  EntryHeader,
  'device' | 'doc' | 'counter' | 'seenIndex'
>;

/** `pending`: beyond a cut of this device's own that has no position yet. `unknown`: a cut in its way does not open yet. */
export type CutVerdict = 'counts' | 'beyond' | 'pending' | 'unknown';

/** [E29] What removals, demotions and farewells of a space still let count of the devices that went. */
export interface SpaceCuts {
  judge(frame: CutFrame): Promise<CutVerdict>;
}

export function createSpaceCuts(
  keyring: Keyring,
  log: () => Pick<MembershipLog, 'state' | 'projected'>,
): SpaceCuts {
  const opened = new WeakMap<Cut, OpenedCut>();
  const open = async (cut: Cut): Promise<OpenedCut | null> => {
    const known = opened.get(cut);
    if (known !== undefined) return known;
    const { openCut } = await import('./cut-content.ts');
    const content = await openCut(keyring, cut);
    if (!content.ok && content.error === 'key-unknown') return null;
    // One that is no cut stops nobody: whoever may remove could as well have sealed an empty one.
    const limitOf: OpenedCut = ({ device, doc }) =>
      content.ok ? (content.value.get(doc)?.get(device) ?? 0) : Infinity;
    opened.set(cut, limitOf);
    return limitOf;
  };
  const judgeBy = async (
    cuts: readonly Cut[],
    frame: CutFrame,
  ): Promise<'counts' | 'beyond' | 'unknown'> => {
    for (const cut of cuts) {
      const isMeant =
        frame.seenIndex < cut.index && cut.devices.includes(frame.device);
      if (!isMeant) continue;
      const limitOf = await open(cut);
      if (limitOf === null) return 'unknown';
      if (frame.counter > limitOf(frame)) return 'beyond';
    }
    return 'counts';
  };
  return {
    async judge(frame) {
      const placed = log().state.cuts;
      const verdict = await judgeBy(placed, frame);
      const own = log().projected.cuts.slice(placed.length);
      if (verdict !== 'counts' || own.length === 0) return verdict;
      return (await judgeBy(own, frame)) === 'counts' ? 'counts' : 'pending';
    },
  };
}

type OpenedCut = (frame: Pick<CutFrame, 'device' | 'doc'>) => number;

/** Most groups have nobody who has gone: then what is to be done about it is not even loaded. */
export function createLazyCutDuty(ports: CutDutyPorts): CutDuty {
  let duty: Promise<CutDuty> | null = null;
  return {
    check() {
      if (ports.membership().cuts.length === 0) return;
      duty ??= import('./cut-duty.ts').then(({ openCutDuty }) =>
        openCutDuty(ports),
      );
      void duty.then((opened) => {
        opened.check();
      });
    },
    stop() {
      void duty?.then((opened) => {
        opened.stop();
      });
    },
  };
}
