import { type DocumentId, type Hash, bytesToId, unwrap } from '@minga/base';
import {
  type ActionBody,
  type Right,
  memberOfFirstDevice,
} from '@minga/membership';
import {
  type DocumentClass,
  type SnapshotHeader,
  decodeFrame,
  encodeFrame,
  encodeSnapshot,
  snapshotSigningBytes,
  zeroHash,
} from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Answer, HostileMember } from './hostile-member.ts';
import type { RelayOptions } from './index.ts';
import { sha256 } from './services.ts';
import { TestClient } from './test-client.ts';
import {
  createDocument,
  createScenes,
  letIn,
  skewedClock,
} from './test-relay.ts';
import {
  Chain,
  createInvitation,
  documentHeader,
  foundSpace,
  randomId,
  signedAction,
} from './test-story.ts';

// Right × what she says × class of document, as a member with a client of her own making says it.

const { anaFounds } = createScenes({ onTestFinished, vi });
const noCut = new Uint8Array(0);
const classes: readonly DocumentClass[] = [0, 1, 2, 3];

/** Luis is let in with a right; what reaches others, Ana hears. */
async function withLuis(right: Right, options: RelayOptions = {}) {
  const scene = await anaFounds(options);
  const joined = await letIn(scene, scene.known, right);
  await joined.client.close();
  const { url } = scene.relay;
  const luis = await HostileMember.enter(url, joined.person, joined.known);
  const ana = await HostileMember.enter(url, scene.ana, joined.known);
  return { scene, luis, ana, known: joined.known };
}

/** What she may do in a document of each class; written out, not taken from the table that the relay asks. */
const reach: Readonly<Record<Right, readonly DocumentClass[]>> = {
  steward: [0, 1, 2, 3],
  writer: [0, 1, 2],
  companion: [1, 2],
  reader: [2],
};

describe('what each right may say of a document of each class [P23] [P25] [P28] [E19]', () => {
  it.each(Object.entries(reach) as [Right, readonly DocumentClass[]][])(
    '%s: to begin it, write in it, have it brought by another, take its turn for a snapshot, put one',
    async (right, allowed) => {
      const { scene, luis, ana, known } = await withLuis(right);
      for (const documentClass of classes) {
        const may: Answer = allowed.includes(documentClass) ? 'yes' : 4403;
        const doc = await createDocument(scene, known, {
          class: documentClass,
        });
        const channel = await luis.open(doc);
        await ana.open(doc);
        const chain = new Chain(luis.person, known, doc);
        const told = {
          begins: await luis.putDocument(
            await documentHeader(luis.person, known, randomId(16), {
              class: documentClass,
            }),
          ),
          writes: await luis.append(channel, (await chain.next()).frame),
          isBrought: await ana.append(channel, (await chain.next()).frame),
          takesTurn: await luis.lease(doc),
          putsSnapshot: await snapshotPut(luis, doc),
        };
        expect({ documentClass, ...told }).toEqual({
          documentClass,
          begins: may,
          writes: may,
          isBrought: may,
          takesTurn: may,
          putsSnapshot: may,
        });
        const heard = await ana.client.settled();
        const entries = heard.filter(({ kind }) => kind === 'entry');
        expect(entries).toHaveLength(may === 'yes' ? 1 : 0);
      }
    },
  );

  it.each(['companion', 'reader'] as const)(
    '%s: reads all of them, whatever their class [P15]',
    async (right) => {
      const { scene, luis, ana, known } = await withLuis(right);
      for (const documentClass of classes) {
        const doc = await createDocument(scene, known, {
          class: documentClass,
        });
        const channel = await ana.open(doc);
        const chain = new Chain(ana.person, known, doc);
        await ana.append(channel, (await chain.next()).frame);
        await luis.open(doc);
        await luis.client.next('entry');
      }
    },
  );
});

async function snapshotPut(
  { person, known, client }: HostileMember,
  doc: DocumentId,
): Promise<Answer> {
  const ciphertext = new Uint8Array(300).fill(7);
  const header: SnapshotHeader = {
    ...known,
    doc,
    device: person.device,
    prevSnapHash: zeroHash,
    frontier: [],
    epoch: 0,
    generation: 0,
    keyTag: new Uint8Array(8),
    nonce: new Uint8Array(12),
  };
  const signature = await person.signer.sign(
    snapshotSigningBytes(header, sha256(ciphertext)),
  );
  const part = encodeSnapshot({ header, ciphertext, signature });
  const hash = bytesToId<Hash>(sha256(part));
  const total = part.length;
  client.send({ kind: 'snap-put', doc, hash, total, offset: 0, part });
  if ((await client.next('snap-ack')).accepted) return 'yes';
  return (await client.next('nack')).code;
}

describe('what was captured and is sent again [P20] [P21] [P23] [P26]', () => {
  it("a frame of who may, by who may not: it is there once, and is nobody else's for it", async () => {
    const { scene, luis, ana, known } = await withLuis('reader');
    const doc = await createDocument(scene, known);
    const anas = await ana.open(doc);
    const channel = await luis.open(doc);
    const chain = new Chain(ana.person, known, doc);
    const captured = (await chain.next()).frame;
    expect(await ana.append(anas, captured)).toBe('yes');
    await luis.client.next('entry');
    expect(await luis.append(channel, captured)).toBe('yes');
    expect(await ana.client.settled()).toEqual([]);

    // Under her own name, and with a bit changed under Ana's.
    const { header, ciphertext, signature } = captured;
    const forge = (changes: Partial<typeof header>, last = 0) => {
      const changed = signature.slice();
      changed[63] = (changed[63] ?? 0) ^ last;
      return unwrap(
        decodeFrame(
          encodeFrame({
            header: { ...header, ...changes },
            ciphertext,
            signature: changed,
          }),
        ),
      );
    };
    const { device } = luis.person;
    expect(await luis.append(channel, forge({ device }))).toBe(4403);
    expect(await luis.append(channel, forge({ counter: 2 }))).toBe(4442);
    expect(await luis.append(channel, forge({}, 1))).toBe(4442);
    expect(await ana.client.settled()).toEqual([]);
  });

  it('her own frames and records from when she might write, after she may no more: not over her connection, and not by standing elsewhere', async () => {
    const { scene, luis, ana, known } = await withLuis('writer');
    const doc = await createDocument(scene, known);
    const channel = await luis.open(doc);
    const chain = new Chain(luis.person, known, doc);
    const stored = (await chain.next()).frame;
    expect(await luis.append(channel, stored)).toBe('yes');
    const kept = (await chain.next()).frame;
    const record = await documentHeader(luis.person, known, randomId(16));

    const member = await memberOfFirstDevice(luis.person.device);
    expect(
      await ana.act({
        kind: 'role',
        member,
        right: 'reader',
        until: 0,
        cut: noCut,
      }),
    ).toBe('yes');
    await luis.hear();
    expect(await luis.append(channel, stored)).toBe(4403);
    expect(await luis.append(channel, kept)).toBe(4403);
    expect(await luis.putDocument(record)).toBe(4403);
    const now = {
      seenIndex: luis.known.seenIndex,
      seenHash: luis.known.seenHash,
    };
    const today = (await chain.next(now)).frame;
    expect(await luis.append(channel, today)).toBe(4403);
    // Another's connection brings what stood before it, which receivers judge by the cut, and nothing newer.
    const anas = await ana.open(doc);
    expect(await ana.append(anas, kept)).toBe('yes');
    expect(await ana.append(anas, today)).toBe(4403);
  });

  it("an action: where it stands already it changes nothing, in another group it is nothing, a bit changed it is nobody's", async () => {
    const { luis, ana, scene } = await withLuis('reader');
    const member = await memberOfFirstDevice(luis.person.device);
    const role: ActionBody = {
      kind: 'role',
      member,
      right: 'steward',
      until: 0,
      cut: noCut,
    };
    const raised = await signedAction(ana.person.signer, ana.known, role);
    expect(await ana.bring(raised.bytes)).toBe('yes');
    await luis.hear();
    expect(await ana.act({ ...role, right: 'reader' })).toBe('yes');
    await luis.hear();
    const count = luis.state.hashes.length;
    luis.client.send({ kind: 'action', action: raised.bytes });
    expect((await luis.client.next('action')).index).toBe(count - 2);
    expect(await luis.act({ kind: 'settings', epoch: 0, sealed: noCut })).toBe(
      4403,
    );

    const changed = raised.bytes.slice();
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(await luis.bring(changed)).toBe(4442);

    // What stands on no more than the first action of a group could stand in any.
    const first = {
      space: scene.known.space,
      seenIndex: 0,
      seenHash: scene.known.seenHash,
    };
    const elsewhere = await signedAction(ana.person.signer, first, role);
    const other = await foundSpace(luis.person);
    const client = await TestClient.creator(
      scene.relay.url,
      luis.person,
      other,
    );
    client.send({ kind: 'action', action: elsewhere.bytes });
    expect(await client.next('action-nack')).toMatchObject({
      code: 4400,
      final: true,
    });
  });
});

it('[E30] from the end of a right on, nothing of what it allowed is taken, and nothing is signed', async () => {
  const clock = skewedClock();
  const { scene, luis, ana, known } = await withLuis('writer', { clock });
  const doc = await createDocument(scene, known);
  const channel = await luis.open(doc);
  const chain = new Chain(luis.person, known, doc);
  const member = await memberOfFirstDevice(luis.person.device);
  const until = clock.now() + 60_000;
  await ana.act({ kind: 'role', member, right: 'writer', until, cut: noCut });
  await luis.hear();
  expect(await luis.append(channel, (await chain.next()).frame)).toBe('yes');
  // Nobody is invited beyond one's own end.
  const beyond = await createInvitation({ right: 'reader', until: 0 });
  expect(await luis.act(beyond.body)).toBe(4403);
  const direct = await createInvitation({ right: 'reader', until: until - 1 });
  expect(await luis.act(direct.body)).toBe('yes');

  clock.skip(61_000);
  expect(await luis.append(channel, (await chain.next()).frame)).toBe(4403);
  expect(await luis.lease(doc)).toBe(4403);
  expect(await snapshotPut(luis, doc)).toBe(4403);
  expect(
    await luis.putDocument(
      await documentHeader(luis.person, known, randomId(16)),
    ),
  ).toBe(4403);
  for (const body of [
    { kind: 'profile', epoch: 0, sealed: noCut },
    (await createInvitation({ right: 'reader', until: until - 1 })).body,
  ] as const)
    expect(await luis.act(body)).toBe(4444);
  // By her link nobody comes in either.
  const door = await TestClient.invited(scene.relay.url, direct, known.space);
  expect(await door.next('card')).toMatchObject({ status: 'expired' });
});
