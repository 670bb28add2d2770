import type { Bytes, DeviceKey, Hash, Result, SpaceId } from '@minga/base';
import { err, ok } from '@minga/base';
import {
  type Action,
  type MembershipState,
  type RightSpan,
  type Verify,
  checkAction,
  emptyState,
  extendLog,
  foldActions,
  lastIndex,
  mayPlace,
  nextLogHash,
  placeRefusalToNack,
  spanAt,
} from '@minga/membership';
import { nackCodes } from '@minga/protocol';
import type { SpaceRecord } from './relay-log.ts';
import type { Services } from './services.ts';

export interface PlacedAction {
  readonly index: number;
  readonly bytes: Bytes;
  /** Null when the log had it already. */
  readonly action: Action | null;
}

export interface ActionRefusal {
  readonly actionHash: Hash;
  readonly code: number;
  readonly final: boolean;
}

/** The log of membership of one space, to which this relay, being its home, gives positions one at a time ([P26]). */
export class MembershipLog {
  readonly #space: SpaceId;
  readonly #services: Services;
  readonly #actions: Bytes[];
  #state: MembershipState;
  /** When positions were given; 0 where a build that did not write it down gave one: then it was before we began. */
  readonly #placedAtMs: number[];
  readonly #beganAtMs: number;
  /** Positions are given one after the other: each action is judged by the state after the one before it. */
  #lastPlacing: Promise<unknown> = Promise.resolve();

  private constructor(
    space: SpaceId,
    services: Services,
    actions: readonly Bytes[],
    placedAtMs: readonly number[],
    state: MembershipState,
  ) {
    this.#space = space;
    this.#services = services;
    this.#actions = [...actions];
    this.#placedAtMs = [...placedAtMs];
    this.#state = state;
    this.#beganAtMs = services.clock.now();
  }

  static async load(
    space: SpaceId,
    { actions, placedAtMs }: Pick<SpaceRecord, 'actions' | 'placedAtMs'>,
    services: Services,
  ): Promise<MembershipLog> {
    const extended = await extendLog(
      believeOurOwnLog,
      emptyState(space),
      actions.map((bytes, index) => ({ index, bytes })),
    );
    if (!extended.ok) throw new Error('our own membership log has a gap');
    return new MembershipLog(
      space,
      services,
      actions,
      placedAtMs,
      extended.value,
    );
  }

  get state(): MembershipState {
    return this.#state;
  }

  get actions(): readonly Bytes[] {
    return this.#actions;
  }

  /** The right a device has here and now; null when it has none, its time is over, or the group is closed ([E32]). */
  rightNow(device: DeviceKey): RightSpan | null {
    if (this.#state.closedAt !== null) return null;
    const span = spanAt(this.#state, device, lastIndex(this.#state));
    const isOver =
      span !== null &&
      span.until !== 0 &&
      this.#services.clock.now() >= span.until;
    return isOver ? null : span;
  }

  #placedAt(position: number): number {
    const known = this.#placedAtMs[position] ?? 0;
    return known === 0 ? this.#beganAtMs : known;
  }

  /** `bringer`: whose connection it came on, if a member's. */
  place(
    bytes: Bytes,
    bringer: DeviceKey | null,
  ): Promise<Result<PlacedAction, ActionRefusal>> {
    const placing = this.#lastPlacing.then(() => this.#place(bytes, bringer));
    this.#lastPlacing = placing.catch(() => undefined);
    return placing;
  }

  async #place(
    bytes: Bytes,
    bringer: DeviceKey | null,
  ): Promise<Result<PlacedAction, ActionRefusal>> {
    const { verify, clock, commits } = this.#services;
    const state = this.#state;
    const checked = await checkAction(verify, state, bytes);
    const { actionHash } = checked;
    const known = state.indexByAction.get(actionHash);
    if (known !== undefined) return ok({ index: known, bytes, action: null });
    const may = mayPlace(state, checked, {
      nowMs: clock.now(),
      bringer,
      placedAtMs: (position) => this.#placedAt(position),
    });
    if (!may.ok) return err({ actionHash, ...placeRefusalToNack(may.error) });
    const index = state.hashes.length;
    const logHash = await nextLogHash(state.hashes.at(-1) ?? null, actionHash);
    const at = clock.now();
    const outcome = await commits.commit({
      kind: 'action',
      space: this.#space,
      index,
      action: bytes,
      registers: registeredBy(checked.action),
      at,
      erasing: erasingBy(state, checked.action),
    });
    // Lost: another relay on the same log was faster. Busy, either way: the same bytes may come again.
    if (outcome?.kind !== 'done')
      return err({ actionHash, code: nackCodes.busy, final: false });
    this.#actions.push(bytes);
    this.#placedAtMs[index] = at;
    this.#state = foldActions(state, [{ ...checked, index, logHash }]);
    return ok({ index, bytes, action: checked.action });
  }
}

function registeredBy(action: Action | null): DeviceKey | null {
  return action?.body.kind === 'device' ? action.body.device : null;
}

/** [P40] */
function erasingBy(
  { deletion }: MembershipState,
  action: Action | null,
): number | null | 'as-it-was' {
  if (action?.body.kind === 'delete') return action.body.due;
  const takesBack =
    action?.body.kind === 'cancel' && action.body.action === deletion?.action;
  return takesBack ? null : 'as-it-was';
}

/** Every action in our log was verified before it got its position. */
const believeOurOwnLog: Verify = () => Promise.resolve(true);
