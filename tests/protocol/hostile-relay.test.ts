import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Hash,
  bytesToId,
  idToBytes,
  systemRandom,
  unwrap,
} from '@minga/base';
import {
  createSigner,
  generateDeviceKeys,
  noSpace,
  seenNothing,
  signAction,
} from '@minga/membership';
import type { RelayMessage } from '@minga/protocol';
import type { Space, SpaceView } from '@minga/sync';
import { afterEach, describe, expect, it } from 'vitest';
import { untilEqual } from '../support/documents.ts';
import {
  type HostileWire,
  type Lie,
  hostileWire,
} from '../support/hostile-wire.ts';
import type { LocalRelay } from '../support/local-relay.ts';
import { isLive, sent, until } from '../support/member.ts';
import {
  type WritingScene,
  anaWrites,
  textOf,
  write,
} from '../support/writing-scene.ts';

// What the relay says of who belongs is hers to check: she notices at the latest when two members exchange a register,
// works on, loses nothing, and goes on with an honest one.

let scene: WritingScene;
let twin: LocalRelay | null = null;

afterEach(async () => {
  await scene.end();
  await twin?.dispose();
  twin = null;
});

/** Ana behind an honest wire that is listened to, Rosa behind one that lies when told to. */
async function anaAndRosa() {
  const anas = hostileWire();
  const wire = hostileWire();
  scene = await anaWrites({ speed: 60, ana: { transport: anas.transport } });
  const hers = await scene.enter('Rosa', { transport: wire.transport });
  await untilEqual(() => textOf(hers.document), 'leen ');
  await until(scene.space.view, ({ members }) => members.length === 2);
  return { wire, anas, hers };
}

const isWell = (view: SpaceView): boolean =>
  isLive(view) &&
  !view.forked &&
  !view.readOnly &&
  view.withheld + view.refused + view.differing.length === 0;

const nameOf = ({ members }: SpaceView, self: boolean): string | undefined =>
  members.find((one) => one.self === self)?.name;

type ActionMessage = Extract<RelayMessage, { kind: 'action' }>;

/** Another action in the place of each that comes. */
function instead(make: (message: ActionMessage) => ActionMessage | null): Lie {
  return (messages) =>
    messages.some(({ kind }) => kind === 'action')
      ? messages.flatMap((one): readonly RelayMessage[] => {
          if (one.kind !== 'action') return [one];
          const other = make(one);
          return other === null ? [] : [other];
        })
      : null;
}

describe('what is done in the group [E6] [E17] [E24]', () => {
  const cases: readonly (readonly [
    string,
    (wire: HostileWire) => Promise<Lie>,
    (view: SpaceView) => boolean,
  ])[] = [
    [
      'is withheld',
      () => Promise.resolve(instead(() => null)),
      ({ withheld }) => withheld > 0,
    ],
    [
      'comes in a place further on',
      () =>
        Promise.resolve(instead((one) => ({ ...one, index: one.index + 1 }))),
      ({ withheld }) => withheld > 0,
    ],
    [
      'comes with a bit changed',
      () =>
        Promise.resolve(
          instead((one) => {
            const action = new Uint8Array(one.action);
            action[action.length - 1] = (action.at(-1) ?? 0) ^ 1;
            return { ...one, action };
          }),
        ),
      ({ forked }) => forked,
    ],
    [
      'is an old action once more',
      (wire) => {
        const [old] = wire.received.flatMap((one) =>
          one.kind === 'action' && one.index === 1 ? [one] : [],
        );
        if (old === undefined) throw new Error('nothing was done before');
        return Promise.resolve(
          instead((one) => ({ ...one, action: old.action })),
        );
      },
      ({ forked }) => forked,
    ],
    [
      'is signed by nobody of the group',
      async () => {
        const { action } = await stranger(scene.space.id);
        return instead((one) => ({ ...one, action }));
      },
      ({ forked }) => forked,
    ],
    [
      'is the beginning of another group',
      async () => {
        const { create } = await stranger(scene.space.id);
        return instead((one) => ({ ...one, action: create }));
      },
      ({ forked }) => forked,
    ],
    [
      'is no action at all',
      () => {
        const action = systemRandom.bytes(200);
        return Promise.resolve(instead((one) => ({ ...one, action })));
      },
      ({ readOnly }) => readOnly,
    ],
  ];
  it.each(cases)(
    '%s: she is told, works on here, and has all once the relay is honest; Ana notices nothing',
    async (_what, lieOf, isTold) => {
      const { wire, hers } = await anaAndRosa();
      wire.lie = await lieOf(wire);
      unwrap(await scene.space.rename('Ana María'));
      await until(hers.space.view, isTold, 40_000);
      expect(wire.told).toBeGreaterThan(0);

      write(hers.document, 'preguntan ');
      await hers.document.settled();
      expect(textOf(hers.document)).toBe('leen preguntan ');
      write(scene.document, 'y no ');
      await sent(scene.document, 30_000);
      expect((await until(scene.space.view, isLive)).differing).toEqual([]);
      expect(isWell(await until(scene.space.view, isLive))).toBe(true);

      wire.lie = null;
      wire.cut();
      await until(hers.space.view, isWell, 40_000);
      await until(
        hers.space.view,
        (view) => nameOf(view, false) === 'Ana María',
        30_000,
      );
      await sent(hers.document, 40_000);
      await untilEqual(
        () => textOf(scene.document) === textOf(hers.document),
        true,
        30_000,
      );
      for (const word of ['preguntan ', 'y no '])
        expect(textOf(scene.document)).toContain(word);
    },
    120_000,
  );

  it('something that is no action is said of a place that nothing has yet: it does not stay there [E17]', async () => {
    const { wire, hers } = await anaAndRosa();
    await until(hers.space.view, isWell, 30_000);
    const index = lastIndexOf(wire) + 1;
    wire.say({
      kind: 'action',
      index,
      action: systemRandom.bytes(200),
    });
    await until(hers.space.view, ({ readOnly }) => readOnly);
    wire.cut();
    await until(hers.space.view, isWell, 40_000);
    write(hers.document, 'preguntan ');
    await sent(hers.document, 30_000);
    await untilEqual(() => textOf(scene.document), 'leen preguntan ');
  }, 120_000);
});

describe('two logs, one for each', () => {
  /** Rosa is led to a copy of the relay as it is now, and does not know it. */
  async function ledAway(wire: HostileWire): Promise<void> {
    twin = await scene.relay.twin();
    wire.detour = `${twin.url.replace(/^http/, 'ws')}/ws`;
    wire.cut();
    await until(scene.space.view, isLive, 30_000);
  }

  it('of what is written: who gets a register of the other by any path is told, and with one log both have all [E24] [P12] [P34]', async () => {
    const { wire, anas, hers } = await anaAndRosa();
    await until(hers.space.view, isWell, 30_000);
    await ledAway(wire);
    await until(hers.space.view, isLive, 30_000);
    write(scene.document, 'y no ');
    write(hers.document, 'preguntan ');
    await sent(scene.document, 30_000);
    await sent(hers.document, 30_000);
    expect(textOf(hers.document)).toBe('leen preguntan ');
    await carriedUntil(anas, wire, hers.space, ({ withheld }) => withheld > 0);

    wire.detour = null;
    wire.cut();
    await until(hers.space.view, isWell, 40_000);
    await untilEqual(
      () => textOf(scene.document) === textOf(hers.document),
      true,
      30_000,
    );
    for (const word of ['preguntan ', 'y no '])
      expect(textOf(hers.document)).toContain(word);
  }, 120_000);

  it('of who belongs: each is told by name that the other holds another, works on, and is never moved over silently [E6] [E24]', async () => {
    const { wire, anas, hers } = await anaAndRosa();
    await until(hers.space.view, isWell, 30_000);
    await ledAway(wire);
    await until(hers.space.view, isLive, 30_000);
    unwrap(await scene.space.rename('Ana María'));
    unwrap(await hers.space.rename('Rosa Elena'));
    for (const { members, differing } of [
      await carriedUntil(anas, wire, hers.space, differs),
      await carriedUntil(wire, anas, scene.space, differs),
    ]) {
      const other = members.find(({ self }) => !self);
      expect(differing).toEqual([other?.id]);
    }
    // It may be the other's that is wrong: nothing is held back for it.
    write(hers.document, 'preguntan ');
    await sent(hers.document, 30_000);

    wire.detour = null;
    wire.cut();
    const view = await until(hers.space.view, ({ forked }) => forked, 40_000);
    expect(nameOf(view, true)).toBe('Rosa Elena');
    expect(textOf(hers.document)).toBe('leen preguntan ');
    write(hers.document, 'y leen ');
    await hers.document.settled();
    expect((await until(scene.space.view, isLive)).forked).toBe(false);
  }, 120_000);
});

const differs = ({ differing }: SpaceView): boolean => differing.length > 0;

/** What one says in her registers reaches the other: by a file, by a third, by whatever way. */
async function carriedUntil(
  from: HostileWire,
  to: HostileWire,
  { view }: Space,
  holds: (view: SpaceView) => boolean,
): Promise<SpaceView> {
  let isOver = false;
  const happened = until(view, holds, 40_000).finally(() => {
    isOver = true;
  });
  const carrying = async (): Promise<void> => {
    let carried = 0;
    while (!isOver) {
      for (const register of from.registers.slice(carried)) {
        to.say({ kind: 'reg', register });
        carried += 1;
      }
      await sleep(20);
    }
  };
  const [seen] = await Promise.all([happened, carrying()]);
  return seen;
}

function lastIndexOf({ received }: HostileWire): number {
  return Math.max(
    ...received.map((one) => (one.kind === 'action' ? one.index : -1)),
  );
}

/** Somebody who belongs to another group signs in this one, and begins one. */
async function stranger(space: SpaceView['id']) {
  const keys = await generateDeviceKeys();
  const signer = createSigner(keys.device, keys.signingKey);
  const seenHash = bytesToId<Hash>(idToBytes(space));
  const signed = await signAction(
    signer,
    { space, seenIndex: 0, seenHash, pending: [] },
    { kind: 'home', homeRelay: 'wss://other.example' },
  );
  const founded = await signAction(
    signer,
    { space: noSpace, ...seenNothing },
    {
      kind: 'create',
      salt: systemRandom.bytes(16),
      boxKey: keys.boxKey,
      epochCommitment: systemRandom.bytes(32),
      homeRelay: '',
    },
  );
  return { action: signed.bytes, create: founded.bytes };
}
