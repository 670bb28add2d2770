import { canonicalInstrument, loadInstrument } from '@minga/domain';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  draftInstrument,
  instrumentShape,
  startInstrument,
} from './instrument-document.ts';
import {
  freezeInstrument,
  frozenVersions,
  isFrozen,
  readFrozenVersion,
} from './instrument-versions.ts';
import { editRecord, readRecord } from './record.ts';
import {
  type Replica,
  createReplicas,
  sync,
  syncAll,
} from './test-replicas.ts';

vi.setConfig({ testTimeout: 120_000 });

const published = await loadInstrument('CAPACIDADES');
const small = {
  ...published,
  groups: published.groups.slice(1, 3).map((group) => ({
    ...group,
    parts: group.parts.filter(({ sameAs }) => sameAs !== 'CB-NONE').slice(-4),
  })),
};
const say = ({ es }: { readonly es: string }) => es;
const begin =
  (from = published, onlyStages = false) =>
  ({ doc, newId }: Replica) =>
    startInstrument(doc, 1, from, {
      title: 'La nuestra',
      say,
      newId,
      onlyStages,
    });
const edits = ({ doc, newId }: Replica) =>
  editRecord(doc, instrumentShape, newId);
const parts = ({ doc }: Replica) =>
  readRecord(doc, instrumentShape).lists.parts;
const draft = ({ doc }: Replica) => draftInstrument(doc, 1);

test('begun from a published one it says the same, repeated signs too', () => {
  const [ana] = createReplicas(1, begin()) as [Replica];
  const now = draft(ana);
  expect(now.groups.map(({ id }) => id)).toEqual(
    published.groups.map(({ id }) => id),
  );
  for (const [at, group] of published.groups.entries()) {
    expect(
      now.groups[at]?.parts.map(({ id, words, sameAs }) => [
        id,
        words.es,
        sameAs,
      ]),
    ).toEqual(
      group.parts.map(({ id, words, sameAs }) => [id, words.es, sameAs]),
    );
    expect(now.groups[at]?.signals?.length).toBe(group.signals?.length);
  }
  expect(now.scales.map(({ steps }) => steps.map(({ id }) => id))).toEqual(
    published.scales.map(({ steps }) => steps.map(({ id }) => id)),
  );
});

test('begun from nothing it has stages and no capacity', () => {
  const [ana] = createReplicas(1, begin(published, true)) as [Replica];
  expect(draft(ana).groups).toEqual([]);
  expect(draft(ana).scales.map(({ id }) => id)).toEqual(['ETAPAS', 'REV-4']);
  edits(ana)
    .list('parts')
    .add({ values: { words: 'Escuchar' } });
  expect(draft(ana).groups.map(({ title }) => title.es)).toEqual(['Escuchar']);
});

test('what is hidden is not in it and comes back whole; who repeated it stands for itself meanwhile', () => {
  const [ana] = createReplicas(1, begin()) as [Replica];
  const before = canonicalInstrument(draft(ana));
  const original = parts(ana)
    .flatMap(({ children }) => children)
    .find(({ values }) => values.ref.values[0]?.value === 'CB-COL-09')!;
  edits(ana).list('parts').set(original.id, 'hidden', 'yes');
  const find = (id: string) =>
    draft(ana)
      .groups.flatMap(({ parts: all }) => all)
      .find((part) => part.id === id);
  expect(find('CB-COL-09')).toBeUndefined();
  expect(find('CB-CON-10')?.sameAs).toBeUndefined();
  expect(find('CB-CON-10')?.words.es).toMatch(/opiniones distintas/);
  edits(ana).list('parts').set(original.id, 'hidden', '');
  expect(canonicalInstrument(draft(ana))).toBe(before);
  edits(ana)
    .list('parts')
    .set(original.id, 'words', 'Oímos a quien piensa distinto.');
  expect(find('CB-CON-10')?.words.es).toBe('Oímos a quien piensa distinto.');
});

test('a version is frozen: edits make another one, and the same words are the same version', async () => {
  const [ana, luis] = createReplicas(2, begin()) as [Replica, Replica];
  const one = await freezeInstrument(ana.doc);
  expect(await freezeInstrument(ana.doc)).toEqual(one);
  expect(isFrozen(ana.doc)).toBe(true);
  // Two who freeze the same words apart have frozen one version.
  expect(await freezeInstrument(luis.doc)).toEqual(one);
  syncAll([ana, luis]);
  expect(frozenVersions(ana.doc)).toEqual([one]);

  edits(ana).set('stage3', 'Ya lo hacemos');
  expect(isFrozen(ana.doc)).toBe(false);
  const two = await freezeInstrument(ana.doc);
  expect([one.version, two.version]).toEqual([1, 2]);
  expect(await readFrozenVersion(ana.doc, one.hash)).toBe(one.text);
  expect(one.text).not.toContain('Ya lo hacemos');
  edits(ana).set('stage3', 'Implementación satisfactoria');
  expect((await freezeInstrument(ana.doc)).version).toBe(1);

  // What somebody put there under another hash is not that version.
  ana.doc.getMap('frozen').set(one.hash, two.text);
  expect(await readFrozenVersion(ana.doc, one.hash)).toBeNull();
});

const actions = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom(
    'add',
    'hide',
    'show',
    'word',
    'up',
    'down',
    'stage',
    'describe',
    'capacity',
  ),
  group: fc.nat(3),
  sign: fc.nat(7),
  words: fc.constantFrom('uno', 'dos', 'tres'),
  to: fc.option(fc.nat(2), { nil: null }),
});
type Action = typeof actions extends fc.Arbitrary<infer A> ? A : never;

function act(one: Replica, { what, group, sign, words }: Action): void {
  const list = edits(one).list('parts');
  const all = parts(one);
  const parent = all[group % all.length]!;
  const child = parent.children[sign % Math.max(1, parent.children.length)];
  const target = child ?? parent;
  switch (what) {
    case 'add':
      list.add({ values: { words } }, { parent: parent.id });
      break;
    case 'capacity':
      list.add({ values: { words } });
      break;
    case 'hide':
      list.set(target.id, 'hidden', 'yes');
      break;
    case 'show':
      list.set(target.id, 'hidden', '');
      break;
    case 'word':
      list.set(target.id, 'words', words);
      break;
    case 'up':
      list.moveUp(target.id);
      break;
    case 'down':
      list.moveDown(parent.id);
      break;
    case 'stage':
      edits(one).set('stage2', words);
      break;
    case 'describe':
      list.set(target.id, 'at2', words);
  }
}

test('whatever three people change apart, they end with the same instrument, and no sign anybody added is gone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(actions, { maxLength: 25 }), async (all) => {
      const three = createReplicas(3, begin(small));
      let added = 0;
      for (const one of all) {
        act(three[one.who]!, one);
        if (one.what === 'add' || one.what === 'capacity') added++;
        if (one.to !== null && one.to !== one.who)
          sync(three[one.who]!, three[one.to]!);
      }
      syncAll(three);
      syncAll(three);
      const [first, ...others] = three as [Replica, Replica, Replica];
      for (const other of others) {
        expect(parts(other)).toEqual(parts(first));
        expect(canonicalInstrument(draft(other))).toBe(
          canonicalInstrument(draft(first)),
        );
      }
      const count = parts(first).reduce(
        (sum, { children }) => sum + 1 + children.length,
        0,
      );
      expect(count).toBe(
        added +
          small.groups.reduce(
            (sum, { parts: own, signals = [] }) =>
              sum + 1 + own.length + signals.length,
            0,
          ),
      );
      const hashes = new Set<string>();
      for (const { doc } of three)
        hashes.add((await freezeInstrument(doc)).hash);
      expect(hashes.size).toBe(1);
    }),
    { numRuns: 25 },
  );
});
