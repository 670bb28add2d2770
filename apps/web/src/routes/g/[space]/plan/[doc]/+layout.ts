import { loadCycleMessages } from '#lib/messages/cycles.ts';
import type { LayoutLoad } from './$types';

// Which language it is, the layout above knows.
export const load: LayoutLoad = async ({ parent }) => {
  await parent();
  await loadCycleMessages();
};
