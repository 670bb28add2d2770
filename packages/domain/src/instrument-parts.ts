import type { Instrument, InstrumentPart, ScaleStep } from './instrument.ts';

// Apart from the schema: a screen that shows an instrument need not bring what checks one.

/** The parts of one group with their words: a part that stands elsewhere too brings those from there. */
export function partsOf(
  instrument: Instrument,
  group: string,
): readonly InstrumentPart[] {
  return instrument.groups.find(({ id: one }) => one === group)?.parts ?? [];
}

/** Every sentence once, under the first group that has it. */
export function distinctParts(
  instrument: Instrument,
): readonly InstrumentPart[] {
  return instrument.groups
    .flatMap(({ parts }) => parts)
    .filter(({ sameAs }) => sameAs === undefined);
}

/** The scale drawn as stages of development, on which a group says where it stands. */
export function stagesOf(instrument: Instrument): readonly ScaleStep[] {
  const scale = instrument.scales.find(
    ({ ordered, capacity }) => ordered && capacity === undefined,
  );
  return scale?.steps ?? [];
}

/** What freezes a version: equal instruments give equal text, whatever the order of their keys. */
export function canonicalInstrument(instrument: Instrument): string {
  return JSON.stringify(sorted(instrument));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
