import { idToBytes } from '@minga/base';
import {
  type ActionBody,
  type Right,
  deviceProofBytes,
  devicesInForce,
  memberOfFirstDevice,
} from '@minga/membership';
import { compareBytes } from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Answer, HostileMember } from './hostile-member.ts';
import { createScenes, letIn } from './test-relay.ts';
import {
  type Person,
  createInvitation,
  createPerson,
  joinAction,
} from './test-story.ts';

// Right × action, as a member with a client of her own making signs it.

const { anaFounds } = createScenes({ onTestFinished, vi });
const noCut = new Uint8Array(0);
const cut = Uint8Array.of(1, 2, 3);
const sealed = Uint8Array.of(4, 5);
const dayMs = 86_400_000;

const rights: readonly Right[] = ['steward', 'writer', 'companion', 'reader'];

type Row = ActionBody['kind'] | 'invite above her';

/** In this order, so that what is allowed leaves room for what comes after it. */
const everythingSigned = {
  create: [4409, 4409, 4409, 4409],
  join: [4403, 4403, 4403, 4403],
  unknown: [4409, 4409, 4409, 4409],
  home: ['yes', 4403, 4403, 4403],
  profile: ['yes', 'yes', 'yes', 'yes'],
  settings: ['yes', 4403, 4403, 4403],
  invite: ['yes', 'yes', 4403, 4403],
  'invite above her': ['yes', 4403, 4403, 4403],
  'revoke-invite': ['yes', 4403, 4403, 4403],
  approve: ['yes', 'yes', 4403, 4403],
  device: ['yes', 'yes', 'yes', 'yes'],
  'device-remove': ['yes', 'yes', 'yes', 'yes'],
  cancel: ['yes', 4403, 4403, 4403],
  vouch: ['yes', 'yes', 4403, 4403],
  role: ['yes', 4403, 4403, 4403],
  rotate: ['yes', 4403, 4403, 4403],
  remove: ['yes', 4403, 4403, 4403],
  close: ['yes', 4403, 4403, 4403],
  delete: ['yes', 4403, 4403, 4403],
  leave: ['yes', 'yes', 'yes', 'yes'],
} as const satisfies Record<Row, readonly Answer[]>;

describe('what each right may sign [P26] [E16]', () => {
  it.each(rights)('%s', async (right) => {
    const stage = await stageOf(right);
    const answers: Partial<Record<Row, Answer>> = {};
    for (const row of Object.keys(everythingSigned) as Row[]) {
      await stage.luis.hear();
      answers[row] = await stage.luis.act(await bodyOf(stage, row));
    }
    const column = rights.indexOf(right);
    expect(answers).toEqual(
      Object.fromEntries(
        Object.entries(everythingSigned).map(([row, of]) => [row, of[column]]),
      ),
    );
    // Who has left is off.
    expect(await stage.luis.client.closed).toBe(4403);
  });
});

/** Ana, Rosa and Luis are in, Marta waits at the door, and Ana has vouched for a tablet of Rosa. */
async function stageOf(right: Right) {
  const scene = await anaFounds();
  const first = await letIn(scene, scene.known, right);
  await first.client.close();
  const rosa = await letIn(scene, first.known);
  const { url } = scene.relay;
  const luis = await HostileMember.enter(url, first.person, rosa.known);
  const ana = await HostileMember.enter(url, scene.ana, rosa.known);
  const [plain, withApproval] = [
    await createInvitation({ right: 'reader', uses: 5 }),
    await createInvitation({ right: 'reader', approval: true }),
  ];
  await ana.act(plain.body);
  await ana.act(withApproval.body);
  const marta = await createPerson();
  const join = await joinAction(marta, ana.known, withApproval);
  await ana.bring(join.bytes);
  await ana.act(await vouchFor(ana, rosa.person, await createPerson()));
  const vouched = ana.state.vouched.values().next().value?.action;
  if (vouched === undefined) throw new Error('nobody was vouched for');
  return { luis, rosa: rosa.person, marta, plain, vouched };
}

async function vouchFor(
  by: HostileMember,
  forWhom: Person,
  fresh: Person,
): Promise<ActionBody> {
  const member = await memberOfFirstDevice(forWhom.device);
  const proof = await fresh.signer.sign(
    deviceProofBytes(by.known.space, member, fresh.device, fresh.keys.boxKey),
  );
  const { device } = fresh;
  const { boxKey } = fresh.keys;
  return {
    kind: 'vouch',
    member,
    device,
    boxKey,
    proof,
    epoch: 0,
    lockbox: sealed,
  };
}

async function bodyOf(
  { luis, rosa, marta, plain, vouched }: Awaited<ReturnType<typeof stageOf>>,
  row: Row,
): Promise<ActionBody> {
  const { known } = luis;
  const rosas = await memberOfFirstDevice(rosa.device);
  const { boxKey } = luis.person.keys;
  switch (row) {
    case 'create':
      return {
        kind: row,
        salt: new Uint8Array(16),
        boxKey,
        epochCommitment: new Uint8Array(32),
        homeRelay: '',
      };
    case 'unknown':
      return { kind: row, code: 200, body: sealed };
    case 'home':
      return { kind: row, homeRelay: 'wss://other.example' };
    case 'profile':
    case 'settings':
      return { kind: row, epoch: 0, sealed };
    case 'invite':
      return (await createInvitation({ right: 'reader' })).body;
    case 'invite above her':
      return (await createInvitation({ right: 'steward' })).body;
    case 'revoke-invite':
      return { kind: row, invite: plain.invite };
    case 'join':
      return (await joinAction(luis.person, known, plain)).action.body;
    case 'approve':
      return { kind: row, device: marta.device, epoch: 0, lockbox: sealed };
    case 'device':
      return deviceOf(luis);
    case 'device-remove':
      return { kind: row, device: newestOf(luis), cut: noCut };
    case 'cancel':
      return { kind: row, action: vouched };
    case 'vouch':
      return vouchFor(luis, rosa, await createPerson());
    case 'role':
      return {
        kind: row,
        member: rosas,
        right: 'reader',
        until: 0,
        cut: noCut,
      };
    case 'rotate':
      return rotationOf(luis);
    case 'remove':
      return { kind: row, member: rosas, cut };
    case 'delete':
      return { kind: row, due: Date.now() + 8 * dayMs };
    case 'close':
    case 'leave':
      return { kind: row, cut: noCut };
  }
}

async function deviceOf({ known, member }: HostileMember): Promise<ActionBody> {
  const { device, signer, keys } = await createPerson();
  const { boxKey } = keys;
  const proof = await signer.sign(
    deviceProofBytes(known.space, member, device, boxKey),
  );
  return { kind: 'device', device, boxKey, proof, epoch: 0, lockbox: sealed };
}

/** For every device in force, as she knows them: what is exact gets a position, if hers may. */
function rotationOf({ state }: HostileMember): ActionBody {
  const devices = devicesInForce(state)
    .map(({ key }) => key)
    .toSorted((a, b) => compareBytes(idToBytes(a), idToBytes(b)));
  return {
    kind: 'rotate',
    epoch: 1,
    commitment: new Uint8Array(32),
    previousKey: sealed,
    lockboxes: devices.map((device) => ({ device, sealed })),
  };
}

function newestOf({ state, member }: HostileMember): Person['device'] {
  const hers = devicesInForce(state).filter((one) => one.member === member);
  const newest = hers.at(-1);
  if (newest === undefined) throw new Error('she has no device');
  return newest.key;
}
