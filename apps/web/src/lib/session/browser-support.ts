import { readSetting, writeSetting } from '#lib/shared/device-settings.ts';

export type Unsupported = 'insecure' | 'unsupported';

/** Raise it when something else is needed of the browser, so that everybody is asked again. */
const checked = '1';

/** Null when Minga can work here. Only making keys shows whether they can be made: browsers know names they refuse. */
export async function findUnsupported(): Promise<Unsupported | null> {
  if (!globalThis.isSecureContext) return 'insecure';
  if (readSetting('crypto-checked') === checked) return null;
  try {
    await crypto.subtle.generateKey({ name: 'Ed25519' }, false, [
      'sign',
      'verify',
    ]);
    await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']);
  } catch {
    return 'unsupported';
  }
  writeSetting('crypto-checked', checked);
  return null;
}
