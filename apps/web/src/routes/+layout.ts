import { useLanguage } from '#lib/messages/messages.ts';
import { readLanguage } from '#lib/shared/device-settings.ts';
import type { LayoutLoad } from './$types';

// Everything a person writes lives on the device: there is nothing for a server to render.
export const ssr = false;

// Components take their words when they are made, so these have to be there before. Without signal for words that were
// never loaded, Spanish stays.
export const load: LayoutLoad = async () => {
  await useLanguage(readLanguage()).catch(() => undefined);
};
