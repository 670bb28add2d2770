import type { PlanShape } from '@minga/documents';
import { createContext } from 'svelte';
import type { OpenRecord } from '#lib/record/record.svelte.ts';

/** The plan whose screen this is. */
export const [getPlan, providePlan] = createContext<OpenRecord<PlanShape>>();
