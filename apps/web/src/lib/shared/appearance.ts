import { readSetting } from './device-settings.ts';

/** What the script in app.html puts on the root before anything is painted; here for what is changed afterwards. */
const looks = ['theme', 'contrast', 'letters'] as const;

/** Letters in percent of their own size: normal, and three steps up. */
export const letterSizes = ['100', '125', '150', '200'] as const;

/** Puts on the page what stands in the settings of this device. tokens.css does the rest. */
export function showAppearance(): void {
  const root = document.documentElement;
  for (const look of looks) {
    const chosen = readSetting(look);
    if (chosen === null) root.removeAttribute(`data-${look}`);
    else root.setAttribute(`data-${look}`, chosen);
  }
  root.style.colorScheme = root.dataset['theme'] ?? 'light dark';
}
