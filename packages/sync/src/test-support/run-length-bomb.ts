import type { Bytes } from '@minga/base';

/** 25 bytes of Yjs v2 that claim 2^31 − 1 structs: every stream repeats its last value for ever (yjs issue #687). */
export const runLengthBomb: Bytes = new Uint8Array([
  0, 0, 1, 1, 0, 0, 1, 0, 2, 0, 0, 0, 0, 3, 0x41, 0xff, 0x7f, 1, 0xff, 0xff,
  0xff, 0xff, 0x07, 0, 0,
]);
