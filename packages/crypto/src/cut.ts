import {
  ByteReader,
  ByteWriter,
  type Bytes,
  DecodeError,
  type DeviceKey,
  type DocumentId,
  type Result,
  bytesToId,
  concatBytes,
  err,
  idToBytes,
  lp,
  ok,
  u32Bytes,
} from '@minga/base';
import type { Cut } from '@minga/membership';
import { compareBytes, decoding } from '@minga/protocol';
import type { Keyring } from './keys.ts';
import { nonceSize } from './primitives.ts';
import type { RecordSealer } from './records.ts';
import {
  type OpenError,
  decoded,
  ofCodec,
  openContent,
  sealContent,
} from './sealed.ts';

/** [E29] Of devices that go: per document the last counter of each that still counts. */
export type CutContent = ReadonlyMap<
  DocumentId,
  ReadonlyMap<DeviceKey, number>
>;

/** The `cut` of an action, for who reads the group and not for the relay. */
export async function sealCut(
  { random, keyring, device }: RecordSealer,
  epoch: number,
  content: CutContent,
): Promise<Result<Bytes, 'key-unknown'>> {
  const key = await keyring.profileKey(epoch);
  if (key === null) return err('key-unknown');
  const nonce = random.bytes(nonceSize);
  const sealed = await sealContent(key, nonce, cutAad(keyring, device, epoch), {
    codec: 'opaque',
    content: encodeCut(content),
  });
  return ok(concatBytes(u32Bytes(epoch), nonce, sealed));
}

export async function openCut(
  keyring: Keyring,
  { by, sealed }: Pick<Cut, 'by' | 'sealed'>,
): Promise<Result<CutContent, OpenError>> {
  if (sealed.length < 4 + nonceSize) return err('malformed');
  const reader = new ByteReader(sealed);
  const epoch = reader.u32();
  const nonce = reader.take(nonceSize);
  const key = await keyring.profileKey(epoch);
  if (key === null) return err('key-unknown');
  const aad = cutAad(keyring, by, epoch);
  const plaintext = await openContent(
    key,
    nonce,
    aad,
    reader.take(reader.left),
  );
  if (!plaintext.ok) return plaintext;
  const content = ofCodec(plaintext.value, 'opaque');
  return content.ok ? decoded(decoding(() => readCut(content.value))) : content;
}

function encodeCut(content: CutContent): Bytes {
  const writer = new ByteWriter().varUint(content.size);
  for (const [doc, counters] of sortedById(content)) {
    writer.raw(idToBytes(doc)).varUint(counters.size);
    for (const [device, counter] of sortedById(counters))
      writer.raw(idToBytes(device)).varUint(counter);
  }
  return writer.done();
}

function readCut(bytes: Bytes): CutContent {
  const reader = new ByteReader(bytes);
  const cut = readMap<DocumentId, ReadonlyMap<DeviceKey, number>>(
    reader,
    17,
    16,
    () => readMap<DeviceKey, number>(reader, 34, 33, () => reader.varUint()),
  );
  reader.end();
  return cut;
}

/** Ascending keys, none twice ([P1]); `least`: the fewest bytes an entry takes. */
function readMap<Id extends DocumentId | DeviceKey, Value>(
  reader: ByteReader,
  least: number,
  keySize: number,
  readValue: () => Value,
): ReadonlyMap<Id, Value> {
  let last: Bytes | null = null;
  const entries = reader.list(reader.varUint(), least, () => {
    const key = reader.take(keySize);
    if (last !== null && compareBytes(last, key) >= 0)
      throw new DecodeError('not-sorted');
    last = key;
    return [bytesToId<Id>(key), readValue()] as const;
  });
  return new Map(entries);
}

function sortedById<Id extends DocumentId | DeviceKey, Value>(
  map: ReadonlyMap<Id, Value>,
): readonly (readonly [Id, Value])[] {
  return [...map].sort(([a], [b]) => compareBytes(idToBytes(a), idToBytes(b)));
}

function cutAad(keyring: Keyring, device: DeviceKey, epoch: number): Bytes {
  return lp(
    'minga/1/cut-aad',
    idToBytes(keyring.space),
    idToBytes(device),
    u32Bytes(epoch),
  );
}
