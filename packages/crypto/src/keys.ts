import {
  type Bytes,
  type DocumentId,
  type SpaceId,
  concatBytes,
  equalBytes,
  idToBytes,
  lp,
  u32Bytes,
  utf8,
} from '@minga/base';
import { type MembershipState, firstEpoch } from '@minga/membership';
import { deriveAesKey, deriveBytes, importMaterial } from './primitives.ts';

/** A key and the public mark that says which key it is ([E12]). */
export interface TaggedKey {
  readonly key: CryptoKey;
  /** 8 bytes. */
  readonly tag: Bytes;
}

/** What a device holds of a space. The owner may add to the maps while a keyring made of them is in use. */
export interface SpaceKeys {
  readonly space: SpaceId;
  /** 32 random bytes per epoch. */
  readonly epochs: ReadonlyMap<number, Bytes>;
  /**
   * Keys of documents for a few by generation. A document named here never falls back to the epoch's key, so it is
   * to be put here as soon as its record says it is for a few, with or without keys.
   */
  readonly few?: ReadonlyMap<DocumentId, ReadonlyMap<number, Bytes>>;
}

export interface DocumentPeriod {
  readonly doc: DocumentId;
  readonly epoch: number;
  readonly generation: number;
}

/** Derived keys of a space. Null wherever this device has not been given the key. */
export interface Keyring {
  readonly space: SpaceId;
  documentKey(period: DocumentPeriod): Promise<TaggedKey | null>;
  registerKey(epoch: number): Promise<TaggedKey | null>;
  /** Of a document for a few it comes from the newest key of that document, whatever the epoch. */
  presenceKey(epoch: number, doc: DocumentId): Promise<CryptoKey | null>;
  profileKey(epoch: number): Promise<CryptoKey | null>;
  /** The raw keys by ascending epoch, to hand them on sealed in an invitation or a lockbox. */
  epochKeys(): readonly (readonly [epoch: number, key: Bytes])[];
}

/** `capacity`: how many derived keys of each kind are kept. */
export function createKeyring(keys: SpaceKeys, capacity = 512): Keyring {
  const salt = idToBytes(keys.space);
  const tagged = createCache<TaggedKey>(capacity);
  const plain = createCache<CryptoKey>(capacity);

  const plainKey = async (
    source: string,
    raw: Bytes | undefined,
    purpose: 'presence' | 'profile',
  ): Promise<CryptoKey | null> => {
    if (raw === undefined) return null;
    return plain(`${purpose} ${source}`, async () =>
      deriveAesKey(await importMaterial(raw), salt, utf8(`minga/1/${purpose}`)),
    );
  };
  return {
    space: keys.space,
    async documentKey({ doc, epoch, generation }) {
      const few = keys.few?.get(doc);
      const raw =
        few === undefined ? keys.epochs.get(epoch) : few.get(generation);
      if (raw === undefined) return null;
      const source = few === undefined ? epoch : 'few';
      return tagged(`${doc} ${source} ${generation}`, () =>
        deriveDocumentKey(keys.space, raw, doc, generation),
      );
    },
    async registerKey(epoch) {
      const raw = keys.epochs.get(epoch);
      if (raw === undefined) return null;
      return tagged(`register ${epoch}`, () =>
        deriveTagged(
          raw,
          salt,
          utf8('minga/1/register'),
          utf8('minga/1/register-tag'),
        ),
      );
    },
    async presenceKey(epoch, doc) {
      const few = keys.few?.get(doc);
      if (few === undefined)
        return plainKey(`${epoch}`, keys.epochs.get(epoch), 'presence');
      const newest = Math.max(-1, ...few.keys());
      return plainKey(`${doc} ${newest}`, few.get(newest), 'presence');
    },
    profileKey: async (epoch) =>
      plainKey(`${epoch}`, keys.epochs.get(epoch), 'profile'),
    epochKeys: () => [...keys.epochs].sort(([a], [b]) => a - b),
  };
}

/** Keeps the `capacity` values asked for last. */
function createCache<Value>(capacity: number) {
  const kept = new Map<string, Promise<Value>>();
  return (name: string, make: () => Promise<Value>): Promise<Value> => {
    const value = kept.get(name) ?? make();
    kept.delete(name);
    kept.set(name, value);
    const oldest = kept.keys().next();
    if (kept.size > capacity && oldest.done !== true) kept.delete(oldest.value);
    return value;
  };
}

/** ENVELOPE §4. `ikm`: the epoch's key, or for a document for a few the random key of that generation. */
export function deriveDocumentKey(
  space: SpaceId,
  ikm: Bytes,
  doc: DocumentId,
  generation: number,
): Promise<TaggedKey> {
  const fields = [idToBytes(doc), u32Bytes(generation)];
  return deriveTagged(
    ikm,
    idToBytes(space),
    lp('minga/1/doc', ...fields),
    lp('minga/1/doc-tag', ...fields),
  );
}

async function deriveTagged(
  raw: Bytes,
  salt: Bytes,
  keyInfo: Bytes,
  tagInfo: Bytes,
): Promise<TaggedKey> {
  const material = await importMaterial(raw);
  const [key, tag] = await Promise.all([
    deriveAesKey(material, salt, keyInfo),
    deriveBytes(material, salt, tagInfo, 8),
  ]);
  return { key, tag };
}

/** What `rotate` publishes of a new epoch's key ([E13]). */
export async function epochCommitment(
  epochKey: Bytes,
  space: SpaceId,
): Promise<Bytes> {
  return commitment(
    epochKey,
    idToBytes(space),
    utf8('minga/1/epoch-commitment'),
  );
}

/** [E14] What `create` publishes: the space has no id yet, its salt stands in. */
export async function firstEpochCommitment(
  epochKey: Bytes,
  createSalt: Bytes,
): Promise<Bytes> {
  const salt = concatBytes(createSalt, new Uint8Array(32 - createSalt.length));
  return commitment(epochKey, salt, utf8('minga/1/epoch-commitment'));
}

/** What the record of a document for a few publishes of a generation's key. */
export async function documentCommitment(
  space: SpaceId,
  key: Bytes,
  doc: DocumentId,
  generation: number,
): Promise<Bytes> {
  return commitment(
    key,
    idToBytes(space),
    lp('minga/1/doc-commitment', idToBytes(doc), u32Bytes(generation)),
  );
}

async function commitment(
  key: Bytes,
  salt: Bytes,
  info: Bytes,
): Promise<Bytes> {
  return deriveBytes(await importMaterial(key), salt, info, 32);
}

/** [E13] Whether a key that arrived is the one the log committed to for that epoch. */
export async function isEpochKey(
  state: MembershipState,
  epoch: number,
  key: Bytes,
): Promise<boolean> {
  const published = state.epochs.find((one) => one.epoch === epoch);
  if (published === undefined || state.salt === null || key.length !== 32)
    return false;
  const found =
    epoch === firstEpoch
      ? await firstEpochCommitment(key, state.salt)
      : await epochCommitment(key, state.space);
  return equalBytes(found, published.commitment);
}
