import { type Instrument, instrumentSchema } from './instrument.ts';

const instrumentFileFormat = 'minga-pauta';
/** Bytes of a file one would read at all. */
export const largestInstrumentFile = 400_000;

type InstrumentFileFault =
  | 'too-large'
  | 'not-an-instrument'
  | 'newer'
  | 'unknown-fields'
  | 'has-code'
  | 'not-for-groups'
  | 'contradicts-itself';

/** An instrument that somebody sent, read whole or not at all. */
export function readInstrumentFile(
  text: string,
):
  | { readonly instrument: Instrument }
  | { readonly fault: InstrumentFileFault } {
  if (text.length > largestInstrumentFile) return { fault: 'too-large' };
  const stored = parsed(text);
  if (typeof stored !== 'object' || stored === null || !('format' in stored))
    return { fault: 'not-an-instrument' };
  if (stored.format !== instrumentFileFormat)
    return { fault: 'not-an-instrument' };
  const {
    format: _,
    formatVersion,
    instrument,
    ...more
  } = {
    formatVersion: null as unknown,
    instrument: null as unknown,
    ...stored,
  };
  if (Number(formatVersion) > 1) return { fault: 'newer' };
  if (Object.keys(more).length > 0) return { fault: 'unknown-fields' };
  // It would only ever be shown as letters; whoever put it there meant something else.
  if (/<\s*[a-z!/]|javascript:/i.test(text.replaceAll('\\u003c', '<')))
    return { fault: 'has-code' };
  return readInstrument(instrument);
}

export function writeInstrumentFile(instrument: Instrument): string {
  return `${JSON.stringify({ format: instrumentFileFormat, formatVersion: 1, instrument }, null, 2)}\n`;
}

/** Null for what is no instrument: also how a frozen version is read. */
export function readFrozenInstrument(text: string): Instrument | null {
  const read = readInstrument(parsed(text));
  return 'instrument' in read ? read.instrument : null;
}

function readInstrument(
  stored: unknown,
):
  | { readonly instrument: Instrument }
  | { readonly fault: InstrumentFileFault } {
  const read = instrumentSchema.safeParse(stored);
  if (!read.success) {
    const isUnknown = read.error.issues.some(
      ({ code }) => code === 'unrecognized_keys',
    );
    return { fault: isUnknown ? 'unknown-fields' : 'not-an-instrument' };
  }
  if (read.data.whose !== 'group') return { fault: 'not-for-groups' };
  return isConsistent(read.data)
    ? { instrument: read.data }
    : { fault: 'contradicts-itself' };
}

/** Every id once; a repeated sentence repeats one that is there; what is said of a stage is said of one that is there. */
function isConsistent({ groups, scales }: Instrument): boolean {
  const parts = groups.flatMap(({ parts: own, signals = [] }) => [
    ...own,
    ...signals,
  ]);
  const steps = scales.flatMap((scale) => scale.steps.map(({ id }) => id));
  const ids = [...groups, ...parts].map(({ id }) => id);
  const firsts = new Set(
    parts.filter(({ sameAs }) => sameAs === undefined).map(({ id }) => id),
  );
  return (
    new Set(ids).size === ids.length &&
    new Set(steps).size === steps.length &&
    parts.every(({ sameAs }) => sameAs === undefined || firsts.has(sameAs)) &&
    [...groups, ...parts].every(({ descriptors = {} }) =>
      Object.keys(descriptors).every((step) => steps.includes(step)),
    )
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
