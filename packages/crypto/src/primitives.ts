import type { Bytes } from '@minga/base';

/** HKDF-SHA-256 input: raw bytes that only ever derive other keys. */
export function importMaterial(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'HKDF', false, [
    'deriveBits',
    'deriveKey',
  ]);
}

/** For what must be seen as bytes: tags, commitments, seeds. */
export async function deriveBytes(
  material: CryptoKey,
  salt: Bytes,
  info: Bytes,
  length: number,
): Promise<Bytes> {
  const params = { name: 'HKDF', hash: 'SHA-256', salt, info };
  return new Uint8Array(
    await crypto.subtle.deriveBits(params, material, length * 8),
  );
}

/** For what only seals and opens: its bytes never leave WebCrypto. */
export function deriveAesKey(
  material: CryptoKey,
  salt: Bytes,
  info: Bytes,
): Promise<CryptoKey> {
  const params = { name: 'HKDF', hash: 'SHA-256', salt, info };
  return crypto.subtle.deriveKey(
    params,
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

export const nonceSize = 12;
/** AES-GCM's tag, at the end of every ciphertext. */
export const tagSize = 16;

export async function encryptAes(
  key: CryptoKey,
  nonce: Bytes,
  aad: Bytes,
  plaintext: Bytes,
): Promise<Bytes> {
  const params = { name: 'AES-GCM', iv: nonce, additionalData: aad };
  return new Uint8Array(await crypto.subtle.encrypt(params, key, plaintext));
}

/** Null when the ciphertext does not authenticate under this key, nonce and AAD. */
export async function decryptAes(
  key: CryptoKey,
  nonce: Bytes,
  aad: Bytes,
  ciphertext: Bytes,
): Promise<Bytes | null> {
  const params = { name: 'AES-GCM', iv: nonce, additionalData: aad };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(params, key, ciphertext));
  } catch (error) {
    // The one failure WebCrypto has for bytes that are not authentic; anything else is a bug of ours.
    if (error instanceof DOMException && error.name === 'OperationError')
      return null;
    throw error;
  }
}
