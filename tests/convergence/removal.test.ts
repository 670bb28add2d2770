import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DocumentId, type MemberId, unwrap } from '@minga/base';
import { startProblem } from '@minga/documents';
import { decodeAction } from '@minga/membership';
import type { OpenDocument, Space, SpaceView } from '@minga/sync';
import { expect, onTestFinished, test } from 'vitest';
import { fastClock } from '../support/fast-clock.ts';
import { startLocalRelay } from '../support/local-relay.ts';
import { type HeadlessMember, openMember } from '../support/member.ts';
import { textOf as writtenIn, type as typeIn } from '../support/typing.ts';
import { watch } from '../support/watch.ts';

const clock = fastClock(16);
const field = 'repeats';
const textOf = ({ doc }: OpenDocument): string => writtenIn(doc, field);

/** Ana founds a group, Rosa and Luis write in it, all in one document. */
async function three() {
  const relay = await startLocalRelay({ clock });
  const members: HeadlessMember[] = [];
  onTestFinished(async () => {
    for (const member of members) await member.close();
    await relay.dispose();
  });
  const come = async (name: string, disk?: HeadlessMember['disk']) => {
    const member = await openMember({
      name,
      relay: relay.url,
      clock,
      ...(disk === undefined ? {} : { disk }),
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
  const rosa = await come('Rosa');
  const luis = await come('Luis');
  const rosas = await rosa.join(link);
  const luisas = await luis.join(link);
  for (const space of [anas, rosas, luisas])
    await until(space, ({ members: all }) =>
      ['Ana', 'Luis', 'Rosa'].every((name) =>
        all.some((one) => one.name === name),
      ),
    );
  return { relay, come, ana, rosa, luis, anas, rosas, luisas, doc, link };
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
  holds: () => boolean,
  why: () => string = () => '',
): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`never: ${why()}`);
    await sleep(10);
  }
}

function idOf(space: Space, name: string): MemberId {
  const member = watch(space.view).now.members.find((one) => one.name === name);
  if (member === undefined) throw new Error(`${name} is not here`);
  return member.id;
}

/** Of the log of members as it lies on the relay's disk. */
function actionKinds(folder: string): string[] {
  const database = new DatabaseSync(join(folder, 'relay.db'), {
    readOnly: true,
  });
  const rows = database.prepare('SELECT action FROM actions').all();
  database.close();
  return rows.flatMap(({ action }) => {
    if (!(action instanceof Uint8Array)) return [];
    const decoded = decodeAction(new Uint8Array(action));
    return decoded.ok ? [decoded.value.body.kind] : [];
  });
}

const opened = (space: Space, doc: DocumentId) => space.openDocument(doc);

test('[E16] [E28] who is removed is out at once and reads nothing new; the others go on under a new key', async () => {
  const { anas, rosas, luisas, doc, relay, rosa, come } = await three();
  const [byAna, byRosa, byLuis] = [
    await opened(anas, doc),
    await opened(rosas, doc),
    await opened(luisas, doc),
  ];
  typeIn(byRosa.doc, field, 'Antes. ');
  await eventually(() => textOf(byAna).includes('Antes.'));
  const removed = await anas.changeAccess({
    kind: 'remove',
    member: idOf(anas, 'Rosa'),
  });
  expect(removed.ok).toBe(true);
  await until(rosas, (view) => view.connection === 'refused');
  await until(luisas, ({ members, former }) => {
    return members.length === 2 && former[0]?.name === 'Rosa';
  });
  await eventually(() => actionKinds(relay.dataFolder).includes('rotate'));
  typeIn(byAna.doc, field, 'Después. ');
  await eventually(() => textOf(byLuis).includes('Después.'));
  typeIn(byLuis.doc, field, 'También. ');
  await eventually(() => textOf(byAna).includes('También.'));
  // What is new was sealed under a key that she does not have; what she had stays with her.
  expect(textOf(byRosa)).not.toContain('Después.');
  expect(textOf(byRosa)).toContain('Antes.');
  expect(watch(rosas.view).now.refusedCode).toBe(4403);
  // Not by starting anew either.
  byRosa.close();
  await rosa.close();
  const again = await come('Rosa', rosa.disk);
  const back = again.space(rosas.id);
  await until(back, (view) => view.connection === 'refused');
  const stays = await opened(back, doc);
  expect(textOf(stays)).not.toContain('Después.');
});

test('[E28] who was away during the change of the key delivers what she wrote before, and reads all of it', async () => {
  const { anas, rosas, luis, luisas, doc, come } = await three();
  const byAna = await opened(anas, doc);
  const before = await opened(luisas, doc);
  typeIn(byAna.doc, field, 'Primero. ');
  await eventually(() => textOf(before).includes('Primero.'));
  before.close();
  await luis.close();
  const removed = await anas.changeAccess({
    kind: 'remove',
    member: idOf(anas, 'Rosa'),
  });
  expect(removed.ok).toBe(true);
  await until(rosas, (view) => view.connection === 'refused');
  typeIn(byAna.doc, field, 'Mientras tanto. ');
  const again = await come('Luis', luis.disk);
  const back = again.space(luisas.id);
  const byLuis = await opened(back, doc);
  typeIn(byLuis.doc, field, 'Sin señal. ');
  await eventually(
    () =>
      textOf(byLuis).includes('Mientras tanto.') &&
      textOf(byAna).includes('Sin señal.'),
    () => `${textOf(byLuis)} ${textOf(byAna)}`,
  );
});

test('[E28] [P27] a link sent before the key changed still lets people in, who read the past and the present', async () => {
  const { anas, doc, link, come } = await three();
  const byAna = await opened(anas, doc);
  typeIn(byAna.doc, field, 'Al principio. ');
  await anas.changeAccess({ kind: 'remove', member: idOf(anas, 'Rosa') });
  await until(anas, ({ former }) => former.length === 1);
  const marta = await come('Marta');
  let space: Space | null = null;
  // Until the new keys lie beside the log.
  for (let i = 0; space === null && i < 50; i++)
    space = await marta.join(link).catch(async () => {
      await sleep(100);
      return null;
    });
  if (space === null) throw new Error('Marta never came in');
  const byMarta = await opened(space, doc);
  typeIn(byAna.doc, field, 'Y al final. ');
  await eventually(
    () =>
      textOf(byMarta).includes('Al principio.') &&
      textOf(byMarta).includes('Y al final.'),
    () => textOf(byMarta),
  );
});

test('[E16] [E19] a role changes what one may write; the last who looks after the group stays', async () => {
  const { anas, luisas } = await three();
  expect(await anas.changeAccess({ kind: 'leave' })).toMatchObject({
    error: { code: 'last-steward' },
  });
  expect(
    await luisas.changeAccess({ kind: 'remove', member: idOf(luisas, 'Ana') }),
  ).toMatchObject({ error: { code: 'no-right' } });
  unwrap(
    await anas.changeAccess({
      kind: 'right',
      member: idOf(anas, 'Luis'),
      right: 'companion',
      until: 0,
    }),
  );
  await until(luisas, ({ members }) =>
    members.some(({ self, right }) => self && right === 'companion'),
  );
  expect(await luisas.createDocument()).toMatchObject({
    error: { code: 'no-right' },
  });
  unwrap(
    await anas.changeAccess({
      kind: 'right',
      member: idOf(anas, 'Rosa'),
      right: 'steward',
      until: 0,
    }),
  );
  await until(anas, ({ members }) =>
    members.some(({ name, right }) => name === 'Rosa' && right === 'steward'),
  );
  unwrap(await anas.changeAccess({ kind: 'leave' }));
  await until(anas, (view) => view.connection === 'refused');
  await until(luisas, ({ former }) => former[0]?.departure === 'left');
});
