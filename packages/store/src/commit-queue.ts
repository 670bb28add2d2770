import { type Result, err } from '@minga/base';
import type { StoreError, StoreGuard, StoreWrite } from './local-store.ts';

export type CommitOutcome = Result<void, StoreError>;
export type Commit = (
  writes: readonly StoreWrite[],
  guards: readonly StoreGuard[],
) => Promise<CommitOutcome>;

interface Waiting {
  readonly writes: readonly StoreWrite[];
  readonly guards: readonly StoreGuard[];
  readonly settle: (outcome: CommitOutcome) => void;
}

// A group that fails is run again one by one: neither limit is about speed, both about not repeating too much.
const groupCommits = 256;
const groupBytes = 1 << 20;

/**
 * Commits in order, one transaction at a time; those that came while one was running share the next. IndexedDB would
 * make them wait anyway, and the cost of a transaction hardly depends on its rows.
 */
export function queuedCommits(transact: Commit): Commit {
  const waiting: Waiting[] = [];
  let draining: Promise<void> | null = null;

  async function drain(): Promise<void> {
    await Promise.resolve(); // those of the same tick come together
    for (;;) {
      const group = waiting.splice(0, sizeOfGroup(waiting));
      if (group.length === 0) break;
      await commitGroup(group, transact);
    }
    draining = null;
  }

  return (writes, guards) =>
    new Promise((settle) => {
      waiting.push({ writes, guards, settle });
      draining ??= drain();
    });
}

/** How many of the first may share a transaction. */
function sizeOfGroup(waiting: readonly Waiting[]): number {
  const [first] = waiting;
  if (first === undefined) return 0;
  let bytes = 0;
  const end = waiting.findIndex((next, i) => {
    bytes += bytesOf(next.writes);
    return (
      i > 0 &&
      (i >= groupCommits || bytes > groupBytes || !canShare(first, next))
    );
  });
  return end < 0 ? waiting.length : end;
}

/** Only fences, and the same ones: 'absent' must see the writes of the commit before it, which are not there yet. */
function canShare(a: Waiting, b: Waiting): boolean {
  return (
    a.guards.length === b.guards.length &&
    a.guards.every((guard, i) => {
      const other = b.guards[i];
      return (
        guard.kind === 'fence' &&
        other?.kind === 'fence' &&
        guard.name === other.name &&
        guard.number === other.number
      );
    })
  );
}

function bytesOf(writes: readonly StoreWrite[]): number {
  let bytes = 0;
  for (const write of writes)
    if (write.kind === 'put') bytes += write.value.length;
  return bytes;
}

async function commitGroup(
  group: readonly Waiting[],
  transact: Commit,
): Promise<void> {
  const guards = group[0]?.guards ?? [];
  const writes = group.flatMap((each) => each.writes);
  const outcome = await outcomeOf(transact(writes, guards));
  const concernsAll =
    outcome.ok || ['fenced', 'closed'].includes(outcome.error.code);
  // Otherwise nobody suffers for a neighbour: a large row may not fit where a small one does.
  for (const each of group)
    each.settle(
      concernsAll || group.length === 1
        ? outcome
        : await outcomeOf(transact(each.writes, each.guards)),
    );
}

/** The queue must go on whatever happens to one transaction. */
async function outcomeOf(
  running: Promise<CommitOutcome>,
): Promise<CommitOutcome> {
  try {
    return await running;
  } catch (thrown) {
    return err({ code: 'failed', detail: String(thrown) });
  }
}
