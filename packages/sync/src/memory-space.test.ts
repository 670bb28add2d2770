import {
  type DocumentId,
  type MemberId,
  type SpaceId,
  systemClock,
  systemRandom,
  unwrap,
} from '@minga/base';
import {
  buildExample,
  createUlidSource,
  editProblem,
  readProblem,
  settledValue,
  startProblem,
} from '@minga/documents';
import { describe, expect, it } from 'vitest';
import type { Space, SpaceView } from './api.ts';
import { createMemorySpace } from './memory-space.ts';

const me = 'me' as MemberId;
const newId = createUlidSource({ clock: systemClock, random: systemRandom });
const inMemory = (): { space: Space; problem: DocumentId } => {
  const example = buildExample('2026-11-22');
  const [first] = example.documents;
  if (first === undefined) throw new Error('the example has no document');
  const space = createMemorySpace({
    id: 'a space' as SpaceId,
    name: 'Puentes',
    kind: 'comunidad',
    country: 'CL',
    members: [
      {
        id: me,
        name: 'Ana',
        self: true,
        right: 'writer',
        until: 0,
        cargo: '',
        school: '',
        devices: [],
      },
    ],
    index: example.index,
    commentsIndex: example.commentsIndex,
    documents: new Map(example.documents.map(({ id, doc }) => [id, doc])),
    memberOf: () => me,
    clientId: 1000,
    random: systemRandom,
  });
  return { space, problem: first.id };
};
const viewOf = (space: Space): SpaceView => {
  let view: SpaceView | undefined;
  space.view.subscribe((present) => (view = present))();
  if (view === undefined) throw new Error('no view');
  return view;
};

async function titleIn(space: Space, problem: DocumentId) {
  const { doc } = await space.openDocument(problem);
  return settledValue(readProblem(doc).title);
}

describe('a space in memory', () => {
  it('keeps what is written as long as it lives, and not longer', async () => {
    const { space, problem } = inMemory();
    const open = await space.openDocument(problem);
    editProblem(open.doc, newId).setTitle('Probado');
    open.close();
    expect(await titleIn(space, problem)).toBe('Probado');
    expect(await titleIn(inMemory().space, problem)).toBe(
      'Los niños casi no hablan en clase',
    );
  });

  it('takes a new document, written by whoever is here', async () => {
    const { space } = inMemory();
    const id = unwrap(
      await space.createDocument((doc) => {
        startProblem(doc, 1);
      }),
    );
    const { doc } = await space.openDocument(id);
    expect([...doc.store.clients.keys()]).toEqual([1000]);
  });

  it('opens what it does not have for nobody, and invites nobody', async () => {
    const { space } = inMemory();
    await expect(space.openDocument('no' as DocumentId)).rejects.toThrow(
      'no such document',
    );
    expect(await space.invite({ days: 1, uses: 1 })).toMatchObject({
      ok: false,
      error: { code: 'no-right' },
    });
  });

  it('calls me what I say', async () => {
    const { space } = inMemory();
    await space.rename('Rosa');
    expect(viewOf(space)).toMatchObject({ me, members: [{ name: 'Rosa' }] });
  });
});
