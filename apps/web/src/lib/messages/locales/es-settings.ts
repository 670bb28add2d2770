import type { DeviceWord } from './es.ts';

const inDevice = { phone: 'en este teléfono', computer: 'en este equipo' };

/** The words of the settings, which come with their page. */
export const esSettings = {
  title: 'Ajustes',
  devices: 'Mis aparatos y tarjeta de rescate',
  several: 'Este aparato lo usan varias personas',
  only: (device: DeviceWord): string =>
    `Valen solo ${inDevice[device]}; no cambian nada a las demás personas.`,
  language: {
    legend: 'Idioma',
    languages: { es: 'Español', en: 'English' },
    help: 'Al cambiar, la página se vuelve a cargar. Lo que escribió tu grupo queda como está.',
  },
  theme: {
    legend: 'Colores',
    themes: { device: 'Como el aparato', light: 'Claros', dark: 'Oscuros' },
  },
  contrast: {
    legend: 'Contraste',
    contrasts: { normal: 'Normal', high: 'Más contraste' },
  },
  letters: {
    legend: 'Tamaño de la letra',
    sizes: {
      '100': 'Normal',
      '125': 'Grande',
      '150': 'Más grande',
      '200': 'La más grande',
    },
  },
  dataSaver: {
    legend: 'Ahorro de datos',
    choices: {
      network: {
        label: 'Como dice la red',
        help: 'Ahorra con los datos del teléfono, o si el navegador lo pide.',
      },
      always: { label: 'Siempre', help: '' },
      never: { label: 'Nunca', help: '' },
    },
    what: 'Con el ahorro llegan la lista y lo que abres; lo demás espera a que lo abras con señal. Las negritas y las listas llegan cuando tocas un campo. Lo que escribes sale igual.',
  },
};

export type SettingsMessages = typeof esSettings;
