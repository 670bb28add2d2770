/** Small facts of this browser that may be lost without harm. Nothing a person wrote, no key, no name of a group. */
export type DeviceSetting =
  | 'has-groups'
  | 'several-people'
  | 'crypto-checked'
  | 'keeps-thinking'
  | 'install-offered'
  | 'rescue-later'
  | 'language'
  | 'theme'
  | 'contrast'
  | 'letters'
  | 'data-saver'
  | 'data-used'
  | `last-problem.${string}`
  | `last-contact.${string}`
  | `checked.${string}`
  | `adviser-later.${string}`;

/** What the person chose here; Spanish for who did not. */
export function readLanguage(): 'es' | 'en' {
  return readSetting('language') === 'en' ? 'en' : 'es';
}

export function readSetting(name: DeviceSetting): string | null {
  try {
    return localStorage.getItem(`minga.${name}`);
  } catch {
    return null; // switched off, or a frame without an origin
  }
}

/** `null`: as if it had never been chosen. */
export function writeSetting(name: DeviceSetting, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`minga.${name}`);
    else localStorage.setItem(`minga.${name}`, value);
  } catch {
    // Full or switched off: it is asked again next time.
  }
}

/** What belongs to the device, whoever holds it. Everything else that was noted is of a person. */
const ofDevice = new Set([
  'minga.language',
  'minga.theme',
  'minga.contrast',
  'minga.letters',
  'minga.data-saver',
  'minga.data-used',
  'minga.crypto-checked',
  'minga.install-offered',
  'minga.several-people',
]);

/** Takes the small facts of a person off this browser: they may be lost without harm. */
export function forgetPerson(): void {
  try {
    for (const name of Object.keys(localStorage))
      if (name.startsWith('minga.') && !ofDevice.has(name))
        localStorage.removeItem(name);
    sessionStorage.clear();
  } catch {
    // Switched off: then nothing was noted.
  }
}
