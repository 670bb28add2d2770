import { type DocumentId, unwrap } from '@minga/base';
import {
  editIndex,
  editProblem,
  readIndex,
  readProblem,
} from '@minga/documents';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId, untilEqual } from '../support/documents.ts';
import {
  type HeadlessMember,
  isLive,
  openMember,
  sent,
  until,
} from '../support/member.ts';
import { type Relay, startRelay } from '../support/relay.ts';

let relay: Relay;
const members: HeadlessMember[] = [];
beforeEach(async () => {
  relay = await startRelay();
});
afterEach(async () => {
  for (const member of members.splice(0)) await member.close();
  await relay.dispose();
});

/** May be turned on and off while somebody has Minga open. */
function dataSaver() {
  const listeners = new Set<() => void>();
  let isOn = true;
  return {
    isOn: () => isOn,
    onChange(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    turnOff() {
      isOn = false;
      for (const listener of listeners) listener();
    },
  };
}

it('saving data, only the index and what is open come from the relay, what is written goes out, and the rest comes once it is off', async () => {
  const ana = await openMember({ name: 'Ana', relay: relay.url });
  members.push(ana);
  const hers = await ana.createSpace('Cordillera');
  await until(hers.view, isLive);
  const index = await hers.openIndex();
  const write = async (title: string): Promise<DocumentId> => {
    const id = unwrap(await hers.createDocument());
    const document = await hers.openDocument(id);
    editProblem(document.doc, newId).setTitle(title);
    await sent(document);
    document.close();
    editIndex(index.doc, newId).list({
      id,
      kind: 'problem',
      createdAt: Date.now(),
      title,
    });
    return id;
  };
  const first = await write('Leen y no preguntan');
  const second = await write('Nadie explica');
  await sent(index);
  const { link } = unwrap(await hers.invite({ days: 7, uses: 20 }));

  const saver = dataSaver();
  const rosa = await openMember({
    name: 'Rosa',
    relay: relay.url,
    dataSaver: saver,
  });
  members.push(rosa);
  await expect
    .poll(async () => (await rosa.minga.readInvitation(link)).ok, {
      timeout: 20_000,
    })
    .toBe(true);
  const space = await rosa.join(link);
  const held = (doc: DocumentId): boolean =>
    [...(rosa.disk.tables.get('log')?.keys() ?? [])].some((key) =>
      key.includes(doc),
    );
  const list = await space.openIndex();
  await untilEqual(() => readIndex(list.doc).entries.length, 2);
  const glance = await space.openDocument(second, 'glance');
  const opened = await space.openDocument(first);
  await untilEqual(
    () => readProblem(opened.doc).title.values[0]?.value,
    'Leen y no preguntan',
  );
  editProblem(opened.doc, newId).setTitle('Leen sin preguntar');
  await sent(opened);
  expect([held(first), held(second)]).toEqual([true, false]);

  expect(readProblem(glance.doc).title.values).toEqual([]);

  saver.turnOff();
  await untilEqual(
    () => readProblem(glance.doc).title.values[0]?.value,
    'Nadie explica',
  );
  expect(held(second)).toBe(true);
});
