import type { InstrumentShape } from '@minga/documents';
import { createContext } from 'svelte';
import type { OpenRecord } from '#lib/record/record.svelte.ts';

/** The instrument whose screen this is. */
export const [getInstrument, provideInstrument] =
  createContext<OpenRecord<InstrumentShape>>();
