import { type Hash, ownBytes, unwrap } from '@minga/base';
import { createDoc, origins } from '@minga/documents';
import { describe, expect, it, test } from 'vitest';
import * as Y from 'yjs';
import { canonicalForm } from './canonical-form.ts';
import { decodeUpdate } from './decode-update.ts';
import { applyAll, createOverlay } from './shadow.ts';
import {
  type Story,
  seededRandom,
  tellStory,
} from './test-support/random-replicas.ts';

async function formOf(doc: Y.Doc | null): Promise<Hash> {
  if (doc === null) throw new Error('something stays pending');
  return unwrap(await canonicalForm(doc));
}

/** All in one transact. Null: something stays pending. */
function docFrom(updates: readonly Uint8Array[]): Y.Doc | null {
  const doc = createDoc();
  return applyAll(doc, updates) ? doc : null;
}

function oneByOne(updates: readonly Uint8Array[]): Y.Doc {
  const doc = createDoc();
  for (const update of updates) Y.applyUpdate(doc, update, origins.remote);
  return doc;
}

/** Any order in which everything stands on what came before. */
function causalOrder(
  { log }: Story,
  random: (below: number) => number,
): Uint8Array[] {
  const clocks = createOverlay(() => 0);
  let waiting = log.map(({ update }) =>
    unwrap(decodeUpdate({ codec: 'v1', update: ownBytes(update) })),
  );
  const order: Uint8Array[] = [];
  while (waiting.length > 0) {
    const ready = waiting.filter((one) => clocks.isReady(one));
    const next = ready[random(ready.length)];
    if (next === undefined) throw new Error('the story is not causal');
    clocks.add(next);
    order.push(next.update);
    waiting = waiting.filter((one) => one !== next);
  }
  return order;
}

function viaSnapshot(updates: readonly Uint8Array[], at: number): Y.Doc | null {
  const half = docFrom(updates.slice(0, at));
  if (half === null) return null;
  const doc = createDoc();
  Y.applyUpdateV2(doc, Y.encodeStateAsUpdateV2(half), origins.stored);
  return applyAll(doc, updates.slice(at)) ? doc : null;
}

function reloaded(doc: Y.Doc): Y.Doc {
  const copy = createDoc();
  Y.applyUpdateV2(copy, Y.encodeStateAsUpdateV2(doc), origins.stored);
  return copy;
}

describe('documents that hold the same edits', () => {
  const groups = Array.from({ length: 12 }, (_, group) => group);
  test.each(groups)(
    '[E23] have one form however they were put together (stories %i, ten of them)',
    async (group) => {
      for (let seed = group * 10; seed < group * 10 + 10; seed++) {
        const story = tellStory(seed, 3 + (seed % 3), 120 + (seed % 5) * 30);
        const random = seededRandom(seed + 7);
        const log = story.log.map(({ update }) => update);
        const first = causalOrder(story, random);
        const second = causalOrder(story, random);
        const half = random(log.length);
        const all = docFrom(log);
        const expected = await formOf(all);
        const rebuilt = [
          oneByOne(log),
          docFrom(first),
          oneByOne(second),
          viaSnapshot(log, half),
          viaSnapshot(second, half),
          all === null ? null : reloaded(all),
          // Those who wrote it: undo keeps what others have collected.
          ...story.docs,
        ];
        for (const doc of rebuilt)
          expect(await formOf(doc), `story ${String(seed)}`).toBe(expected);
      }
    },
    30_000,
  );

  it('[E23] have another form as soon as one letter is another, with the same clocks', async () => {
    let tried = 0;
    for (let seed = 200; seed < 240; seed++) {
      const story = tellStory(seed, 3, 120);
      const honest = docFrom(story.log.map(({ update }) => update));
      if (honest === null) throw new Error('something stays pending');
      const state = Y.encodeStateAsUpdate(honest);
      const at = state.findIndex((_, i) =>
        ['a', 'b', 'c'].every(
          (letter, k) => state[i + k] === letter.charCodeAt(0),
        ),
      );
      if (at === -1) continue;
      tried++;
      state[at + 1] = 'B'.charCodeAt(0);
      const forged = docFrom([state]);
      expect(forged !== null && Y.encodeStateVector(forged)).toEqual(
        Y.encodeStateVector(honest),
      );
      expect(await formOf(forged)).not.toBe(await formOf(honest));
    }
    expect(tried).toBeGreaterThan(25);
  });

  it('[E23] may have been carried as v1 or v2, with values that the two write differently', async () => {
    const author = createDoc(5);
    const text = author.getText('text');
    text.insertEmbed(
      0,
      JSON.parse('{"__proto__":{"a":1},"b":[1.5,-0,"\\ud800"]}') as object,
    );
    author
      .getMap('map')
      .set('k', [
        undefined,
        null,
        12345678901234n,
        new Uint8Array([1, 2]),
        1e21,
      ]);
    const v1 = docFrom([Y.encodeStateAsUpdate(author)]);
    if (v1 === null) throw new Error('something stays pending');
    expect(await formOf(reloaded(v1))).toBe(await formOf(v1));
  });
});

interface Typed {
  readonly by: number;
  readonly text: string;
  readonly at: number;
}

/** Each types under her own clientID into what is there already. */
function typed(steps: readonly Typed[], after?: (doc: Y.Doc) => void): Y.Doc {
  const doc = createDoc();
  for (const { by, text, at } of steps) {
    doc.clientID = by;
    doc.getText('text').insert(at, text);
  }
  after?.(doc);
  return reloaded(doc);
}

function remove(at: number, length: number): (doc: Y.Doc) => void {
  return (doc) => {
    doc.getText('text').delete(at, length);
  };
}

describe('a state that somebody has tampered with', () => {
  const anas = { by: 1, text: 'hola', at: 0 };
  const rosas = { by: 2, text: ' a todas', at: 4 };
  const honest = typed([anas, rosas]);
  const read = (doc: Y.Doc): string => doc.getText('text').toJSON();
  const forgeries: readonly (readonly [string, Y.Doc, Y.Doc])[] = [
    [
      'other text under the same clocks',
      honest,
      typed([{ ...anas, text: 'sola' }, rosas]),
    ],
    [
      'a letter in the name of another',
      typed([
        { by: 1, text: 'ab', at: 0 },
        { by: 2, text: 'cd', at: 2 },
      ]),
      typed([
        { by: 1, text: 'a', at: 0 },
        { by: 2, text: 'b', at: 1 },
        { by: 1, text: 'c', at: 2 },
        { by: 2, text: 'd', at: 3 },
      ]),
    ],
    [
      'a deletion left out',
      typed([anas, rosas], remove(1, 2)),
      typed([anas, rosas], remove(1, 1)),
    ],
    [
      'the same text on other ground, hidden under what is deleted',
      typed(
        [
          { by: 1, text: 'xy', at: 0 },
          { by: 2, text: 'b', at: 1 },
        ],
        (doc) => {
          remove(2, 1)(doc);
          remove(0, 1)(doc);
        },
      ),
      typed(
        [
          { by: 1, text: 'xy', at: 0 },
          { by: 2, text: 'b', at: 2 },
        ],
        remove(0, 2),
      ),
    ],
    [
      'the same text in another place',
      typed([anas]),
      (() => {
        const doc = createDoc(1);
        doc.getText('another').insert(0, 'hola');
        doc.getText('text');
        return reloaded(doc);
      })(),
    ],
  ];

  test.each(forgeries)(
    '[E23] has another form: %s',
    async (_, before, after) => {
      expect(Y.encodeStateVector(after)).toEqual(Y.encodeStateVector(before));
      expect(await formOf(after)).not.toBe(await formOf(before));
    },
  );

  it('[E23] reads the same in the forgeries that only hide', () => {
    for (const [name, before, after] of forgeries)
      if (name.includes('the name') || name.includes('other ground'))
        expect(read(after)).toBe(read(before));
  });

  it('[E23] has none while something is pending', async () => {
    const more = createDoc(3);
    Y.applyUpdate(more, Y.encodeStateAsUpdate(honest));
    more.getText('text').insert(0, 'uno');
    const before = Y.encodeStateVector(more);
    more.getText('text').insert(1, 'dos');
    const dangling = reloaded(honest);
    Y.applyUpdate(dangling, Y.encodeStateAsUpdate(more, before));
    expect(await canonicalForm(dangling)).toEqual({
      ok: false,
      error: 'pending',
    });
  });
});
