/** A secret whose bytes a script could read must not come to rest: whoever saves one has a bug. */
export function assertNotExtractable(keys: readonly CryptoKey[]): void {
  if (keys.some((key) => key.extractable && key.type !== 'public'))
    throw new Error('an extractable secret key was about to be stored');
}
