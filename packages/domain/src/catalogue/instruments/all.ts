import type { Instrument } from '../../instrument.ts';

/**
 * Every published instrument, by the SHA-256 (hex) of its `canonicalInstrument`. A round names that hash, so what is published is
 * never changed: it gets another version, and the old one stays. Another instrument is a file here and a line; the garden model
 * (§3.4) is with the cycles.
 */
export const publishedInstruments = {
  CAPACIDADES:
    'adb83a1b79b1c5303ecaa45822c11574721d4ec7f4d11c1cf7d00d66a232f598',
  'ONT-RP': 'e6415ace96f0ce09eba9b9169cd0aa5bcdc7162f438538f60d5d0abe53b48e3e',
  'DL2-STD': 'b63be57a129d8f9d4ccf14ba7a98e16fdc5fba95ed6c4e9fc3492c9dce6cbcb7',
  'LAU-RUB': 'd3e7f34cd0a829d1540a9fa2493bcc87444a731634ba12671752a99407106c72',
  'ROL-ATP-EXPECT':
    'e947760f595aa12d566717ea31eab8cd30189359472472f77bfd0bc95f923bbc',
  FODA: 'dd6aed208a220cc92615425b98c87716df6ad4598a4084f5d07c3750b41d9c05',
} as const;
export type InstrumentId = keyof typeof publishedInstruments;

const loaders: Readonly<Record<InstrumentId, () => Promise<Instrument>>> = {
  CAPACIDADES: async () => (await import('./capacities.ts')).capacities,
  'ONT-RP': async () =>
    (await import('./personal-resources.ts')).personalResources,
  'DL2-STD': async () =>
    (await import('./supervisor-standards.ts')).supervisorStandards,
  'LAU-RUB': async () => (await import('./coaching-rubric.ts')).coachingRubric,
  'ROL-ATP-EXPECT': async () =>
    (await import('./companion-expectations.ts')).companionExpectations,
  FODA: async () => (await import('./swot.ts')).swot,
};

/** Those a group may begin its own from; the others only a person or a pair opens, about themselves. */
export const publishedForGroups: readonly InstrumentId[] = ['CAPACIDADES'];

/** Each is a file of its own, loaded when somebody looks at it. */
export function loadInstrument(id: InstrumentId): Promise<Instrument> {
  return loaders[id]();
}

/** The one a round was begun with; null for one that only a later version of the app knows. */
export function instrumentOfHash(hash: string): InstrumentId | null {
  return instrumentIds.find((id) => publishedInstruments[id] === hash) ?? null;
}

const instrumentIds: readonly InstrumentId[] = [
  'CAPACIDADES',
  'ONT-RP',
  'DL2-STD',
  'LAU-RUB',
  'ROL-ATP-EXPECT',
  'FODA',
];
