import {
  type Bytes,
  concatBytes,
  lp,
  systemRandom,
  u32Bytes,
  utf8,
} from '@minga/base';

/**
 * The row key of a person of this device, sealed under her PIN (docs/decisions/0016):
 * suite (1) ‖ nonce (12) ‖ AES-256-GCM of the 32 bytes, under PBKDF2-HMAC-SHA-256 of the PIN, bound to whose it is.
 */
export interface PinSeal {
  readonly iterations: number;
  /** 16 random bytes. */
  readonly salt: Bytes;
  readonly sealedKey: Bytes;
}

/** What OWASP asks of PBKDF2-HMAC-SHA-256 (2023). Kept with each seal, so that it can grow. */
export const pinIterations = 600_000;
const shortestPin = 6;

const suite = Uint8Array.of(1);
const saltLength = 16;
const nonceLength = 12;
const keyLength = 32;
export const sealedKeyLength = suite.length + nonceLength + keyLength + 16;

export type PinFlaw = 'short' | 'easy';

/** Any letters and digits will do; what is guessed first will not. */
export function flawOfPin(pin: string): PinFlaw | null {
  const letters = Array.from(normal(pin));
  if (letters.length < shortestPin) return 'short';
  return isRun(letters) || isRepeated(letters.join('')) ? 'easy' : null;
}

/** A new row key, in use and sealed. */
export async function makeRowKey(
  person: string,
  pin: string,
): Promise<{ readonly rowKey: CryptoKey; readonly seal: PinSeal }> {
  const raw = systemRandom.bytes(keyLength);
  const seal = await sealRowKey(raw, person, pin);
  const rowKey = await importRowKey(raw);
  raw.fill(0);
  return { rowKey, seal };
}

/** Null: it is not her PIN. */
export async function openRowKey(
  seal: PinSeal,
  person: string,
  pin: string,
): Promise<CryptoKey | null> {
  const raw = await openRaw(seal, person, pin);
  if (raw === null) return null;
  const rowKey = await importRowKey(raw);
  raw.fill(0);
  return rowKey;
}

/** The same row key under another PIN: no row is touched. Null: `from` is not her PIN. */
export async function resealRowKey(
  seal: PinSeal,
  person: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<PinSeal | null> {
  const raw = await openRaw(seal, person, from);
  if (raw === null) return null;
  const resealed = await sealRowKey(raw, person, to);
  raw.fill(0);
  return resealed;
}

async function sealRowKey(
  raw: Bytes,
  person: string,
  pin: string,
): Promise<PinSeal> {
  const under = {
    iterations: pinIterations,
    salt: systemRandom.bytes(saltLength),
  };
  const nonce = systemRandom.bytes(nonceLength);
  const body = await crypto.subtle.encrypt(
    gcm(nonce, person, under.iterations),
    await keyOfPin(pin, under),
    raw,
  );
  const sealedKey = concatBytes(suite, nonce, new Uint8Array(body));
  return { ...under, sealedKey };
}

async function openRaw(
  seal: PinSeal,
  person: string,
  pin: string,
): Promise<Bytes | null> {
  const { sealedKey, iterations } = seal;
  if (sealedKey.length !== sealedKeyLength || sealedKey[0] !== suite[0])
    return null;
  const headerLength = suite.length + nonceLength;
  const nonce = sealedKey.slice(suite.length, headerLength);
  const key = await keyOfPin(pin, seal);
  try {
    const raw = await crypto.subtle.decrypt(
      gcm(nonce, person, iterations),
      key,
      sealedKey.slice(headerLength),
    );
    return new Uint8Array(raw);
  } catch {
    return null;
  }
}

async function keyOfPin(
  pin: string,
  { iterations, salt }: Pick<PinSeal, 'iterations' | 'salt'>,
): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey(
    'raw',
    utf8(normal(pin)),
    'PBKDF2',
    false,
    ['deriveKey'],
  );
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function importRowKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
}

function gcm(nonce: Bytes, person: string, iterations: number): AesGcmParams {
  const additionalData = lp(
    'minga/store/pin',
    suite,
    utf8(person),
    u32Bytes(iterations),
  );
  return { name: 'AES-GCM', iv: nonce, additionalData };
}

/** One keyboard sends an accent as its own character, another does not. */
function normal(pin: string): string {
  return pin.normalize('NFKC');
}

/** 123456, fedcba, 000000. */
function isRun(letters: readonly string[]): boolean {
  const codes = letters.map((letter) => letter.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0));
  const [step = 0] = steps;
  return Math.abs(step) <= 1 && steps.every((each) => each === step);
}

/** 121212, 123123. */
function isRepeated(pin: string): boolean {
  return (pin + pin).indexOf(pin, 1) < pin.length;
}
