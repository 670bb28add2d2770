import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { instrumentSchema } from '../../instrument.ts';
import {
  answerScale,
  canonicalInstrument,
  distinctParts,
  partsOf,
  placesOf,
  stagesOf,
} from '../../instrument-parts.ts';
import {
  type InstrumentId,
  instrumentOfHash,
  loadInstrument,
  publishedInstruments,
} from './all.ts';
import { capacities } from './capacities.ts';

/** `first-last`, as the domain numbers them. */
function run(prefix: string, from: number, to: number, digits = 2): string[] {
  return Array.from(
    { length: to - from + 1 },
    (_, at) => `${prefix}${String(from + at).padStart(digits, '0')}`,
  );
}
const letters = (prefix: string, all: string): string[] =>
  Array.from(all, (letter) => `${prefix}${letter}`);

/** Every id of domain §3.1–3.3, §3.10, §3.11, §3.13 and §2.4 that an instrument has. */
const expected: Readonly<Record<string, readonly string[]>> = {
  CAPACIDADES: [
    'CB-REF',
    'CB-COL',
    'CB-CON',
    'CB-LID',
    ...run('CB-REF-', 1, 11),
    ...run('CB-COL-', 1, 10),
    ...run('CB-CON-', 1, 16),
    ...run('CB-LID-', 1, 12),
    ...['REF', 'COL', 'CON', 'LID'].flatMap((one) =>
      run(`CB-${one}-ORG`, 1, 2, 1),
    ),
    'RUB-HARSH',
    ...run('RUB-', 1, 4, 1),
    'REV-4',
    'REV-VE',
    'REV-AV',
    'REV-NO',
    'REV-NS',
    'TIP-HS',
    ...run('TIP-HS-', 1, 3, 1),
    'TIP-KE',
    ...run('TIP-KE-', 1, 4, 1),
    'TIP-KM',
    ...run('TIP-KM-', 1, 3, 1),
    'TIP-GR',
    ...run('TIP-GR-', 1, 3, 1),
    'TIP-BS',
    ...letters('TIP-BS-', 'ABCD'),
    'TIP-TH',
    ...letters('TIP-TH-', 'ABCDE'),
    'TIP-LE',
    ...run('TIP-LE-', 1, 4, 1),
    'TIP-MB',
    ...letters('TIP-MB-', 'ABCDEF'),
  ],
  'ONT-RP': [
    'ONT-COG-1',
    ...run('ONT-COG-1-', 1, 4, 1),
    'ONT-COG-2',
    ...run('ONT-COG-2-', 1, 4, 1),
    'ONT-COG-3',
    ...run('ONT-COG-3-', 1, 2, 1),
    'ONT-SOC-1',
    ...run('ONT-SOC-1-', 1, 2, 1),
    'ONT-SOC-2',
    ...run('ONT-SOC-2-', 1, 3, 1),
    'ONT-SOC-3',
    ...run('ONT-SOC-3-', 1, 4, 1),
    'ONT-PSI-1',
    ...run('ONT-PSI-1-', 1, 3, 1),
    'ONT-PSI-2',
    ...run('ONT-PSI-2-', 1, 3, 1),
    'ONT-PSI-3',
    ...run('ONT-PSI-3-', 1, 3, 1),
    'ONT-PSI-4',
    ...run('ONT-PSI-4-', 1, 2, 1),
    'ONT-CLC',
    ...run('ONT-CLC-', 1, 5, 1),
    'ONT-DIST',
    ...run('ONT-D', 1, 9, 1),
  ],
  'DL2-STD': [
    'DL2-SUP',
    ...run('DL2-S', 1, 6, 1),
    'DL2-APR',
    ...run('DL2-A', 1, 5, 1),
  ],
  'LAU-RUB': [
    ...letters('LAU-', 'ABCD'),
    ...run('LAU-', 1, 12),
    'LAU-NIV',
    ...run('LAU-N', 1, 4, 1),
  ],
  'ROL-ATP-EXPECT': ['ROL-ATP', ...run('ROL-ATP-', 1, 10)],
  FODA: letters('FODA-', 'FODA'),
};

const all = await Promise.all(
  Object.entries(publishedInstruments).map(async ([id, hash]) => ({
    hash,
    instrument: await loadInstrument(id as InstrumentId),
  })),
);

describe.each(all)('$instrument.id', ({ instrument, hash }) => {
  test('holds every id of the domain, each once, and no other', () => {
    const ids = [
      ...instrument.groups.flatMap(({ id, parts, signals = [] }) => [
        id,
        ...[...parts, ...signals].map((part) => part.id),
      ]),
      ...instrument.scales.flatMap(({ id, steps }) => [
        id,
        ...steps.map((step) => step.id),
      ]),
    ];
    expect(ids.toSorted()).toEqual(expected[instrument.id]?.toSorted());
  });

  test('is as the schema wants it, in both languages', () => {
    expect(instrumentSchema.safeParse(instrument).success).toBe(true);
    for (const [spanish, english] of wordings(instrument)) {
      expect(spanish.trim()).not.toBe('');
      expect(english.trim()).not.toBe('');
      expect(`${spanish} ${english}`).not.toMatch(
        /an[oó]nim|puntaje|promedio|\bscore|\baverage/i,
      );
    }
  });

  test('has not been changed since it was published', () => {
    const now = createHash('sha256')
      .update(canonicalInstrument(instrument))
      .digest('hex');
    expect(now).toBe(hash);
    expect(instrumentOfHash(hash)).toBe(instrument.id);
  });
});

test('every published instrument is expected', () => {
  expect(Object.keys(publishedInstruments)).toEqual(Object.keys(expected));
});

describe('the four capacities', () => {
  test('have 49 signs, 42 of them distinct; a repeated one says the same in each', () => {
    const all = capacities.groups.flatMap(({ parts }) => parts);
    expect(all).toHaveLength(49);
    expect(distinctParts(capacities)).toHaveLength(42);
    for (const part of all.filter(({ sameAs }) => sameAs !== undefined)) {
      const first = all.find(({ id }) => id === part.sameAs);
      expect([part.id, part.words, part.individual]).toEqual([
        part.id,
        first?.words,
        first?.individual,
      ]);
    }
    expect(partsOf(capacities, 'CB-CON')).toHaveLength(16);
  });

  test('have two typologies each; of trust none is a ladder', () => {
    for (const { id } of capacities.groups)
      expect(
        capacities.scales.filter(({ capacity }) => capacity === id),
      ).toHaveLength(2);
    expect(
      capacities.scales.filter(({ ordered }) => !ordered).map(({ id }) => id),
    ).toEqual(['REV-4', 'TIP-BS', 'TIP-TH', 'TIP-MB']);
  });

  test('are answered one by one without stages, a repeated sign in each of its capacities', () => {
    expect(answerScale(capacities)?.steps.map(({ name }) => name.es)).toEqual([
      'Se ve',
      'A veces',
      'Aún no',
      'No sé',
    ]);
    expect(
      placesOf(capacities, 'CB-COL-09').map(({ group, part }) => [
        group.id,
        part.id,
      ]),
    ).toContainEqual(['CB-CON', 'CB-CON-10']);
    const places = distinctParts(capacities).flatMap(({ id }) =>
      placesOf(capacities, id),
    );
    expect(places).toHaveLength(49);
  });

  test('stand on four stages, of which the third has two names', () => {
    const stages = stagesOf(capacities);
    expect(stages.map(({ name }) => name.es)).toEqual([
      'Exploración',
      'Implementación emergente',
      'Implementación satisfactoria',
      'Sustentabilidad',
    ]);
    expect(stages[2]?.alias?.es).toBe('Implementación total');
  });
});

test('of the personal resources there are thirty, in ten kinds, with five capacities and nine traits as axes', () => {
  const { instrument } = all[1]!;
  const counts = instrument.groups.map(({ parts }) => parts.length);
  expect(counts.slice(0, 10).reduce((sum, one) => sum + one, 0)).toBe(30);
  expect(counts.slice(10)).toEqual([5, 9]);
  expect(instrument.scales).toEqual([]);
});

function* wordings(value: unknown): Generator<readonly [string, string]> {
  if (typeof value !== 'object' || value === null) return;
  if ('es' in value && 'en' in value) {
    yield [String(value.es), String(value.en)];
    return;
  }
  for (const inner of Object.values(value)) yield* wordings(inner);
}
