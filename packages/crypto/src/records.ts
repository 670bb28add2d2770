import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type Random,
  type Result,
  concatBytes,
  err,
  idToBytes,
  lp,
  ok,
  u32Bytes,
} from '@minga/base';
import type { SealedRecord } from '@minga/membership';
import { decoding } from '@minga/protocol';
import type { Keyring } from './keys.ts';
import { nonceSize } from './primitives.ts';
import {
  type OpenError,
  decoded,
  ofCodec,
  openContent,
  sealContent,
} from './sealed.ts';

/** How a person is shown in one space; what she does in the school is a label of her own (ENVELOPE §4). */
export interface Profile {
  readonly name: string;
  readonly cargo: string;
  readonly school: string;
}

export interface SpaceSettings {
  readonly name: string;
  readonly kind: string;
  readonly country: string;
}

export interface RecordSealer {
  readonly random: Random;
  readonly keyring: Keyring;
  /** Who signs the action that carries the record: another device's is refused on opening. */
  readonly device: DeviceKey;
}

/** The body of action `profile`. */
export function sealProfile(
  sealer: RecordSealer,
  epoch: number,
  profile: Profile,
): Promise<Result<Bytes, 'key-unknown'>> {
  return sealRecord(sealer, 'profile', epoch, [
    profile.name,
    profile.cargo,
    profile.school,
  ]);
}

/** The body of action `settings`. */
export function sealSettings(
  sealer: RecordSealer,
  epoch: number,
  settings: SpaceSettings,
): Promise<Result<Bytes, 'key-unknown'>> {
  return sealRecord(sealer, 'settings', epoch, [
    settings.name,
    settings.kind,
    settings.country,
  ]);
}

export async function openProfile(
  keyring: Keyring,
  record: SealedRecord,
): Promise<Result<Profile, OpenError>> {
  return openRecord(keyring, 'profile', record, (text) => ({
    name: text(),
    cargo: text(),
    school: text(),
  }));
}

export async function openSettings(
  keyring: Keyring,
  record: SealedRecord,
): Promise<Result<SpaceSettings, OpenError>> {
  return openRecord(keyring, 'settings', record, (text) => ({
    name: text(),
    kind: text(),
    country: text(),
  }));
}

type RecordKind = 'profile' | 'settings';

async function sealRecord(
  { random, keyring, device }: RecordSealer,
  kind: RecordKind,
  epoch: number,
  texts: readonly string[],
): Promise<Result<Bytes, 'key-unknown'>> {
  const key = await keyring.profileKey(epoch);
  if (key === null) return err('key-unknown');
  const writer = new ByteWriter();
  for (const text of texts) writer.text(text);
  const nonce = random.bytes(nonceSize);
  const aad = recordAad(keyring, kind, device, epoch);
  const sealed = await sealContent(key, nonce, aad, {
    codec: 'opaque',
    content: writer.done(),
  });
  return ok(concatBytes(nonce, sealed));
}

async function openRecord<T>(
  keyring: Keyring,
  kind: RecordKind,
  { epoch, device, sealed }: SealedRecord,
  read: (text: () => string) => T,
): Promise<Result<T, OpenError>> {
  if (sealed.length < nonceSize) return err('malformed');
  const key = await keyring.profileKey(epoch);
  if (key === null) return err('key-unknown');
  const nonce = sealed.subarray(0, nonceSize);
  const aad = recordAad(keyring, kind, device, epoch);
  const plaintext = await openContent(
    key,
    nonce,
    aad,
    sealed.subarray(nonceSize),
  );
  if (!plaintext.ok) return plaintext;
  const content = ofCodec(plaintext.value, 'opaque');
  if (!content.ok) return content;
  return decoded(
    decoding(() => {
      const reader = new ByteReader(content.value);
      const record = read(() => reader.text(content.value.length));
      reader.end();
      return record;
    }),
  );
}

function recordAad(
  keyring: Keyring,
  kind: RecordKind,
  device: DeviceKey,
  epoch: number,
): Bytes {
  return lp(
    `minga/1/${kind}-aad`,
    idToBytes(keyring.space),
    idToBytes(device),
    u32Bytes(epoch),
  );
}
