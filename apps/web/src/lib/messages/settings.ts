import { enSettings } from './locales/en-settings.ts';
import { type SettingsMessages, esSettings } from './locales/es-settings.ts';
import { getLanguage } from './messages.ts';

export function getSettingsMessages(): SettingsMessages {
  return getLanguage() === 'en' ? enSettings : esSettings;
}
