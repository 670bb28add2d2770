import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type SpaceId,
  bytesToId,
  unwrap,
} from '@minga/base';
import {
  type EntryHeader,
  type Frame,
  type FrameIds,
  decodeFrame,
  encodeFrame,
  hashFrame,
  zeroHash,
} from '@minga/protocol';

export const aSpace = bytesToId<SpaceId>(new Uint8Array(32).fill(7));
export const aDocument = bytesToId<DocumentId>(new Uint8Array(16).fill(9));

/** A key in form only: what the wire does with frames does not depend on who signed them. */
export function deviceNamed(number: number): DeviceKey {
  const key = new Uint8Array(33).fill(number);
  key[0] = 1;
  return bytesToId<DeviceKey>(key);
}

export interface ChainedFrame extends FrameIds {
  readonly frame: Frame;
  readonly bytes: Bytes;
}

/** Frames of one device in one document, each after the one before; their content is noise. */
export function frameChain(
  device: DeviceKey,
  scope: { readonly space?: SpaceId; readonly doc?: DocumentId } = {},
): (changes?: Partial<EntryHeader>) => Promise<ChainedFrame> {
  let counter = 0;
  let prevHash = zeroHash;
  return async (changes = {}) => {
    counter += 1;
    const header: EntryHeader = {
      space: scope.space ?? aSpace,
      doc: scope.doc ?? aDocument,
      device,
      kind: 'edit',
      counter,
      prevHash,
      voids: null,
      seenIndex: 0,
      seenHash: zeroHash,
      pending: [],
      epoch: 0,
      generation: 0,
      keyTag: new Uint8Array(8),
      nonce: crypto.getRandomValues(new Uint8Array(12)),
      ...changes,
    };
    const bytes = encodeFrame({
      header,
      ciphertext: crypto.getRandomValues(new Uint8Array(80)),
      signature: new Uint8Array(64).fill(counter),
    });
    const ids = await hashFrame(bytes);
    prevHash = ids.frameHash;
    return { frame: unwrap(decodeFrame(bytes)), bytes, ...ids };
  };
}
