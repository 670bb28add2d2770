import type { Clock, DeviceKey, Hash, MemberId } from '@minga/base';
import {
  type MembershipState,
  deviceInForceAt,
  lastIndex,
} from '@minga/membership';

/** What a device says in its register of the log of members: the last position it holds, and hash_index there. */
export interface RegisteredLog {
  readonly device: DeviceKey;
  readonly index: number;
  readonly hash: Hash;
}

/** What the relay and the registers of the others say of the log of members, against ours ([E6], [E24]). */
export interface LogAgreement {
  /** The relay's is another one: nothing is sealed until it agrees again. What is written waits here. */
  readonly isForked: boolean;
  /** Others hold positions that the relay has not handed over, and it has had time to. */
  readonly isWithheld: boolean;
  /** Members of whom a device holds another log than this one. It may be theirs that is wrong: nothing is held back for it. */
  readonly differing: readonly MemberId[];
  /** A connection begins: what the relay holds is judged anew. */
  connected(): void;
  disconnected(): void;
  /** The relay has handed over what cannot stand in our log. */
  contradicted(): void;
  /** Everything the relay has to say of members at this connection has come. */
  listed(): void;
  /** A register has come, or our log has moved on. */
  check(): void;
  stop(): void;
}

/** The relay hands actions over as they come: what another has told in a register for so long should be here. */
const patienceMs = 30_000;
/** A relay that contradicts us is asked anew, ever more rarely. */
const pauseMs = { first: 60_000, longest: 3_600_000 };

export function createLogAgreement(ports: {
  readonly clock: Clock;
  readonly state: () => MembershipState;
  readonly registered: () => readonly RegisteredLog[];
  readonly me: () => MemberId | null;
  /** Connect anew: at AUTH the relay hands over what we lack, or all of it ([P8]). */
  readonly ask: () => void;
  readonly changed: () => void;
}): LogAgreement {
  const { clock } = ports;
  let isForked = false;
  let isContradicted = false;
  let isWithheld = false;
  let differing: readonly MemberId[] = [];
  let isConnected = false;
  /** Asked once for what others say they hold. */
  let hasAsked = false;
  let contradictions = 0;
  let cancelCheck: (() => void) | null = null;
  let cancelAsk: (() => void) | null = null;

  /** In force as far as we know; who is not yet says nothing of it. */
  const others = (): readonly (RegisteredLog & { member: MemberId })[] => {
    const state = ports.state();
    return ports.registered().flatMap((one) => {
      const device = deviceInForceAt(state, one.device, lastIndex(state));
      return device === null || device.member === ports.me()
        ? []
        : [{ ...one, member: device.member }];
    });
  };
  const isBehind = (): boolean => {
    const last = lastIndex(ports.state());
    return others().some(({ index }) => index > last);
  };
  const whoDiffers = (): readonly MemberId[] => {
    const { hashes } = ports.state();
    const different = others().filter(({ index, hash }) => {
      const ours = hashes[index];
      return ours !== undefined && ours !== hash;
    });
    return [...new Set(different.map(({ member }) => member))];
  };
  const tell = (forked: boolean, withheld: boolean): void => {
    const different = whoDiffers();
    const isKnown =
      forked === isForked &&
      withheld === isWithheld &&
      different.length === differing.length &&
      different.every((member) => differing.includes(member));
    if (isKnown) return;
    isForked = forked;
    isWithheld = withheld;
    differing = different;
    ports.changed();
  };
  const rest = (): void => {
    cancelCheck?.();
    cancelAsk?.();
    cancelCheck = null;
    cancelAsk = null;
  };
  const hasWaited = (): void => {
    cancelCheck = null;
    if (!isBehind()) return;
    if (hasAsked) {
      tell(isForked, true);
      return;
    }
    hasAsked = true;
    ports.ask();
  };
  const check = (): void => {
    if (!isBehind()) {
      cancelCheck?.();
      cancelCheck = null;
      hasAsked = false;
      tell(isForked, false);
    } else {
      tell(isForked, isWithheld);
      if (isConnected && !isWithheld)
        cancelCheck ??= clock.after(patienceMs, hasWaited);
    }
  };
  return {
    get isForked() {
      return isForked;
    },
    get isWithheld() {
      return isWithheld;
    },
    get differing() {
      return differing;
    },
    connected() {
      isConnected = true;
      isContradicted = false;
      check();
    },
    disconnected() {
      isConnected = false;
      rest();
    },
    contradicted() {
      isContradicted = true;
      cancelAsk ??= clock.after(
        Math.min(pauseMs.longest, pauseMs.first * 2 ** contradictions++),
        ports.ask,
      );
      tell(true, isWithheld);
    },
    listed() {
      if (isContradicted) return;
      contradictions = 0;
      tell(false, isWithheld);
    },
    check,
    stop: rest,
  };
}
