import {
  type Instrument,
  type Wording,
  instrumentOfHash,
  loadInstrument,
  stagesOf,
} from '@minga/domain';

/** What the instruments of several rounds call things. */
export interface InstrumentWords {
  /** All of them, in the order in which they are drawn; what only an unknown version names is called by its id. */
  readonly stages: readonly string[];
  capacity(id: string): string;
  stage(id: string): string;
  version(hash: string): string;
}

export async function instrumentWords(
  used: readonly {
    readonly instrumentHash: string;
    readonly stage: string | null;
  }[],
  say: (wording: Wording) => string,
): Promise<InstrumentWords> {
  const known = new Map<string, Instrument>();
  // The published one first: its words serve for whatever edited version keeps its ids.
  const ours = await loadInstrument('CAPACIDADES');
  for (const hash of new Set(
    used.map(({ instrumentHash }) => instrumentHash),
  )) {
    const id = instrumentOfHash(hash);
    if (id !== null) known.set(hash, await loadInstrument(id));
  }
  const all = [ours, ...known.values()];
  const steps = new Map<
    string,
    Instrument['scales'][number]['steps'][number]
  >();
  for (const step of all.flatMap(stagesOf))
    if (!steps.has(step.id)) steps.set(step.id, step);
  const stages = new Set([
    ...steps.keys(),
    ...used.flatMap(({ stage }) => stage ?? []),
  ]);
  const groups = all.flatMap((instrument) => instrument.groups);
  return {
    stages: [...stages],
    capacity: (id) => {
      const group = groups.find((one) => one.id === id);
      return group === undefined ? id : say(group.title);
    },
    stage: (id) => {
      const step = steps.get(id);
      return step === undefined ? id : say(step.name);
    },
    version: (hash) => {
      const instrument = known.get(hash);
      return instrument === undefined
        ? hash.slice(0, 6)
        : String(instrument.version);
    },
  };
}
