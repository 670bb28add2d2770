import type { Bytes, Clock, Random, SpaceId } from '@minga/base';
import { createRotation, epochKeysFor, isEpochKey } from '@minga/crypto';
import {
  type MembershipState,
  type Signer,
  devicesInForce,
  lastIndex,
  signAction,
  spanAt,
} from '@minga/membership';
import type { LocalStore, StoreGuard } from '@minga/store';
import type { MembershipLog } from './membership-log.ts';
import { reportBug } from './report-bug.ts';
import { type SpaceSecrets, epochWrites } from './space-secrets.ts';

/** In the leader tab: the keys of the space's periods, as the log hands them out, and a new one when somebody has gone ([E28]). */
export interface SpaceEpochs {
  /** [E13] A key that came with an invitation is not the one the log committed to. */
  readonly hasFalseKey: boolean;
  /** The log is known up to its end: what we hold is looked at. */
  prove(): Promise<void>;
  /** The log has moved on, or the connection stands. */
  check(): void;
  stop(): void;
}

export interface SpaceEpochsPorts {
  readonly space: SpaceId;
  readonly store: LocalStore;
  readonly guard: StoreGuard;
  readonly clock: Clock;
  readonly random: Random;
  readonly signer: Signer;
  readonly secrets: SpaceSecrets;
  readonly log: MembershipLog;
  isLive(): boolean;
  /** Keeps the action as pending and offers it. */
  act(action: Bytes): Promise<boolean>;
  /** There is a key that was not there before. */
  learned(): void;
}

/** Whose removal it was changes the key at once; the others only when nobody has. */
const othersWaitMs = 10_000;
/** A relay that refuses is not asked again and again. */
const againMs = 30_000;

export function createSpaceEpochs(ports: SpaceEpochsPorts): SpaceEpochs {
  const { space, store, guard, clock, random, signer, secrets, log } = ports;
  let working: Promise<void> = Promise.resolve();
  let cancel: (() => void) | null = null;
  let triedAt = -Infinity;
  let isOver = false;
  let hasFalseKey = false;

  const learn = async (): Promise<void> => {
    const found = await epochKeysFor(log.state, secrets.keys, secrets.epochs);
    if (found.size === 0) return;
    const kept = await store.commit(epochWrites(space, found), [guard]);
    if (!kept.ok) return;
    for (const [epoch, key] of found) secrets.epochs.set(epoch, key);
    ports.learned();
  };
  const waitFor = (ms: number): void => {
    cancel ??= clock.after(ms, () => {
      cancel = null;
      check();
    });
  };
  /** This device may change the key, and has the one that ends. */
  const endingKey = (
    state: MembershipState,
  ): { readonly epoch: number; readonly key: Bytes } | null => {
    const span = spanAt(state, signer.device, lastIndex(state));
    const epoch = state.epochs.at(-1)?.epoch;
    const key = epoch === undefined ? undefined : secrets.epochs.get(epoch);
    return span?.right === 'steward' && epoch !== undefined && key !== undefined
      ? { epoch, key }
      : null;
  };
  const rotate = async (): Promise<void> => {
    const { state } = log;
    const since = goneSince(state);
    if (since === null || !ports.isLive() || isPending(log, 'rotate')) return;
    const ending = endingKey(state);
    if (ending === null) return;
    const isOthers = since.by !== state.devices.get(signer.device)?.member;
    const wait = Math.max(
      triedAt + againMs - clock.now(),
      isOthers && !since.hasWaited(clock.now()) ? othersWaitMs : 0,
    );
    if (wait > 0) {
      waitFor(wait);
      return;
    }
    triedAt = clock.now();
    const devices = devicesInForce(state);
    const { body } = await createRotation(random, space, ending, devices);
    // What it is for is the devices of this very position: it stands on nothing that has none.
    const seen = { ...log.seen(), pending: [] };
    const signed = await signAction(signer, { space, ...seen }, body);
    await ports.act(signed.bytes);
  };
  /** Since when this device has known that somebody has gone. */
  const noticed = new Map<number, number>();
  const goneSince = (
    state: MembershipState,
  ): { by: string | null; hasWaited(now: number): boolean } | null => {
    const from = state.epochs.at(-1)?.from ?? 0;
    const gone = [...state.devices.values()].filter(
      ({ removedAt }) => removedAt !== null && removedAt > from,
    );
    const last = Math.max(-1, ...gone.map(({ removedAt }) => removedAt ?? -1));
    if (last < 0) return null;
    const at = noticed.get(last) ?? clock.now();
    noticed.set(last, at);
    const departure = [...state.members.values()].find(
      (member) => member.departure?.index === last,
    )?.departure;
    return {
      by: departure?.by ?? null,
      hasWaited: (now) => now >= at + othersWaitMs,
    };
  };
  const check = (): void => {
    working = working
      .then(async () => {
        if (isOver) return;
        await learn();
        await rotate();
      })
      .catch((error: unknown) => {
        reportBug('the keys of a space', error);
      });
  };
  return {
    get hasFalseKey() {
      return hasFalseKey;
    },
    async prove() {
      for (const [epoch, key] of secrets.epochs) {
        const isKnown = log.state.epochs.some((one) => one.epoch === epoch);
        if (isKnown && !(await isEpochKey(log.state, epoch, key)))
          hasFalseKey = true;
      }
    },
    check,
    stop() {
      isOver = true;
      cancel?.();
    },
  };
}

function isPending(log: MembershipLog, kind: 'rotate'): boolean {
  return log.pendingKinds().includes(kind);
}
