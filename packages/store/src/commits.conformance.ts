import { unwrap } from '@minga/base';
import { describe, expect, it } from 'vitest';
import {
  type StoreScene,
  absent,
  bytes,
  deleteRange,
  fence,
  keysOf,
  ok,
  put,
  randomBytes,
} from './store-scene.ts';

export function describeCommits(scene: () => StoreScene): void {
  describe('commits', () => {
    it('writes to several tables, all or nothing', async () => {
      const { harness, store } = scene();
      unwrap(await store.commit([put('log', 'kept', bytes(1))]));
      const mend = harness.breakWritesTo('broken');
      const failed = await store.commit([
        put('state', 'first', bytes(2)),
        deleteRange('', '~'),
        put('log', 'broken'),
        put('local', 'last', bytes(2)),
      ]);
      mend();
      expect(failed).toMatchObject({ ok: false, error: { code: 'failed' } });
      expect(await keysOf(store, 'log')).toEqual(['kept']);
      expect(await keysOf(store, 'state')).toEqual([]);
      expect(await keysOf(store, 'local')).toEqual([]);
    });

    it('takes nothing with it when its neighbour of the same tick fails', async () => {
      const { harness, store } = scene();
      const mend = harness.breakWritesTo('broken');
      const outcomes = await Promise.all([
        store.commit([put('log', 'before')]),
        store.commit([put('log', 'broken')]),
        store.commit([put('log', 'after')]),
      ]);
      mend();
      expect(outcomes.map((each) => each.ok)).toEqual([true, false, true]);
      expect(await keysOf(store, 'log')).toEqual(['after', 'before']);
    });

    it('takes effect in the order issued, whatever the size', async () => {
      const { store } = scene();
      const outcomes = await Promise.all([
        store.commit([put('log', 'a', randomBytes(500_000))]),
        store.commit([put('log', 'a', randomBytes(100_000))]),
        store.commit([put('log', 'a', bytes(1))]),
        store.commit([put('log', 'b', bytes(1))], [absent('b')]),
        store.commit([{ kind: 'delete', table: 'log', key: 'b' }]),
        store.commit([put('log', 'b', bytes(2))], [absent('b')]),
      ]);
      expect(outcomes.every((each) => each.ok)).toBe(true);
      expect(await store.get('log', 'a')).toEqual(ok(bytes(1)));
      expect(await store.get('log', 'b')).toEqual(ok(bytes(2)));
    });

    it('accepts a commit of nothing', async () => {
      const { store } = scene();
      expect(await store.commit([])).toEqual(ok(undefined));
    });

    it('answers quota with nothing half-written, and works again with room', async () => {
      const { harness, store } = scene();
      unwrap(await store.commit([put('state', 'old', bytes(1))]));
      const release = await harness.limitRoom();
      const large = Array.from({ length: 8 }, (_, i) =>
        put('state', `new/${i}`, randomBytes(1 << 20)),
      );
      const refused = await store.commit([deleteRange('', '~'), ...large]);
      await release();
      expect(refused).toMatchObject({ ok: false, error: { code: 'quota' } });
      expect(await keysOf(store, 'state')).toEqual(['old']);
      unwrap(await store.commit([put('state', 'more', bytes(2))]));
      expect(await keysOf(store, 'state')).toEqual(['more', 'old']);
    }, 30_000);
  });

  describe('guards', () => {
    it('refuses a key that is there, and writes nothing', async () => {
      const { store } = scene();
      unwrap(await store.commit([put('log', 'a', bytes(1))]));
      const refused = await store.commit(
        [put('log', 'a', bytes(2)), put('local', 'b')],
        [absent('a')],
      );
      expect(refused).toMatchObject({ error: { code: 'present' } });
      expect(await store.get('log', 'a')).toEqual(ok(bytes(1)));
      expect(await keysOf(store, 'local')).toEqual([]);
    });

    it('lets one of several writers have a key: of one tab, and of two', async () => {
      const { openAnother, store } = scene();
      const other = await openAnother();
      for (let round = 0; round < 20; round++) {
        const key = `a/${round}`;
        const outcomes = await Promise.all(
          [store, other, store, other].map((tab, i) =>
            tab.commit([put('log', key, bytes(i))], [absent(key)]),
          ),
        );
        const winners = [0, 1, 2, 3].filter((i) => outcomes[i]?.ok);
        expect(winners.length).toBe(1);
        expect(await store.get('log', key)).toEqual(
          ok(bytes(winners[0] ?? -1)),
        );
      }
    });

    it('raises fences per name, each above the last, also after a reload', async () => {
      const { openAnother, store } = scene();
      expect(await store.raiseFence('space/1')).toEqual(ok(1));
      expect(await store.raiseFence('space/1')).toEqual(ok(2));
      expect(await store.raiseFence('space/2')).toEqual(ok(1));
      store.close();
      const reloaded = await openAnother();
      expect(await reloaded.raiseFence('space/1')).toEqual(ok(3));
    });

    it('gives every tab a number of its own', async () => {
      const { openAnother, store } = scene();
      const other = await openAnother();
      const raised = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          (i % 2 === 0 ? store : other).raiseFence('leader'),
        ),
      );
      const numbers = raised.map(unwrap).sort((a, b) => a - b);
      expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    });

    it('a frozen leader that wakes writes nothing', async () => {
      const { openAnother, store } = scene();
      const first = unwrap(await store.raiseFence('leader'));
      unwrap(await store.commit([put('log', 'a/1')], [fence(first)]));
      const other = await openAnother();
      const second = unwrap(await other.raiseFence('leader'));
      const refused = await store.commit(
        [put('log', 'a/2'), deleteRange('', '~')],
        [fence(first)],
      );
      expect(refused).toMatchObject({ error: { code: 'fenced' } });
      unwrap(await other.commit([put('log', 'a/3')], [fence(second)]));
      expect(await keysOf(store, 'log')).toEqual(['a/1', 'a/3']);
    });

    it('stops a leader in the middle of its work: what came before stays, nothing comes after', async () => {
      const { openAnother, store } = scene();
      const other = await openAnother();
      for (let round = 0; round < 25; round++) {
        const number = unwrap(await store.raiseFence('leader'));
        const working = Promise.all(
          Array.from({ length: 12 }, async (_, i) => {
            // Some of the same tick, some later: both ways of being late.
            for (let wait = i % 7; wait > 0; wait--)
              await store.get('log', 'none');
            return store.commit([put('log', `${round}/${i}`)], [fence(number)]);
          }),
        );
        for (let wait = round % 5; wait > 0; wait--)
          await other.get('log', 'none');
        unwrap(await other.raiseFence('leader'));
        const mine = { prefix: `${round}/` };
        const atTakeOver = await keysOf(other, 'log', mine);
        const outcomes = await working;
        expect(await keysOf(other, 'log', mine)).toEqual(atTakeOver);
        expect(outcomes.filter((each) => each.ok).length).toBe(
          atTakeOver.length,
        );
        for (const each of outcomes)
          if (!each.ok) expect(each.error.code).toBe('fenced');
      }
    }, 30_000);

    it('refuses a number that was never raised here: the database it is from is gone', async () => {
      const { store } = scene();
      const refused = await store.commit([put('log', 'a')], [fence(4)]);
      expect(refused).toMatchObject({ error: { code: 'fenced' } });
    });
  });
}
