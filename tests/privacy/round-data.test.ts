import {
  type DocumentId,
  bytesToId,
  systemClock,
  systemRandom,
  unwrap,
} from '@minga/base';
import {
  type Doc,
  addSeal,
  createUlidSource,
  editIndex,
  editProblem,
  editRound,
  readProblemContent,
  roundField,
  roundFragment,
  shareProblem,
  startProblem,
  startRound,
} from '@minga/documents';
import {
  agreedOutline,
  outlineMessage,
  problemOutline,
  roundTextKeys,
  shareParts,
  storyOutline,
} from '@minga/domain';
import type { OpenDocument, Space } from '@minga/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { scannerOf } from '../support/canaries.ts';
import { type HeadlessMember, openMember, until } from '../support/member.ts';
import { type Relay, startRelay } from '../support/relay.ts';

const words = {
  strengths: 'Canariofortaleza que hacemos bien',
  shows: 'Canarioevidencia en seis clases',
  next: 'Canariopaso de la semana',
  reservations: 'Canarioreserva de alguien',
  sealed: 'Canariosobre con una respuesta',
  title: 'Canarioronda de marzo',
} as const;
const scanner = scannerOf(
  Object.entries(words).map(([field, text]) => ({ field, text })),
);
const problemTitle = 'Los niños casi no hablan';
const newId = createUlidSource({ clock: systemClock, random: systemRandom });

let relay: Relay;
let ana: HeadlessMember;
let luis: HeadlessMember;
beforeAll(async () => {
  relay = await startRelay();
  ana = await openMember({ name: 'Ana', relay: relay.url });
  luis = await openMember({ name: 'Luis', relay: relay.url });
});
afterAll(async () => {
  await ana.close();
  await luis.close();
  await relay.dispose();
});

interface Looked {
  readonly space: Space;
  readonly index: OpenDocument;
  readonly problem: OpenDocument;
  readonly round: OpenDocument;
}

/** A group that has looked at itself, about a problem, to the end. */
async function lookedAt(space: Space): Promise<Looked> {
  const begun = async (title: string, fill: (doc: Doc) => void) => {
    const id = unwrap(await space.createDocument(fill));
    return { id, title, document: await space.openDocument(id) };
  };
  const problem = await begun(problemTitle, (doc) => {
    startProblem(doc, 1);
    editProblem(doc, newId).setTitle(problemTitle);
  });
  const round = await begun(words.title, (doc) => {
    startRound(doc, {
      createdAt: 1,
      instrument: 'CAPACIDADES',
      instrumentHash: 'ab'.repeat(32),
      about: problem.id,
      focus: ['CB-REF'],
      road: 'sealed',
    });
  });
  const { doc } = round.document;
  const edits = editRound(doc, newId);
  edits.setStage('CB-REF', 'RUB-2');
  edits.setEnd('CB-REF', 'con_reservas');
  for (const key of roundTextKeys)
    write(doc, roundField('CB-REF', key), words[key]);
  const bytes = new TextEncoder().encode(words.sealed);
  const hash = bytesToId<DocumentId>(systemRandom.bytes(32));
  addSeal(doc, { hash, statement: bytes, body: { hash, bytes } });
  const index = await space.openIndex();
  for (const { id, title, document } of [problem, round])
    editIndex(index.doc, newId).list({
      id,
      kind: document === round.document ? 'round' : 'problem',
      createdAt: 1,
      title,
      ...(document === round.document ? { about: problem.id } : {}),
    });
  return {
    space,
    index,
    problem: problem.document,
    round: round.document,
  };
}

function write(doc: Doc, field: string, text: string): void {
  const fragment = roundFragment(doc, field);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  fragment?.insert(0, [paragraph]);
}

test('nothing of how a group sees itself is in a copy of its problem, on paper, in presence, or in another group of the same person', async () => {
  const own = await lookedAt(await ana.createSpace('Escuela Los Boldos'));
  // What must not be found is really there.
  expect(
    new Set(
      scanner
        .scan('the round', Y.encodeStateAsUpdate(own.round.doc))
        .map(({ field }) => field),
    ),
  ).toEqual(new Set([...roundTextKeys, 'sealed']));

  // Ana is in another group too, with Luis, and gives it a copy of the problem.
  const other = await ana.createSpace('Red de escuelas');
  const { link } = unwrap(await other.invite({ days: 1, uses: 1 }));
  await until(other.view, ({ connection }) => connection === 'live');
  const copy = unwrap(
    await other.createDocument((doc) => {
      const isCopied = shareProblem(own.problem.doc, doc, {
        provenance: {
          from: 'Escuela Los Boldos',
          original: own.problem.id,
          copiedAt: 2,
          version: 1,
        },
        parts: [...shareParts],
        newId,
      });
      expect(isCopied).toBe(true);
    }),
  );
  const shared = await other.openIndex();
  editIndex(shared.doc, newId).list({
    id: copy,
    kind: 'problem',
    createdAt: 2,
    title: problemTitle,
  });
  for (const document of [own.round, own.problem, shared])
    document.awareness.setLocalStateField('field', 'CB-REF/shows');

  const his = await luis.join(link);
  await until(his.view, ({ members }) => members.length === 2);
  const hisIndex = await his.openIndex();
  const hisCopy = await his.openDocument(copy);
  await expect
    .poll(() => readProblemContent(hisCopy.doc).title, { timeout: 30_000 })
    .toBe(problemTitle);
  await until(hisIndex.peers, (peers) => peers.length > 0);

  const options = { language: 'es', country: 'CL', people: true } as const;
  const content = readProblemContent(own.problem.doc);
  const outlines = [problemOutline, agreedOutline, storyOutline].map((of) =>
    of(content, options),
  );
  const anasOther = await other.openDocument(copy);
  const held: readonly (readonly [string, Uint8Array])[] = [
    ['the copy Luis holds', Y.encodeStateAsUpdate(hisCopy.doc)],
    ['his list', Y.encodeStateAsUpdate(hisIndex.doc)],
    ['the same at Ana', Y.encodeStateAsUpdate(anasOther.doc)],
    ['her other list', Y.encodeStateAsUpdate(shared.doc)],
    ['the problem it is about', Y.encodeStateAsUpdate(own.problem.doc)],
    ['presence', json([...hisIndex.awareness.getStates().values()])],
    ['her own presence', json([...own.round.awareness.getStates().values()])],
    ['who is there', json(valueOf(hisIndex.peers))],
    ['the group as he sees it', json(valueOf(his.view))],
    ['her groups', json([valueOf(other.view), valueOf(own.space.view)])],
    ['her list of groups', json(valueOf(ana.minga.spaces))],
    ['paper', json(outlines)],
    ['messages', json(outlines.map((one) => outlineMessage(one)))],
  ];
  for (const [where, bytes] of held)
    expect(scanner.scan(where, bytes)).toEqual([]);
});

function valueOf<T>(source: {
  subscribe(run: (value: T) => void): () => void;
}) {
  let value: T | undefined;
  source.subscribe((now) => (value = now))();
  return value;
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
