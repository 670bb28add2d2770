import {
  type Bytes,
  type Hash,
  type SpaceId,
  bytesToId,
  equalBytes,
  idToBytes,
} from '@minga/base';
import {
  type MembershipState,
  type Seen,
  type Verify,
  actionHash,
  decodeAction,
  emptyState,
  foldActions,
  logEntry,
  mayStandNext,
} from '@minga/membership';
import type { LocalStore, StoreGuard } from '@minga/store';

/** The membership log as this device holds it: positions given by the home relay, then own actions still without one. */
export interface MembershipLog {
  readonly state: MembershipState;
  /** The state as it will be once own actions have their positions: for the screen, never for judging. */
  readonly projected: MembershipState;
  /** How many positions are held, and hash_{count−1} (null when none): what AUTH names. */
  readonly count: number;
  readonly head: Hash | null;
  /** What a frame or an action signed now stands on ([E6]). */
  seen(): Seen;
  load(): Promise<void>;
  /**
   * A position from the relay. `contradicts`: we hold another there, or nobody can have signed that for this place; ours
   * stays. Only what was never carried out here ([E17]) gives way.
   */
  receive(
    index: number,
    bytes: Bytes,
  ): Promise<'added' | 'known' | 'contradicts' | 'gap' | 'storage'>;
  /** An own action, kept until it gets a position. */
  add(bytes: Bytes): Promise<boolean>;
  /** Actions from this position on. */
  from(index: number): readonly Bytes[];
  /** Own actions without a position, oldest first: offered at every connection. */
  pending(): readonly Bytes[];
  /** What kinds of own actions wait for a position. */
  pendingKinds(): readonly string[];
  /** The relay refused it for good: an own action without a position, or what came in the place of one and is none. */
  drop(action: Hash): Promise<void>;
}

const maxPendingSeen = 4;

export function createMembershipLog(ports: {
  readonly space: SpaceId;
  readonly store: LocalStore;
  readonly guard: StoreGuard;
  readonly verify: Verify;
  /** The fold has moved on. */
  readonly changed: () => void;
}): MembershipLog {
  const { space, store, guard } = ports;
  let state = emptyState(space);
  let projected = state;
  const bytesByIndex: Bytes[] = [];
  const pendingByHash = new Map<Hash, Bytes>();
  let nextPending = 0;
  const pendingKeys = new Map<Hash, string>();

  const fold = async (bytes: Bytes): Promise<void> => {
    state = foldActions(state, [await logEntry(ports.verify, state, bytes)]);
    bytesByIndex.push(bytes);
  };
  const project = async (): Promise<void> => {
    let next = state;
    for (const bytes of pendingByHash.values()) {
      next = foldActions(next, [await logEntry(ports.verify, next, bytes)]);
    }
    projected = next;
  };
  const changed = async (): Promise<void> => {
    await project();
    ports.changed();
  };
  /** From where this build carries nothing out, nothing has been built on it. */
  const isCarriedNowhere = (index: number): boolean =>
    state.readOnlyFrom !== null && index >= state.readOnlyFrom;
  const stateBefore = async (index: number): Promise<MembershipState> => {
    let before = emptyState(space);
    for (const bytes of bytesByIndex.slice(0, index))
      before = foldActions(before, [
        await logEntry(ports.verify, before, bytes),
      ]);
    return before;
  };
  /** This position and what came after it. */
  const forget = async (index: number): Promise<boolean> => {
    const deleted = bytesByIndex.slice(index).map(
      (_, i) =>
        ({
          kind: 'delete',
          table: 'actions',
          key: actionKey(space, index + i),
        }) as const,
    );
    if (!(await store.commit(deleted, [guard])).ok) return false;
    state = await stateBefore(index);
    bytesByIndex.length = index;
    return true;
  };
  const seen = (): Seen => {
    const last = state.hashes.length - 1;
    return {
      seenIndex: Math.max(0, last),
      seenHash: state.hashes[last] ?? hashOfCreate(space),
      pending: [...pendingByHash]
        .filter(([, bytes]) => givesAccess(bytes))
        .map(([hash]) => hash)
        .slice(0, maxPendingSeen),
    };
  };
  return {
    get state() {
      return state;
    },
    get projected() {
      return projected;
    },
    get count() {
      return bytesByIndex.length;
    },
    get head() {
      return state.hashes.at(-1) ?? null;
    },
    seen,
    async load() {
      const rows = await store.list('actions', { prefix: `${space}/` });
      const found = rows.ok ? rows.value : [];
      for (const { key, value } of found) {
        const name = key.slice(space.length + 1);
        if (!name.startsWith('pending')) await fold(value);
      }
      for (const { key, value } of found) {
        const name = key.slice(space.length + 1);
        if (!name.startsWith('pending')) continue;
        const hash = await actionHash(value);
        pendingByHash.set(hash, value);
        pendingKeys.set(hash, key);
        nextPending = Math.max(
          nextPending,
          Number(name.slice('pending'.length)) + 1,
        );
      }
      await project();
    },
    async receive(index, bytes) {
      const held = bytesByIndex[index];
      if (held !== undefined && equalBytes(held, bytes)) return 'known';
      if (held !== undefined && !isCarriedNowhere(index)) return 'contradicts';
      if (index > bytesByIndex.length) return 'gap';
      const before = held === undefined ? state : await stateBefore(index);
      const entry = await logEntry(ports.verify, before, bytes);
      if (!mayStandNext(before, entry)) return 'contradicts';
      if (held !== undefined && !(await forget(index))) return 'storage';
      const hash = entry.actionHash;
      const pendingKey = pendingKeys.get(hash);
      const stored = await store.commit(
        [
          {
            kind: 'put',
            table: 'actions',
            key: actionKey(space, index),
            value: bytes,
          },
          ...(pendingKey === undefined
            ? []
            : [{ kind: 'delete', table: 'actions', key: pendingKey } as const]),
        ],
        [guard],
      );
      if (!stored.ok) return 'storage';
      pendingByHash.delete(hash);
      pendingKeys.delete(hash);
      await fold(bytes);
      await changed();
      return 'added';
    },
    async add(bytes) {
      const hash = await actionHash(bytes);
      const key = pendingActionKey(space, nextPending++);
      const stored = await store.commit(
        [{ kind: 'put', table: 'actions', key, value: bytes }],
        [guard],
      );
      if (!stored.ok) return false;
      pendingByHash.set(hash, bytes);
      pendingKeys.set(hash, key);
      await changed();
      return true;
    },
    from: (index) => bytesByIndex.slice(index),
    pending: () => [...pendingByHash.values()],
    pendingKinds: () =>
      [...pendingByHash.values()].flatMap((bytes) => {
        const action = decodeAction(bytes);
        return action.ok ? [action.value.body.kind] : [];
      }),
    async drop(hash) {
      const key = pendingKeys.get(hash);
      const index = state.indexByAction.get(hash) ?? -1;
      const placed = bytesByIndex[index];
      if (key === undefined) {
        const isNone = placed !== undefined && !decodeAction(placed).ok;
        if (isNone && (await forget(index))) await changed();
        return;
      }
      await store.commit([{ kind: 'delete', table: 'actions', key }], [guard]);
      pendingByHash.delete(hash);
      pendingKeys.delete(hash);
      await changed();
    },
  };
}

export function actionKey(space: SpaceId, index: number): string {
  return `${space}/${String(index).padStart(10, '0')}`;
}

export function pendingActionKey(space: SpaceId, ordinal: number): string {
  return `${space}/pending${String(ordinal).padStart(10, '0')}`;
}

/** hash_0 is the hash of `create`, which is the space's id ([E6]): the same 32 bytes under another name. */
export function hashOfCreate(space: SpaceId): Hash {
  return bytesToId<Hash>(idToBytes(space));
}

/** Frames stand only on pending actions that give their author access; a name or a setting gives none. */
function givesAccess(bytes: Bytes): boolean {
  const action = decodeAction(bytes);
  return (
    action.ok &&
    (action.value.body.kind === 'join' || action.value.body.kind === 'device')
  );
}
