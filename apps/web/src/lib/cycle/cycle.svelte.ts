import type { CycleShape } from '@minga/documents';
import { createContext } from 'svelte';
import type { OpenRecord } from '#lib/record/record.svelte.ts';

/** The cycle whose screen this is. */
export const [getCycle, provideCycle] = createContext<OpenRecord<CycleShape>>();
