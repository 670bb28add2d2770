import { loadCycleMessages } from '#lib/messages/cycles.ts';
import type { PageLoad } from './$types';

// Which language it is, the layout above knows.
export const load: PageLoad = async ({ parent }) => {
  await parent();
  await loadCycleMessages();
};
