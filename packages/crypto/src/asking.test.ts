import {
  type DeviceKey,
  type InviteId,
  type SpaceId,
  bytesToId,
  equalBytes,
  systemRandom as random,
  unwrap,
} from '@minga/base';
import { expect, it } from 'vitest';
import { askKeysOf, openAskNote, sealAskNote } from './asking.ts';
import { createInvitation, readInvitation } from './invitation.ts';
import { createKeyring } from './keys.ts';

const space = bytesToId<SpaceId>(random.bytes(32));
const device = bytesToId<DeviceKey>(random.bytes(33).fill(1, 0, 1));
const first = random.bytes(32);
const second = random.bytes(32);
const keyring = createKeyring({
  space,
  epochs: new Map([
    [0, first],
    [1, second],
  ]),
});
const terms = {
  right: 'writer',
  until: 0,
  expires: 1,
  uses: 1,
  approval: true,
} as const;

it('[E35] an invitation with approval hands out no key of the space, and a name that only members read', async () => {
  const card = { group: 'G', kind: 'escuela', inviter: 'Ana', readers: 1 };
  const made = await createInvitation({ random, keyring }, terms, {
    card,
    relay: '',
  });
  expect(made.body.approval).toBe(true);
  const read = await readInvitation(made.invitation);
  const handed = unwrap(await read.openKeys(made.sealedKeys));
  expect([...handed.keys()]).toEqual([1]);
  for (const key of handed.values())
    expect([first, second].some((one) => equalBytes(one, key))).toBe(false);

  const invite = made.body.invite;
  const scope = { space, invite, device };
  const note = await sealAskNote(random, handed, scope, 'Rosa Quispe');
  if (note === null) throw new Error('nothing was sealed');
  expect(unwrap(await openAskNote(keyring, scope, note))).toBe('Rosa Quispe');
  const later = createKeyring({ space, epochs: new Map([[0, first]]) });
  expect(await openAskNote(later, scope, note)).toMatchObject({
    error: 'key-unknown',
  });
  const another = { ...scope, invite: bytesToId<InviteId>(random.bytes(16)) };
  expect((await openAskNote(keyring, another, note)).ok).toBe(false);
  const others = bytesToId<DeviceKey>(random.bytes(33).fill(1, 0, 1));
  const inHerName = { ...scope, device: others };
  expect((await openAskNote(keyring, inHerName, note)).ok).toBe(false);
  for (let length = 0; length < note.length; length += 5)
    expect((await openAskNote(keyring, scope, note.slice(0, length))).ok).toBe(
      false,
    );
});

it('[E35] each invitation has a key of its own', async () => {
  const id = () => bytesToId<InviteId>(random.bytes(16));
  const [one, other] = await Promise.all(
    [id(), id()].map((invite) => askKeysOf(keyring, invite)),
  );
  expect(one).not.toEqual(other);
});
