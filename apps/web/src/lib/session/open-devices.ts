import { type SpaceId, systemClock, systemRandom } from '@minga/base';
import { type Minga, type PersonDevices, openPersonDevices } from '@minga/sync';
import { deviceWord } from '#lib/shared/this-device.ts';
import { getLanguage } from '#lib/messages/messages.ts';

const names = {
  es: { phone: 'Teléfono', computer: 'Equipo' },
  en: { phone: 'Phone', computer: 'Computer' },
};

export function openDevicesHere(
  minga: Minga,
  notebook: SpaceId,
): Promise<PersonDevices> {
  return openPersonDevices(
    {
      minga,
      clock: systemClock,
      random: systemRandom,
      deviceName: names[getLanguage()][deviceWord()],
    },
    notebook,
  );
}
