import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MemberId, unwrap } from '@minga/base';
import { startProblem } from '@minga/documents';
import {
  type LeftOut,
  type OpenDocument,
  type Space,
  type SpaceView,
  faultyTransport,
  websocketTransport,
} from '@minga/sync';
import { expect, onTestFinished, test } from 'vitest';
import { fastClock } from '../support/fast-clock.ts';
import { startLocalRelay } from '../support/local-relay.ts';
import { type HeadlessMember, openMember, sent } from '../support/member.ts';
import { textOf as writtenIn, type as typeIn } from '../support/typing.ts';
import { watch } from '../support/watch.ts';

const clock = fastClock(16);
const field = 'repeats';
const textOf = ({ doc }: OpenDocument): string => writtenIn(doc, field);

/** Ana founds a group and writes in it with Rosa and Luis; the signal of each can be taken away. */
async function scene() {
  const relay = await startLocalRelay({ clock });
  const members: HeadlessMember[] = [];
  const away = new Set<string>();
  onTestFinished(async () => {
    for (const member of members) await member.close();
    await relay.dispose();
  });
  const come = async (name: string) => {
    const member = await openMember({
      ...{ name, relay: relay.url, clock },
      transport: faultyTransport(websocketTransport(), {
        ...{ random: () => 0, cut: 0, delayMs: 0 },
        partitioned: () => away.has(name),
      }),
    });
    members.push(member);
    return member;
  };
  const ana = await come('Ana');
  const anas = await ana.createSpace('Cordillera');
  const doc = unwrap(
    await anas.createDocument((one) => {
      startProblem(one, 1);
    }),
  );
  const { link } = unwrap(await anas.invite({ days: 1, uses: 9 }));
  await until(anas, (view) => view.connection === 'live' && view.unsent === 0);
  const rosas = await (await come('Rosa')).join(link);
  const luisas = await (await come('Luis')).join(link);
  for (const space of [anas, rosas, luisas])
    await until(space, (view) => view.members.length === 3);
  const [byAna, byRosa, byLuis] = [
    await anas.openDocument(doc),
    await rosas.openDocument(doc),
    await luisas.openDocument(doc),
  ];
  typeIn(byLuis.doc, field, 'Antes de todo. ');
  for (const one of [byAna, byRosa])
    await eventually(() => textOf(one).includes('Antes de todo.'));
  const goAway = async (name: string, space: Space): Promise<void> => {
    away.add(name);
    space.hurry();
    await until(space, (view) => view.connection !== 'live');
  };
  const comeBack = async (name: string, space: Space): Promise<void> => {
    away.delete(name);
    space.hurry();
    await until(space, (view) => view.connection === 'live');
  };
  return {
    ...{ come, goAway, comeBack, doc },
    /** How many lie at the relay. */
    entries: () => entriesIn(relay.dataFolder),
    ...{ anas, rosas, luisas, byAna, byRosa, byLuis },
  };
}

async function until(
  space: Space,
  holds: (view: SpaceView) => boolean,
): Promise<void> {
  const view = watch(space.view);
  await eventually(
    () => holds(view.now),
    () => JSON.stringify(view.now),
  );
}

async function eventually(
  holds: () => boolean | Promise<boolean>,
  why: () => string = () => '',
): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`never: ${why()}`);
    await sleep(20);
  }
}

function entriesIn(folder: string): number {
  const database = new DatabaseSync(join(folder, 'relay.db'), {
    readOnly: true,
  });
  const { length } = database.prepare('SELECT 1 FROM entries').all();
  database.close();
  return length;
}

function idOf(space: Space, name: string): MemberId {
  const member = watch(space.view).now.members.find((one) => one.name === name);
  if (member === undefined) throw new Error(`${name} is not here`);
  return member.id;
}

async function leftOutOf(space: Space): Promise<readonly LeftOut[]> {
  return unwrap(await space.leftOut());
}

const gone = ({ former }: SpaceView): boolean => former.length === 1;

test('[E29] what lies beyond the cut, and nobody had, is held and shown, and comes in when somebody adopts it', async () => {
  const scened = await scene();
  const { anas, rosas, byAna, byRosa, byLuis } = scened;
  const luis = idOf(anas, 'Luis');
  await scened.goAway('Ana', anas);
  await scened.goAway('Rosa', rosas);
  unwrap(await anas.changeAccess({ kind: 'remove', member: luis }));
  const before = scened.entries();
  typeIn(byLuis.doc, field, 'Lo que nadie alcanzó a ver. ');
  await eventually(() => scened.entries() > before);
  await scened.comeBack('Ana', anas);
  await until(anas, gone);
  await eventually(async () => (await leftOutOf(anas)).length === 1);
  expect(textOf(byAna)).toContain('Antes de todo.');
  expect(textOf(byAna)).not.toContain('nadie alcanzó');
  const [held] = await leftOutOf(anas);
  expect(held).toMatchObject({
    member: luis,
    doc: scened.doc,
    text: 'Lo que nadie alcanzó a ver. ',
  });
  await scened.comeBack('Rosa', rosas);
  await until(rosas, gone);
  await eventually(async () => (await leftOutOf(rosas)).length === 1);
  // It stops nothing of what comes after it.
  typeIn(byRosa.doc, field, 'Rosa sigue. ');
  await eventually(() => textOf(byAna).includes('Rosa sigue.'));
  if (held === undefined) throw new Error('nothing is left out');
  expect(unwrap(await anas.adopt(held))).toBeGreaterThan(0);
  for (const one of [byAna, byRosa])
    await eventually(() => textOf(one).includes('nadie alcanzó'));
  expect(textOf(byRosa)).toBe(textOf(byAna));
  for (const space of [anas, rosas])
    await eventually(async () => (await leftOutOf(space)).length === 0);
});

test('[E29] what somebody had before she heard of the cut stays for everybody, also for who comes later', async () => {
  const scened = await scene();
  const { anas, rosas, byAna, byRosa, byLuis } = scened;
  await scened.goAway('Ana', anas);
  const luis = idOf(anas, 'Luis');
  unwrap(await anas.changeAccess({ kind: 'remove', member: luis }));
  typeIn(byLuis.doc, field, 'Rosa lo alcanzó a leer. ');
  await eventually(() => textOf(byRosa).includes('alcanzó a leer'));
  typeIn(byRosa.doc, field, 'Y siguió desde ahí. ');
  await sent(byRosa);
  await scened.comeBack('Ana', anas);
  await until(rosas, gone);
  for (const part of ['alcanzó a leer', 'siguió desde ahí', 'Antes de todo'])
    await eventually(
      () => textOf(byAna).includes(part),
      () => textOf(byAna),
    );
  expect(textOf(byAna)).toBe(textOf(byRosa));
  const { link } = unwrap(await anas.invite({ days: 1, uses: 1 }));
  await until(anas, ({ unsent }) => unsent === 0);
  const marta = await scened.come('Marta');
  await eventually(async () => (await marta.minga.readInvitation(link)).ok);
  const martas = await marta.join(link);
  const byMarta = await martas.openDocument(scened.doc);
  await eventually(
    () => textOf(byMarta) === textOf(byAna),
    () => textOf(byMarta),
  );
  for (const space of [anas, rosas, martas])
    expect(await leftOutOf(space)).toEqual([]);
});

test('[E29] a role that takes the text away cuts it too, and what she may still write stays hers', async () => {
  const scened = await scene();
  const { anas, rosas, luisas, byAna, byLuis } = scened;
  const luis = idOf(anas, 'Luis');
  const plan = unwrap(await anas.createDocument(undefined, 'accompaniment'));
  const [planOfAna, planOfLuis] = [
    await anas.openDocument(plan),
    await luisas.openDocument(plan),
  ];
  typeIn(planOfAna.doc, field, 'El plan. ');
  await eventually(() => textOf(planOfLuis).includes('El plan.'));
  await scened.goAway('Ana', anas);
  await scened.goAway('Rosa', rosas);
  unwrap(
    await anas.changeAccess({
      ...{ kind: 'right', member: luis, right: 'companion', until: 0 },
    }),
  );
  const before = scened.entries();
  typeIn(byLuis.doc, field, 'Lo que ya no le toca. ');
  await eventually(() => scened.entries() > before);
  const between = scened.entries();
  typeIn(planOfLuis.doc, field, 'Luis sigue en el plan. ');
  await eventually(() => scened.entries() > between);
  await scened.comeBack('Ana', anas);
  await eventually(() => textOf(planOfAna).includes('Luis sigue en el plan.'));
  await eventually(async () => (await leftOutOf(anas)).length === 1);
  expect(await leftOutOf(anas)).toMatchObject([
    { member: luis, doc: scened.doc, text: 'Lo que ya no le toca. ' },
  ]);
  expect(textOf(byAna)).not.toContain('ya no le toca');
});
