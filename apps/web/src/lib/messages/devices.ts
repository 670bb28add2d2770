import { enDevices } from './locales/en-devices.ts';
import { type DevicesMessages, esDevices } from './locales/es-devices.ts';
import { getLanguage } from './messages.ts';

/** The words of the rescue card and of a person's own devices, which come with their pages. */
export function getDevicesMessages(): DevicesMessages {
  return getLanguage() === 'en' ? enDevices : esDevices;
}
