import type { CycleModel } from '../cycle-model.ts';
import type { FrameworkNote } from './framework-notes.ts';
import type { ExamplePack } from './packs.ts';
import type { BankQuestion } from './question-bank.ts';
import type { StandardExample } from './standard-examples.ts';

/** The published models, the one most people take first. Each is a file of its own, loaded when somebody looks at it. */
export const cycleModelIds = [
  'CICLO-ATP-2-5',
  'CICLO-ATP',
  'DL2-CICLO',
  'UVA-90',
  'DPV',
  'MEN21',
  'BEL',
  'OVA',
  'LAU-COMP',
] as const;
export type CycleModelId = (typeof cycleModelIds)[number];

const loaders: Readonly<Record<CycleModelId, () => Promise<CycleModel>>> = {
  'CICLO-ATP-2-5': async () =>
    (await import('./cycles/understand-try-see.ts')).understandTrySee,
  'CICLO-ATP': async () => (await import('./cycles/atp.ts')).atp,
  'DL2-CICLO': async () => (await import('./cycles/cel.ts')).cel,
  'UVA-90': async () => (await import('./cycles/uva.ts')).uva,
  DPV: async () => (await import('./cycles/deprov.ts')).deprov,
  MEN21: async () => (await import('./cycles/mentoria.ts')).mentoria,
  BEL: async () => (await import('./cycles/belen.ts')).belen,
  OVA: async () => (await import('./cycles/ovalle.ts')).ovalle,
  'LAU-COMP': async () => (await import('./cycles/lausd.ts')).lausd,
};

export function loadCycleModel(id: CycleModelId): Promise<CycleModel> {
  return loaders[id]();
}

export async function loadGarden() {
  return (await import('./garden.ts')).garden;
}

export async function loadQuestionBank(): Promise<readonly BankQuestion[]> {
  return (await import('./question-bank.ts')).questionBank;
}

export async function loadExamplePacks(): Promise<readonly ExamplePack[]> {
  return (await import('./packs.ts')).examplePacks;
}

export async function loadStandards(): Promise<{
  readonly examples: readonly StandardExample[];
  readonly notes: readonly FrameworkNote[];
}> {
  const [{ standardExamples }, { frameworkNotes }] = await Promise.all([
    import('./standard-examples.ts'),
    import('./framework-notes.ts'),
  ]);
  return { examples: standardExamples, notes: frameworkNotes };
}
