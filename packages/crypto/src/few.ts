import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Random,
  type SpaceId,
  concatBytes,
  equalBytes,
  idToBytes,
  lp,
  u32Bytes,
  unwrap,
} from '@minga/base';
import type { ForFew } from '@minga/protocol';
import { documentCommitment } from './keys.ts';
import { openLockbox, sealLockbox } from './lockbox.ts';
import {
  decryptAes,
  deriveAesKey,
  encryptAes,
  importMaterial,
  nonceSize,
} from './primitives.ts';

/** One generation of the key of a document for a few. */
export interface FewScope {
  readonly space: SpaceId;
  readonly doc: DocumentId;
  readonly generation: number;
}

export interface BoxOfDevice {
  readonly device: DeviceKey;
  readonly boxKey: Bytes;
}

const keySize = 32;

/**
 * [E33] A fresh key for exactly these devices, at random: nothing of the space leads to it. `earlier`: the keys of the
 * generations before, from 0 on, one for each.
 */
export async function sealForFew(
  random: Random,
  scope: FewScope,
  devices: readonly BoxOfDevice[],
  earlier: readonly Bytes[],
): Promise<{ readonly key: Bytes; readonly forFew: ForFew }> {
  const { space, doc, generation } = scope;
  if (earlier.length !== generation)
    throw new RangeError('one key for each generation before');
  const key = random.bytes(keySize);
  const purpose = { kind: 'document' as const, doc, generation };
  const lockboxes = await Promise.all(
    devices.map(async ({ device, boxKey: recipient }) => ({
      device,
      // Only a box key of another suite is refused, and those the log of membership does not take.
      lockbox: unwrap(
        await sealLockbox(random, { space, purpose, recipient }, key),
      ),
    })),
  );
  const commitment = await documentCommitment(space, key, doc, generation);
  const earlierKeys =
    generation === 0 ? null : await sealEarlier(random, scope, key, earlier);
  return { key, forFew: { commitment, lockboxes, earlierKeys } };
}

/**
 * [E13], [E33] What the record opens to this device, by generation; empty when it is not among the few, or when the key in
 * its lockbox is not the one the record commits to.
 */
export async function openForFew(
  own: BoxOfDevice & { readonly boxPrivateKey: CryptoKey },
  scope: FewScope,
  { commitment, lockboxes, earlierKeys }: ForFew,
): Promise<ReadonlyMap<number, Bytes>> {
  const none = new Map<number, Bytes>();
  const { space, doc, generation } = scope;
  const box = lockboxes.find(({ device }) => device === own.device);
  if (box === undefined) return none;
  const purpose = { kind: 'document' as const, doc, generation };
  const key = await openLockbox(
    { space, purpose, recipient: own.boxKey },
    own.boxPrivateKey,
    box.lockbox,
  );
  if (!key.ok) return none;
  const found = await documentCommitment(space, key.value, doc, generation);
  if (!equalBytes(found, commitment)) return none;
  const earlier =
    earlierKeys === null
      ? []
      : await openEarlier(scope, key.value, earlierKeys);
  return new Map([...earlier.entries(), [generation, key.value]]);
}

async function sealEarlier(
  random: Random,
  scope: FewScope,
  key: Bytes,
  earlier: readonly Bytes[],
): Promise<Bytes> {
  const nonce = random.bytes(nonceSize);
  const sealed = await encryptAes(
    await earlierKey(scope, key),
    nonce,
    earlierAad(scope),
    concatBytes(...earlier),
  );
  return concatBytes(nonce, sealed);
}

/** Nothing where it is not what it should be: who signed the record then gives the present key and no past. */
async function openEarlier(
  scope: FewScope,
  key: Bytes,
  sealed: Bytes,
): Promise<readonly Bytes[]> {
  const opened = await decryptAes(
    await earlierKey(scope, key),
    sealed.slice(0, nonceSize),
    earlierAad(scope),
    sealed.slice(nonceSize),
  );
  if (opened?.length !== scope.generation * keySize) return [];
  return Array.from({ length: scope.generation }, (_, at) =>
    opened.slice(at * keySize, (at + 1) * keySize),
  );
}

async function earlierKey(
  { space, doc, generation }: FewScope,
  key: Bytes,
): Promise<CryptoKey> {
  return deriveAesKey(
    await importMaterial(key),
    idToBytes(space),
    lp('minga/1/doc-earlier', idToBytes(doc), u32Bytes(generation)),
  );
}

function earlierAad({ space, doc, generation }: FewScope): Bytes {
  return lp(
    'minga/1/doc-earlier-aad',
    idToBytes(space),
    idToBytes(doc),
    u32Bytes(generation),
  );
}
