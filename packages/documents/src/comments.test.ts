import type { MemberId } from '@minga/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  commentsSchema,
  editComments,
  joinComments,
  membersWhoToo,
  readComments,
  startComments,
} from './comments.ts';
import { createDoc } from './new-doc.ts';
import {
  type Replica,
  createReplicas,
  sync,
  syncAll,
} from './test-replicas.ts';
import type { Ulid } from './ulid.ts';

const edits = ({ doc, newId }: Replica) => editComments(doc, newId);
const view = ({ doc }: Replica) => readComments(doc);
const replicas = (count: number) =>
  createReplicas(count, ({ doc }) => {
    startComments(doc, 1);
  });
const pair = () => replicas(2) as [Replica, Replica];
const anaMember = 'ana' as MemberId;
const luisMember = 'luis' as MemberId;

test('a question is asked about a field, answered and settled, and who wrote is known from what wrote it', () => {
  const [ana, luis] = pair();
  const thread = edits(luis).ask(' ¿Y los más callados? ', {
    field: 'repeats',
  })!;
  syncAll([ana, luis]);
  edits(ana).answer(thread, 'Hablan de a dos.\r\nPrimero.');
  syncAll([ana, luis]);
  edits(luis).setResolved(thread, true);
  syncAll([ana, luis]);
  expect(view(ana)).toEqual(view(luis));
  expect(view(ana).threads).toMatchObject([
    {
      id: thread,
      kind: 'question',
      field: 'repeats',
      isOpen: false,
      messages: [
        { text: '¿Y los más callados?', clientId: luis.doc.clientID },
        { text: 'Hablan de a dos.\nPrimero.', clientId: ana.doc.clientID },
      ],
    },
  ]);
  const stored = JSON.stringify(ana.doc.getMap('threads').toJSON());
  expect(stored).not.toMatch(/author|name|member/);
});

test('settled by one and answered by another while apart, both stay; opened and settled apart, it is open', () => {
  const [ana, luis] = pair();
  const thread = edits(ana).ask('¿Cuántas veces?')!;
  syncAll([ana, luis]);
  edits(ana).setResolved(thread, true);
  edits(luis).answer(thread, 'Seis');
  syncAll([ana, luis]);
  expect(view(ana).threads[0]).toMatchObject({ isOpen: false });
  expect(view(ana).threads[0]!.messages).toHaveLength(2);
  edits(ana).setResolved(thread, false);
  edits(luis).setResolved(thread, false);
  edits(luis).setResolved(thread, true);
  syncAll([ana, luis]);
  expect(view(luis).threads[0]).toMatchObject({
    isOpen: true,
    resolved: { kind: 'several' },
  });
});

test('what somebody writes in place of another is shown as hers, and a taken-back message stays where it was', () => {
  const [ana, luis] = pair();
  const thread = edits(ana).ask('Mía')!;
  syncAll([ana, luis]);
  const [message] = view(ana).threads[0]!.messages;
  edits(luis).change(thread, message!.id, 'No era suya');
  syncAll([ana, luis]);
  expect(view(ana).threads[0]!.messages[0]).toMatchObject({
    text: 'No era suya',
    clientId: luis.doc.clientID,
  });
  expect(edits(ana).takeBack(thread, message!.id)).toBe(true);
  expect(edits(ana).takeBack(thread, message!.id)).toBe(false);
  expect(view(ana).threads[0]!.messages[0]).toMatchObject({
    text: '',
    isDeleted: true,
    clientId: ana.doc.clientID,
  });
  expect(edits(ana).putBack(thread, message!.id)).toBe(true);
  expect(edits(ana).putBack(thread, message!.id)).toBe(false);
  expect(view(ana).threads[0]!.messages[0]).toMatchObject({
    text: 'No era suya',
    isDeleted: false,
    clientId: luis.doc.clientID,
  });
});

test('"me too" counts once per person, from any of her devices, and never for somebody else', () => {
  const [ana, luis, tablet] = replicas(3) as [Replica, Replica, Replica];
  const memberOf = (clientId: number) =>
    clientId === luis.doc.clientID
      ? luisMember
      : clientId === ana.doc.clientID || clientId === tablet.doc.clientID
        ? anaMember
        : null;
  edits(ana).setMeToo(anaMember, true);
  edits(tablet).setMeToo(anaMember, true);
  syncAll([ana, luis, tablet]);
  expect(membersWhoToo(view(luis), memberOf)).toEqual([anaMember]);
  edits(ana).setMeToo(luisMember, true);
  syncAll([ana, luis, tablet]);
  expect(membersWhoToo(view(luis), memberOf)).toEqual([anaMember]);
  expect(edits(tablet).setMeToo(anaMember, false)).toBe(true);
  syncAll([ana, luis, tablet]);
  expect(membersWhoToo(view(luis), memberOf)).toEqual([]);
  expect(membersWhoToo(view(luis), () => null)).toEqual([]);
});

test('two sets of comments begun apart are read as one, each once', () => {
  const [ana] = pair();
  const [luis] = replicas(1) as [Replica];
  const first = edits(ana).ask('Primera')!;
  const second = edits(luis).ask('Segunda', { kind: 'meToo' })!;
  edits(ana).setMeToo(anaMember, true);
  edits(luis).setMeToo(anaMember, true);
  const joined = joinComments([view(luis), view(ana)]);
  expect(joined.threads.map(({ id }) => id)).toEqual([first, second].sort());
  expect(membersWhoToo(joined, () => anaMember)).toEqual([anaMember]);
});

test('nothing is written for an empty text, into no thread, or by an older client', () => {
  const [ana] = pair();
  expect(edits(ana).ask(' \n ')).toBeNull();
  expect(edits(ana).answer('nobody' as Ulid, 'x')).toBeNull();
  const thread = edits(ana).ask('x'.repeat(5000))!;
  expect(view(ana).threads[0]!.messages[0]!.text).toHaveLength(2000);
  ana.doc.getMap('meta').set('schema', commentsSchema + 1);
  expect(view(ana).readOnly).toBe(true);
  expect(edits(ana).ask('x')).toBeNull();
  expect(edits(ana).answer(thread, 'x')).toBeNull();
  expect(edits(ana).setMeToo(anaMember, true)).toBe(false);
});

test('odd comments are read without complaint and without writing', () => {
  const doc = createDoc(1);
  const { newId } = pair()[0];
  const threads = doc.getMap('threads');
  threads.set('no ulid', new Y.Map());
  threads.set(newId(), 'no thread');
  threads.set(newId(), new Y.Map());
  const odd = new Y.Map<unknown>();
  threads.set(newId(), odd);
  odd.set('kind', 'shout');
  odd.set('field', 7);
  const messages = new Y.Map<unknown>();
  odd.set('messages', messages);
  messages.set(newId(), new Y.Map());
  messages.set(newId(), 'no message');
  doc.getMap('meToo').set('ana', 'yes');
  let updates = 0;
  doc.on('update', () => updates++);
  expect(readComments(doc)).toMatchObject({
    threads: [{ kind: 'question', field: null, messages: [], isOpen: true }],
    meToo: [],
  });
  expect(updates).toBe(0);
});

test('three people who ask, answer, settle and take back, apart and in any order, read the same, and no message is lost', () => {
  const step = fc.record({
    who: fc.nat(2),
    act: fc.nat(4),
    pick: fc.nat(9),
    meets: fc.option(fc.nat(2)),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const people = replicas(3);
      const written = new Set<Ulid>();
      for (const { who, act, pick, meets } of steps) {
        const person = people[who]!;
        const { threads } = view(person);
        const thread = threads[pick % Math.max(threads.length, 1)];
        const message = thread?.messages[0];
        if (thread === undefined || message === undefined || act === 0)
          written.add(edits(person).ask(`${pick}`)!);
        else if (act === 1)
          written.add(edits(person).answer(thread.id, `${pick}`)!);
        else if (act === 2)
          edits(person).setResolved(thread.id, pick % 2 === 0);
        else if (act === 3) edits(person).takeBack(thread.id, message.id);
        else edits(person).setMeToo(anaMember, pick % 2 === 0);
        if (meets !== null) sync(person, people[meets]!);
      }
      syncAll(people);
      const [first, ...others] = people.map(view);
      for (const other of others) expect(other).toEqual(first);
      const kept = first!.threads.flatMap(({ id, messages }) => [
        id,
        ...messages.map((message) => message.id),
      ]);
      for (const id of written) expect(kept).toContain(id);
    }),
    { numRuns: 150 },
  );
});
