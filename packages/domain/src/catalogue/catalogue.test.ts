import { describe, expect, test } from 'vitest';
import {
  cycleModelIds,
  loadCycleModel,
  loadExamplePacks,
  loadGarden,
  loadQuestionBank,
  loadStandards,
} from './load.ts';
import { cycleModelSchema } from '../cycle-model.ts';
import { companionRoles, suggestedRole } from './companion-roles.ts';
import { priorityCriteria } from './criteria.ts';
import { needSources } from '../problem.ts';

const numbered = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);

/** Every id of the domain brief that this part of the catalogue carries. What is missing here was lost. */
const ids = [
  ...['CICLO-ATP', 'DL2-CICLO', 'UVA-90', 'DPV', 'MEN21', 'BEL', 'OVA'],
  ...['LAU-COMP', 'JARDIN', 'LAU-A', 'LAU-B', 'LAU-C', 'LAU-D'],
  ...numbered('ETA-', 5),
  ...numbered('IND-', 4),
  ...numbered('UVA-P', 5),
  ...numbered('DPV-P', 5),
  ...numbered('DPV-C', 4),
  ...numbered('DPV-F', 5),
  ...['MEN-CAP', 'MEN-AUT', 'MEN-JAR', 'MEN-EP'],
  ...numbered('MEN-T', 7),
  ...numbered('BEL-', 4),
  ...numbered('GDN-C', 4),
  ...['GDN-PER', 'GDN-INT', 'GDN-ORG'],
  ...['ROL-ACO', 'ROL-FAC', 'ROL-ORI', 'ROL-ART'],
  ...numbered('NEC-', 6),
  ...Array.from(
    { length: 24 },
    (_, i) => `PRG-${String(i + 1).padStart(2, '0')}`,
  ),
  ...numbered('CRI-', 7),
  ...numbered('FTE-', 6),
  // Flags of the sources that stand on a card (§0.3).
  ...['F06', 'F07', 'F08', 'F09', 'F10', 'F11', 'F12', 'F19'],
  ...['EID', 'EID TP', 'EID EP', 'MBDLE'],
];

async function whole(): Promise<readonly unknown[]> {
  const loaded = await Promise.all([
    ...cycleModelIds.map(loadCycleModel),
    loadGarden(),
    loadQuestionBank(),
    loadExamplePacks(),
    loadStandards(),
  ]);
  return [...loaded, companionRoles, priorityCriteria, needSources];
}

function idsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'id' in value && typeof value.id === 'string' ? [value.id] : [];
  return [...own, ...Object.values(value).flatMap(idsIn)];
}

/** Every text there is, with the path to it. */
function wordingsIn(value: unknown, path = ''): [string, object][] {
  if (typeof value !== 'object' || value === null) return [];
  if ('es' in value) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    wordingsIn(inner, `${path}/${key}`),
  );
}

test('holds every id of the brief', async () => {
  const found = new Set(idsIn(await whole()));
  expect(ids.filter((id) => !found.has(id))).toEqual([]);
});

test('says everything in Spanish and in English, without code and without the words nobody uses', async () => {
  const wordings = wordingsIn(await whole());
  expect(wordings.length).toBeGreaterThan(200);
  for (const [path, wording] of wordings)
    for (const language of ['es', 'en'] as const) {
      const text = (wording as Record<string, unknown>)[language];
      expect(text, `${path} ${language}`).toEqual(expect.any(String));
      expect(String(text).trim(), path).not.toBe('');
      expect(String(text), path).not.toMatch(
        /<[a-z]|an[oó]nim|sincroniz|ranking|espacio/i,
      );
    }
});

describe.each(cycleModelIds)('the model %s', (id) => {
  test('is what a model must be', async () => {
    const model = await loadCycleModel(id);
    expect(model.id).toBe(id);
    expect(cycleModelSchema.safeParse(model).error?.issues ?? []).toEqual([]);
    const stages = model.stages.map((stage) => stage.id);
    expect(new Set(stages).size).toBe(stages.length);
  });

  test('has stages that fill the time it says it takes', async () => {
    const { stages, days } = await loadCycleModel(id);
    const sum = stages.reduce((all, stage) => all + (stage.days ?? 0), 0);
    expect(sum).toBeGreaterThanOrEqual(days * 0.75);
    expect(sum).toBeLessThanOrEqual(days * 1.25);
  });
});

test('the first model is stages 2 to 5 of the ATP cycle, with stage 1 as its welcome', async () => {
  const first = await loadCycleModel(cycleModelIds[0]);
  expect(first.stages.map(({ id }) => id)).toEqual([
    'ETA-2',
    'ETA-3',
    'ETA-4',
    'ETA-5',
  ]);
  expect(first.welcome).not.toBeNull();
});

test('the garden has a cell for each row and column', async () => {
  const { columns, rows } = await loadGarden();
  for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
});

test.each([
  ['strong', 'strong', false, 'ROL-ACO'],
  ['strong', 'strong', true, 'ROL-ART'],
  ['strong', 'weak', false, 'ROL-FAC'],
  ['weak', 'weak', false, 'ROL-ORI'],
  // F17: the source is silent.
  ['weak', 'strong', false, null],
] as const)(
  'people %s and team %s, ideas needed: %s → %s',
  (individual, collective, needsInnovation, role) => {
    expect(suggestedRole({ individual, collective, needsInnovation })).toBe(
      role,
    );
  },
);
