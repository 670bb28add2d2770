import type { DeviceWord } from './es.ts';
import type { SettingsMessages } from './es-settings.ts';

const onDevice = { phone: 'on this phone', computer: 'on this computer' };

export const enSettings: SettingsMessages = {
  title: 'Settings',
  devices: 'My devices and rescue card',
  several: 'Several people use this device',
  only: (device: DeviceWord): string =>
    `They count only ${onDevice[device]}; they change nothing for anybody else.`,
  language: {
    legend: 'Language',
    languages: { es: 'Español', en: 'English' },
    help: 'The page reloads when you change it. What your group wrote stays as it is.',
  },
  theme: {
    legend: 'Colours',
    themes: { device: 'Like the device', light: 'Light', dark: 'Dark' },
  },
  contrast: {
    legend: 'Contrast',
    contrasts: { normal: 'Normal', high: 'More contrast' },
  },
  letters: {
    legend: 'Letter size',
    sizes: {
      '100': 'Normal',
      '125': 'Large',
      '150': 'Larger',
      '200': 'The largest',
    },
  },
  dataSaver: {
    legend: 'Save data',
    choices: {
      network: {
        label: 'As the network says',
        help: 'Saves on mobile data, or if the browser asks for it.',
      },
      always: { label: 'Always', help: '' },
      never: { label: 'Never', help: '' },
    },
    what: 'When saving, the list and what you open arrive; the rest waits until you open it with signal. Bold and lists arrive when you touch a field. What you write goes out all the same.',
  },
};
