/** Small facts of this browser that may be lost without harm. Nothing a person wrote, no key, no name of a group. */
export type DeviceSetting =
  | 'has-groups'
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
  | `last-contact.${string}`;

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
