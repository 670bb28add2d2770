import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type InviteId,
  type Random,
  type Result,
  type SpaceId,
  concatBytes,
  err,
  idToBytes,
  lp,
  u32Bytes,
} from '@minga/base';
import { decoding } from '@minga/protocol';
import type { Keyring } from './keys.ts';
import {
  deriveAesKey,
  deriveBytes,
  importMaterial,
  nonceSize,
} from './primitives.ts';
import {
  type OpenError,
  decoded,
  ofCodec,
  openContent,
  sealContent,
} from './sealed.ts';

/** [E35] Who waits, and by which invitation. */
export interface AskScope {
  readonly space: SpaceId;
  readonly invite: InviteId;
  readonly device: DeviceKey;
}

const epochSize = 4;
const keySize = 32;

/** [E35] What an invitation with approval hands out in the place of the keys: no key follows from it. */
export async function askKeysOf(
  keyring: Keyring,
  invite: InviteId,
): Promise<readonly (readonly [epoch: number, key: Bytes])[]> {
  const newest = keyring.epochKeys().at(-1);
  if (newest === undefined) return [];
  const [epoch, key] = newest;
  return [[epoch, await deriveAskKey(keyring.space, invite, key)]];
}

/** [E35] The name of who waits, for those who may let her in. Null: nothing was handed out. */
export async function sealAskNote(
  random: Random,
  askKeys: ReadonlyMap<number, Bytes>,
  scope: AskScope,
  name: string,
): Promise<Bytes | null> {
  const [epoch, askKey] = [...askKeys].at(-1) ?? [0, null];
  if (askKey === null) return null;
  const nonce = random.bytes(nonceSize);
  const sealed = await sealContent(
    await contentKey(scope.space, askKey),
    nonce,
    noteAad(scope, epoch),
    { codec: 'opaque', content: new ByteWriter().text(name).done() },
  );
  return concatBytes(u32Bytes(epoch), nonce, sealed);
}

export async function openAskNote(
  keyring: Keyring,
  scope: AskScope,
  note: Bytes,
): Promise<Result<string, OpenError>> {
  if (note.length < epochSize + nonceSize) return err('malformed');
  const reader = new ByteReader(note);
  const epoch = reader.u32();
  const nonce = reader.take(nonceSize);
  const epochKey = new Map(keyring.epochKeys()).get(epoch);
  if (epochKey === undefined) return err('key-unknown');
  const askKey = await deriveAskKey(scope.space, scope.invite, epochKey);
  const key = await contentKey(scope.space, askKey);
  const opened = await openContent(
    key,
    nonce,
    noteAad(scope, epoch),
    reader.rest(),
  );
  if (!opened.ok) return opened;
  const content = ofCodec(opened.value, 'opaque');
  if (!content.ok) return content;
  return decoded(
    decoding(() => {
      const text = new ByteReader(content.value);
      const name = text.text(content.value.length);
      text.end();
      return name;
    }),
  );
}

async function deriveAskKey(
  space: SpaceId,
  invite: InviteId,
  epochKey: Bytes,
): Promise<Bytes> {
  return deriveBytes(
    await importMaterial(epochKey),
    idToBytes(space),
    lp('minga/1/ask', idToBytes(invite)),
    keySize,
  );
}

async function contentKey(space: SpaceId, askKey: Bytes): Promise<CryptoKey> {
  return deriveAesKey(
    await importMaterial(askKey),
    idToBytes(space),
    lp('minga/1/ask-note'),
  );
}

function noteAad({ space, invite, device }: AskScope, epoch: number): Bytes {
  return lp(
    'minga/1/ask-aad',
    idToBytes(space),
    idToBytes(invite),
    idToBytes(device),
    u32Bytes(epoch),
  );
}
