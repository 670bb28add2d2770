import type {
  Instrument,
  InstrumentGroup,
  InstrumentPart,
  Scale,
  ScaleStep,
} from './instrument.ts';

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

export interface PartPlace {
  readonly group: InstrumentGroup;
  readonly part: InstrumentPart;
}

/** Everywhere a sentence stands: asked once, it belongs to each of them (domain §3.1). */
export function placesOf(
  instrument: Instrument,
  id: string,
): readonly PartPlace[] {
  return instrument.groups.flatMap((group) =>
    group.parts
      .filter((part) => part.id === id || part.sameAs === id)
      .map((part) => ({ group, part })),
  );
}

/**
 * With what each sentence is answered. Of a group's instrument never its stages (issue 6, 3): whether it shows. Null where there
 * is nothing to choose, only to think.
 */
export function answerScale({ whose, scales }: Instrument): Scale | null {
  return (
    scales.find(
      (scale) => isOfWhole(scale) && (whose !== 'group' || !scale.ordered),
    ) ?? null
  );
}

const allCapacities = 'CB';

/** Of all of the instrument, not of one of its capacities. */
export function isOfWhole({ capacity }: Scale): boolean {
  return capacity === undefined || capacity === allCapacities;
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
