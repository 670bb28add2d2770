import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type Hash,
  bytesToId,
  idToBytes,
} from '@minga/base';

import {
  type Reader,
  compareBytes,
  readFields,
  refuse,
  sizes,
  suite1,
} from './decoding.ts';

/** lp(label, header, signature), read as far as its fields. */
export interface SignedFields {
  readonly header: Reader;
  readonly signature: Bytes;
}

/** lp(label, header, ciphertext, signature), read as far as its fields. */
export interface SealedFields extends SignedFields {
  readonly ciphertext: Bytes;
}

export function readSigned(bytes: Bytes, label: string): SignedFields {
  const [header, signature] = readFields(bytes, label, 2);
  if (!header || signature?.length !== sizes.signature)
    return refuse('not-canonical');
  return { header: new ByteReader(header), signature };
}

export function readSealed(bytes: Bytes, label: string): SealedFields {
  const [header, ciphertext, signature] = readFields(bytes, label, 3);
  if (!header || !ciphertext || signature?.length !== sizes.signature)
    return refuse('not-canonical');
  return { header: new ByteReader(header), ciphertext, signature };
}

/** What one quarantined frame is known by: who wrote it, and its hash. */
export interface FrameOfDevice {
  readonly device: DeviceKey;
  readonly frameHash: Hash;
}

export const frameOfDeviceSize = sizes.device + sizes.hash;

export function frameOfDeviceToKey(frame: FrameOfDevice): Bytes {
  const writer = new ByteWriter(frameOfDeviceSize);
  writer.raw(idToBytes(frame.device)).raw(idToBytes(frame.frameHash));
  return writer.done();
}

export function keyToFrameOfDevice(key: Bytes): FrameOfDevice {
  return {
    device: keyToDevice(key.subarray(0, sizes.device)),
    frameHash: bytesToId<Hash>(key.subarray(sizes.device)),
  };
}

export function keyToDevice(key: Bytes): DeviceKey {
  if (key[0] !== suite1) return refuse('suite-unknown');
  return bytesToId<DeviceKey>(key);
}

/** A list that lies sorted by key (PROTOCOL P1); the key is the first `keySize` bytes of each item. */
export interface SortedList<Item> {
  readonly keySize: number;
  /** The least that follows the key of an item, so that a count beyond the input is refused before anything is allocated. */
  readonly restSize: number;
  toKey(item: Item): Bytes;
  writeRest(writer: ByteWriter, item: Item): void;
  read(key: Bytes, reader: Reader): Item;
}

/** Takes the items in any order; the same key twice is a bug of the caller. */
export function writeSorted<Item>(
  writer: ByteWriter,
  list: SortedList<Item>,
  items: readonly Item[],
): void {
  const keyed = items.map((item) => ({ key: list.toKey(item), item }));
  keyed.sort((a, b) => compareBytes(a.key, b.key));
  writer.varUint(items.length);
  let previous: Bytes | null = null;
  for (const { key, item } of keyed) {
    if (key.length !== list.keySize)
      throw new RangeError(`a key of ${key.length} bytes`);
    if (previous !== null && compareBytes(previous, key) === 0)
      throw new RangeError('an item twice in a sorted list');
    writer.raw(key);
    list.writeRest(writer, item);
    previous = key;
  }
}

export function readSorted<Item>(
  reader: Reader,
  list: SortedList<Item>,
): readonly Item[] {
  let previous: Bytes | null = null;
  return reader.list(reader.varUint(), list.keySize + list.restSize, () => {
    const key = reader.view(list.keySize);
    if (previous !== null && compareBytes(previous, key) >= 0)
      return refuse('not-sorted');
    previous = key;
    return list.read(key, reader);
  });
}

export const framesOfDevices: SortedList<FrameOfDevice> = {
  keySize: frameOfDeviceSize,
  restSize: 0,
  toKey: frameOfDeviceToKey,
  writeRest: () => undefined,
  read: keyToFrameOfDevice,
};
