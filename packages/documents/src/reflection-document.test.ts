import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { fragmentText } from './fragment-text.ts';
import {
  editReflection,
  readReflection,
  reflectionField,
  reflectionFlags,
  reflectionFragment,
  reflectionSchema,
  startReflection,
} from './reflection-document.ts';
import { settledValue } from './register.ts';
import {
  type Replica,
  createReplicas,
  sync,
  syncAll,
} from './test-replicas.ts';

vi.setConfig({ testTimeout: 60_000 });

const start = {
  createdAt: 7,
  instrument: 'LAU-RUB',
  instrumentHash: 'ab',
  mode: 'alone',
} as const;
const pair = () =>
  createReplicas(2, ({ doc }) => startReflection(doc, start)) as [
    Replica,
    Replica,
  ];
const edits = ({ doc, newId }: Replica) => editReflection(doc, newId);
const view = ({ doc }: Replica) => readReflection(doc);

test('says with what it was begun and for whom', () => {
  const [phone] = pair();
  expect(view(phone)).toMatchObject({
    ...start,
    instrumentDoc: null,
    about: null,
    aboutSpace: '',
    readOnly: false,
  });
});

test('two devices that answer the same sentence while apart show both, and one is chosen', () => {
  const [phone, laptop] = pair();
  edits(phone).setStep('LAU-01', 'LAU-N2');
  edits(laptop).setStep('LAU-01', 'LAU-N3');
  edits(laptop).setFlag('LAU-01', 'grow', true);
  syncAll([phone, laptop]);
  expect(
    view(phone)
      .step('LAU-01')
      .values.map(({ value }) => value)
      .sort(),
  ).toEqual(['LAU-N2', 'LAU-N3']);
  edits(phone).setStep('LAU-01', 'LAU-N3');
  sync(phone, laptop);
  expect(settledValue(view(laptop).step('LAU-01'))).toBe('LAU-N3');
  expect(view(phone).has('LAU-01', 'grow')).toBe(true);
});

test('a sign is chosen as one that shows or as one that is missing', () => {
  const [phone] = pair();
  edits(phone).setFlag('CB-REF-01', 'seen', true);
  edits(phone).setFlag('CB-REF-01', 'missing', true);
  expect(view(phone).has('CB-REF-01', 'seen')).toBe(false);
  expect(view(phone).has('CB-REF-01', 'missing')).toBe(true);
});

test('a copy for a group has the words that were chosen and no mark', () => {
  const [copy] = createReplicas(1, ({ doc }) =>
    startReflection(doc, {
      ...start,
      mode: 'copied',
      texts: {
        'FODA-F/words': ' Escucho a todos. \n',
        'FODA-D/score': 'nothing',
        '../p1': 'nothing',
      },
    }),
  ) as [Replica];
  expect(
    fragmentText(
      reflectionFragment(copy.doc, reflectionField('FODA-F', 'words'))!,
    ),
  ).toBe('Escucho a todos.');
  expect([...copy.doc.share.keys()].sort()).toEqual(['FODA-F/words', 'meta']);
});

test('nothing odd is written; what a newer app wrote is shown and not written in', () => {
  const [phone] = pair();
  expect(edits(phone).setStep('a/b', 'LAU-N1')).toBe(false);
  expect(edits(phone).setFlag('LAU-01', 'well', false)).toBe(false);
  expect(reflectionFragment(phone.doc, 'LAU-01/p12')).toBeNull();
  expect(reflectionFragment(phone.doc, 'LAU-01/p1/more')).toBeNull();
  phone.doc.getMap('meta').set('schema', reflectionSchema + 1);
  expect(view(phone).readOnly).toBe(true);
  expect(edits(phone).setStep('LAU-01', 'LAU-N1')).toBe(false);
});

test('whatever three people do apart, they end alike and lose no answer that nobody saw', () => {
  const parts = ['CB-REF-01', 'CB-COL-09', 'CB-CON-01'];
  const act = fc.record({
    who: fc.nat(2),
    part: fc.constantFrom(...parts),
    step: fc.constantFrom('REV-VE', 'REV-AV', 'REV-NO', 'REV-NS', null),
    flag: fc.constantFrom(...reflectionFlags),
    on: fc.boolean(),
    to: fc.option(fc.nat(2), { nil: null }),
  });
  const shown = (one: Replica) =>
    parts.map((part) => [
      part,
      view(one).step(part),
      reflectionFlags.map((flag) => view(one).has(part, flag)),
    ]);
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const all = createReplicas(3, ({ doc }) => startReflection(doc, start));
      let hasWritten = false;
      for (const { who, part, step, flag, on, to } of acts) {
        hasWritten = edits(all[who]!).setStep(part, step);
        edits(all[who]!).setFlag(part, flag, on);
        if (to !== null && to !== who) sync(all[who]!, all[to]!);
      }
      const last = acts.at(-1);
      const mine = last && view(all[last.who]!).step(last.part);
      syncAll(all);
      syncAll(all);
      expect(shown(all[1]!)).toEqual(shown(all[0]!));
      expect(shown(all[2]!)).toEqual(shown(all[0]!));
      if (hasWritten && last !== undefined && mine !== undefined)
        for (const { value } of mine.values)
          expect(
            view(all[0]!)
              .step(last.part)
              .values.map((one) => one.value),
          ).toContain(value);
    }),
    { numRuns: 40 },
  );
});
