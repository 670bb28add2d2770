import { type Result, err, ok } from '@minga/base';
import { describe, expect, it } from 'vitest';
import { queuedCommits } from './commit-queue.ts';
import type { StoreError, StoreGuard, StoreWrite } from './local-store.ts';
import { absent, fence, put } from './store-scene.ts';

function queue(outcomeOf = (_keys: string): StoreError | null => null) {
  const transactions: string[] = [];
  const commit = queuedCommits(async (writes, guards) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    const keys = writes.map((write) => ('key' in write ? write.key : '?'));
    transactions.push(`${guards.map(nameOf).join('')}${keys.join('')}`);
    const refused = outcomeOf(keys.join(''));
    return refused === null ? ok(undefined) : err(refused);
  });
  const together = (
    ...commits: readonly (readonly [StoreWrite, ...StoreGuard[]])[]
  ): Promise<Result<void, StoreError>[]> =>
    Promise.all(commits.map(([write, ...guards]) => commit([write], guards)));
  return { together, commit, transactions };
}

function nameOf(guard: StoreGuard): string {
  return guard.kind === 'fence' ? `${guard.number}:` : 'absent:';
}

const row = (key: string) => put('log', key);

describe('queued commits', () => {
  it('share a transaction when they come in one tick, or while another runs', async () => {
    const { together, commit, transactions } = queue();
    const first = together([row('a')], [row('b')]);
    await Promise.resolve();
    await Promise.resolve();
    const late = [commit([row('c')], []), commit([row('d')], [])];
    await Promise.all([first, ...late]);
    expect(transactions).toEqual(['ab', 'cd']);
  });

  it('share it with those of the same fence only, and keep their order', async () => {
    const { together, transactions } = queue();
    await together(
      [row('a'), fence(1)],
      [row('b'), fence(1)],
      [row('c')],
      [row('d'), fence(1)],
      [row('e'), fence(2)],
    );
    expect(transactions).toEqual(['1:ab', 'c', '1:d', '2:e']);
  });

  it('are alone when they ask for an absent key, which a neighbour may be about to put', async () => {
    const { together, transactions } = queue();
    await together([row('a'), absent('a')], [row('a'), absent('a')]);
    expect(transactions).toEqual(['absent:a', 'absent:a']);
  });

  it('are tried one by one when their group fails, so that each has its own outcome', async () => {
    const { together, transactions } = queue((keys) =>
      keys.includes('b') ? { code: 'quota' } : null,
    );
    const outcomes = await together([row('a')], [row('b')], [row('c')]);
    expect(outcomes.map((each) => each.ok)).toEqual([true, false, true]);
    expect(transactions).toEqual(['abc', 'a', 'b', 'c']);
  });

  it('are refused together, without another try, when the fence is lost', async () => {
    const { together, transactions } = queue(() => ({ code: 'fenced' }));
    const outcomes = await together([row('a'), fence(1)], [row('b'), fence(1)]);
    expect(outcomes.map((each) => each.ok)).toEqual([false, false]);
    expect(transactions).toEqual(['1:ab']);
  });

  it('go on after a transaction that threw', async () => {
    let runs = 0;
    const commit = queuedCommits(async () => {
      runs += 1;
      if (runs === 1) throw new Error('a bug');
      return ok(undefined);
    });
    expect(await commit([row('a')], [])).toMatchObject({
      error: { code: 'failed', detail: 'Error: a bug' },
    });
    expect(await commit([row('b')], [])).toEqual(ok(undefined));
  });
});
