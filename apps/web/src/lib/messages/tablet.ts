import { enTablet } from './locales/en-tablet.ts';
import { type TabletMessages, esTablet } from './locales/es-tablet.ts';
import { getLanguage } from './messages.ts';

/** The words of a device that several people use, which come with its pages. */
export function getTabletMessages(): TabletMessages {
  return getLanguage() === 'en' ? enTablet : esTablet;
}
