import {
  type Bytes,
  type DocumentId,
  ownBytes,
  systemRandom,
  unwrap,
} from '@minga/base';
import { sealProfile, startClientSession } from '@minga/crypto';
import {
  createDoc,
  editIndex,
  editProblem,
  editRound,
  fragmentText,
  problemFragment,
  readIndex,
  readProblem,
  readRound,
  settledValue,
  startProblem,
  startRound,
} from '@minga/documents';
import { type ActionBody, lastIndex } from '@minga/membership';
import {
  decodeFrame,
  decodeWireFrame,
  encodeFrame,
  hashFrame,
  nackCodes,
} from '@minga/protocol';
import { openSqliteLog } from '@minga/server';
import type { OpenDocument, SpaceView } from '@minga/sync';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bannersOf } from '../../apps/web/src/lib/group/banners.ts';
import { es } from '../../apps/web/src/lib/messages/locales/es.ts';
import { newId, untilEqual } from '../support/documents.ts';
import { isLive, sent, until } from '../support/member.ts';
import { type RawMember, joinRaw } from '../support/raw-member.ts';
import { type WritingScene, anaWrites } from '../support/writing-scene.ts';

// Who accompanies, with a client of her own making: what the school wrote does not move. An honest relay refuses it; with
// one that helps her the others keep it apart, and the group reads who tried.

let scene: WritingScene;
let mara: RawMember;

afterEach(async () => {
  mara.close();
  await scene.end();
});

const need = 'Que lean para entender.';
const capacity = 'CB-CON';

interface School {
  readonly problem: OpenDocument;
  readonly round: OpenDocument;
  readonly index: OpenDocument;
}

/** Ana's school, Rosa with an honest app, Mara who accompanies it. */
async function schoolWithMara() {
  scene = await anaWrites({ speed: 60 });
  const { space } = scene;
  const problem = unwrap(
    await space.createDocument((doc) => {
      startProblem(doc, 1);
      writeIn(fragmentOf(doc, 'need'), need);
      editProblem(doc, newId).setTitle('Copian sin entender');
    }),
  );
  const round = unwrap(
    await space.createDocument((doc) => {
      startRound(doc, {
        createdAt: 1,
        instrument: 'x',
        instrumentHash: 'aa',
        focus: [capacity],
      });
      editRound(doc, newId).setEnd(capacity, 'consenso');
    }),
  );
  const anas = await opened(scene.space, problem, round);
  editIndex(anas.index.doc, newId).list({
    id: problem,
    kind: 'problem',
    createdAt: 1,
    title: 'Copian sin entender',
  });
  for (const one of [anas.problem, anas.round, anas.index])
    await sent(one, 30_000);
  const rosa = await scene.open('Rosa');
  const rosaSpace = await rosa.join(scene.link);
  await until(rosaSpace.view, isLive);
  const rosas = await opened(rosaSpace, problem, round);
  await untilEqual(() => schoolText(rosas), schoolText(anas), 30_000);

  const { link } = unwrap(
    await space.invite({ days: 7, uses: 1, right: 'companion' }),
  );
  await until(space.view, ({ unsent }) => unsent === 0);
  mara = await joinRaw(scene.relay.url, link);
  const sealed = await sealProfile(
    { random: systemRandom, keyring: mara.keyring, device: mara.signer.device },
    0,
    { name: 'Mara', cargo: 'Asesora', school: '' },
  );
  await mara.act({ kind: 'profile', epoch: 0, sealed: unwrap(sealed) });
  await until(space.view, ({ members }) =>
    members.some(({ name }) => name === 'Mara'),
  );
  return { anas, rosas, rosaSpace };
}

async function opened(
  space: WritingScene['space'],
  problem: DocumentId,
  round: DocumentId,
): Promise<School> {
  return {
    problem: await space.openDocument(problem),
    round: await space.openDocument(round),
    index: await space.openIndex(),
  };
}

/** All that a screen would show of what the school has decided. */
function schoolText({ problem, round, index }: School) {
  return {
    need: fragmentText(fragmentOf(problem.doc, 'need')),
    title: settledValue(readProblem(problem.doc).title),
    chosen: readProblem(problem.doc).causes.length,
    consensus: readRound(round.doc).focus.map(({ end }) => settledValue(end)),
    listed: readIndex(index.doc).entries.map(({ title, trashed }) => [
      settledValue(title),
      settledValue(trashed),
    ]),
  };
}

function fragmentOf(doc: Y.Doc, field: 'need'): Y.XmlFragment {
  const fragment = problemFragment(doc, field);
  if (fragment === null) throw new Error('a problem has this text');
  return fragment;
}

function writeIn(fragment: Y.XmlFragment, text: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  fragment.delete(0, fragment.length);
  fragment.insert(0, [paragraph]);
}

interface Attempt {
  readonly where: keyof School;
  edit(doc: Y.Doc): void;
}

/** Each would show at once, if it counted. */
const attempts: Readonly<Record<string, Attempt>> = {
  'the need': {
    where: 'problem',
    edit: (doc) => {
      writeIn(fragmentOf(doc, 'need'), 'Lo que pide la asesora.');
    },
  },
  'the problem': {
    where: 'problem',
    edit: (doc) => editProblem(doc, newId).setTitle('Otro problema'),
  },
  'a consensus of a round': {
    where: 'round',
    edit: (doc) => editRound(doc, newId).setEnd(capacity, 'sin_acuerdo'),
  },
  'what the round looks at': {
    where: 'round',
    edit: (doc) => editRound(doc, newId).setFocus(capacity, false),
  },
  'the list of the school, to throw a problem away': {
    where: 'index',
    edit: (doc) => {
      for (const { id } of readIndex(doc).entries)
        editIndex(doc, newId).setTrashed(id, true);
    },
  },
};

/** What she would have written, as a true frame of her own chain in that document. */
async function frameOf(school: School, attempt: Attempt) {
  const { id, doc: read } = school[attempt.where];
  const session = await startClientSession(systemRandom, mara.signer, {
    space: mara.space,
    doc: id,
  });
  const doc = createDoc(session.clientId);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(read), 'remote');
  const before = Y.encodeStateVector(doc);
  attempt.edit(doc);
  const update = ownBytes(Y.encodeStateAsUpdate(doc, before));
  doc.destroy();
  const { bytes } = await mara.seal(id, {
    codec: 'update-v1',
    claims: [session.claim],
    update,
  });
  return { id, bytes };
}

/** What she would do with the group itself. */
function forbiddenActions(): readonly ActionBody[] {
  const { members, devices, epochs } = mara.state;
  const memberOf = devices.get(mara.signer.device)?.member;
  const ana = [...members.keys()].find((id) => id !== memberOf);
  if (memberOf === undefined || ana === undefined)
    throw new Error('both belong');
  const cut = new Uint8Array(60);
  return [
    { kind: 'role', member: memberOf, right: 'steward', until: 0, cut },
    { kind: 'role', member: ana, right: 'reader', until: 0, cut },
    { kind: 'remove', member: ana, cut },
    {
      kind: 'settings',
      epoch: epochs.at(-1)?.epoch ?? 0,
      sealed: new Uint8Array(60),
    },
    { kind: 'home', homeRelay: 'wss://hers.example' },
  ];
}

/** A relay that helps her: what it would have refused is in its log. */
async function collude(
  frames: readonly { readonly id: DocumentId; readonly bytes: Bytes }[],
  actions: readonly Bytes[],
): Promise<void> {
  const { relay } = scene;
  const index = lastIndex(mara.state) + 1;
  await relay.stop();
  const log = openSqliteLog(relay.dataFolder);
  const entries = frames.map(async ({ id, bytes }) => {
    const { header } = unwrap(decodeFrame(bytes));
    const { entryId } = await hashFrame(bytes);
    return {
      kind: 'entry',
      space: mara.space,
      doc: id,
      entryId,
      device: header.device,
      counter: header.counter,
      via: null,
      frame: bytes,
    } as const;
  });
  const done = await log.commit([
    ...(await Promise.all(entries)),
    ...actions.map(
      (action, i) =>
        ({
          kind: 'action',
          space: mara.space,
          index: index + i,
          action,
          at: 0,
          erasing: 'as-it-was',
          registers: null,
        }) as const,
    ),
  ]);
  expect(unwrap(done).map(({ kind }) => kind)).toEqual([
    ...frames.map(() => 'stored'),
    ...actions.map(() => 'done'),
  ]);
  await log.close();
  await relay.start();
}

const sentenceOf = (view: SpaceView): string =>
  bannersOf(
    view,
    {
      storage: 'persistent',
      nearlyFull: false,
      isUnkept: false,
      isOffline: false,
    },
    es,
    'phone',
  ).find(({ key }) => key === 'overreach')?.sentence ?? '';

describe('who accompanies, with a client of her own making, at an honest relay', () => {
  it('what she writes of the school is refused for good, also the captured frame a second time; nobody sees any of it [P23] [E19]', async () => {
    const { anas, rosas } = await schoolWithMara();
    const before = schoolText(anas);
    const refused = { kind: 'nack', final: true, code: nackCodes.noRight };
    for (const attempt of Object.values(attempts)) {
      const { id, bytes } = await frameOf(anas, attempt);
      expect(await mara.append(id, bytes)).toMatchObject(refused);
      // What was captured on its way is worth no more the second time.
      expect(await mara.append(id, bytes)).toMatchObject(refused);
    }
    for (const body of forbiddenActions())
      expect(await mara.tryToAct(body)).toBe(nackCodes.noRight);
    anas.problem.doc.getMap('after').set('a', 1);
    await untilEqual(() => rosas.problem.doc.getMap('after').get('a'), 1);
    expect(schoolText(anas)).toEqual(before);
    expect(schoolText(rosas)).toEqual(before);
    const view = await until(scene.space.view, isLive);
    expect(view.overreaching).toEqual([]);
    expect(view.quarantined).toBe(0);
  }, 60_000);

  it('a frame she captured of somebody who may write, changed or in another document, gets nowhere [P20] [P23]', async () => {
    const { anas } = await schoolWithMara();
    const before = schoolText(anas);
    const { problem, round } = anas;
    mara.socket.send({
      kind: 'sub',
      doc: problem.id,
      since: 0,
      withoutSnapshot: false,
    });
    await mara.socket.next('subbed');
    const { wireFrame } = await mara.socket.next('entry');
    const captured = unwrap(
      decodeWireFrame(
        ownBytes(wireFrame),
        { space: mara.space, doc: problem.id, from: 'relay' },
        null,
      ),
    ).frame;
    const bytes = encodeFrame(captured);
    const changed = ownBytes(bytes);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(await mara.append(problem.id, changed)).toMatchObject({
      kind: 'nack',
      final: true,
    });
    await expect(mara.append(round.id, bytes)).rejects.toThrow(
      'closed with 4400',
    );
    expect(schoolText(anas)).toEqual(before);
  }, 60_000);
});

describe('who accompanies, with a client of her own making, and a relay that helps her', () => {
  it.each(Object.entries(attempts))(
    'changes %s: kept apart by all, the text does not move, and all read that she tried [E19]',
    async (_what, attempt) => {
      const { anas, rosas, rosaSpace } = await schoolWithMara();
      const before = schoolText(anas);
      await collude([await frameOf(anas, attempt)], []);
      for (const { view } of [scene.space, rosaSpace]) {
        const told = await until(
          view,
          ({ overreaching }) => overreaching.length > 0,
          40_000,
        );
        expect(told.overreaching).toMatchObject([{ entries: 1, actions: 0 }]);
        expect(told.quarantined).toBe(1);
        expect(sentenceOf(told)).toContain('Mara intentó cambiar');
      }
      // The others go on, in that very document.
      const document = anas[attempt.where].doc;
      document.getMap('after').set('a', 1);
      await untilEqual(
        () => rosas[attempt.where].doc.getMap('after').get('a'),
        1,
        40_000,
      );
      expect(schoolText(anas)).toEqual(before);
      expect(schoolText(rosas)).toEqual(before);
    },
    120_000,
  );

  it('raises herself, puts Ana out, names the group, moves it away: none of it has an effect, and all read that she tried [E16]', async () => {
    const { anas, rosas, rosaSpace } = await schoolWithMara();
    const before = (await until(scene.space.view, isLive)).members;
    const actions: Bytes[] = [];
    for (const body of forbiddenActions()) actions.push(await mara.sign(body));
    await collude([], actions);
    for (const { view } of [scene.space, rosaSpace]) {
      const told = await until(
        view,
        ({ overreaching }) => overreaching[0]?.actions === actions.length,
        40_000,
      );
      const rights = told.members.map(({ id, right }) => [id, right]);
      expect(rights).toEqual(before.map(({ id, right }) => [id, right]));
      expect(told.name).toBe('Cordillera');
      expect(sentenceOf(told)).toContain('Mara intentó cambiar');
    }
    anas.problem.doc.getMap('after').set('a', 1);
    await untilEqual(
      () => rosas.problem.doc.getMap('after').get('a'),
      1,
      40_000,
    );
  }, 120_000);
});
