import { ownBytes, unwrap } from '@minga/base';
import { createDoc } from '@minga/documents';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeUpdate } from './decode-update.ts';
import { seededRandom, tellStory } from './test-support/random-replicas.ts';
import { runLengthBomb } from './test-support/run-length-bomb.ts';

function isReady(doc: Y.Doc, needs: ReadonlyMap<number, number>): boolean {
  return [...needs].every(
    ([client, clock]) => Y.getState(doc.store, client) >= clock,
  );
}

function hasPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = createDoc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

describe('what an update needs before Yjs can take it', () => {
  test.each([1, 2, 3, 4, 5, 6])(
    '[E11] is there exactly when nothing stays pending (story %i)',
    (seed) => {
      const { log } = tellStory(seed, 4, 160);
      const random = seededRandom(seed);
      const doc = createDoc();
      let unready = 0;
      log.forEach(({ update }, i) => {
        // The next one, or one from the future.
        const ahead = log[Math.min(log.length - 1, i + 1 + random(12))];
        const early = unwrap(
          decodeUpdate({
            codec: 'v1',
            update: ownBytes(ahead?.update ?? update),
          }),
        );
        const scratch = copyOf(doc);
        Y.applyUpdate(scratch, early.update);
        expect(hasPending(scratch)).toBe(!isReady(doc, early.needs));
        if (!isReady(doc, early.needs)) unready++;
        const next = unwrap(
          decodeUpdate({ codec: 'v1', update: ownBytes(update) }),
        );
        expect(isReady(doc, next.needs)).toBe(true);
        Y.applyUpdate(doc, next.update);
        expect(hasPending(doc)).toBe(false);
      });
      expect(unready).toBeGreaterThan(10);
    },
  );

  test('is the same for v2, which is handed on as v1', () => {
    const { log, docs } = tellStory(11, 3, 200);
    const copy = createDoc();
    for (const { update } of log) {
      const v1 = unwrap(
        decodeUpdate({ codec: 'v1', update: ownBytes(update) }),
      );
      const v2 = unwrap(
        decodeUpdate({
          codec: 'v2',
          update: ownBytes(Y.convertUpdateFormatV1ToV2(update)),
        }),
      );
      expect(v2.needs).toEqual(v1.needs);
      expect(v2.runs).toEqual(v1.runs);
      Y.applyUpdate(copy, v2.update);
    }
    expect(copy.getText('text').toDelta()).toEqual(
      docs[0]?.getText('text').toDelta(),
    );
  });

  test('names the clients whose structs are inside, also behind a gap', () => {
    const doc = createDoc(7);
    doc.getText('t').insert(0, 'uno');
    const first = Y.encodeStateAsUpdate(doc);
    const before = Y.encodeStateVector(doc);
    doc.getText('t').insert(3, 'dos');
    const middle = Y.encodeStateVector(doc);
    doc.getText('t').insert(6, 'tres');
    const last = Y.encodeStateAsUpdate(doc, middle);
    const gapped = Y.mergeUpdates([first, last]);
    expect(
      unwrap(decodeUpdate({ codec: 'v1', update: ownBytes(gapped) })),
    ).toMatchObject({
      runs: [
        { client: 7, from: 0, to: 3 },
        { client: 7, from: 6, to: 10 },
      ],
      needs: new Map([[7, 6]]),
    });
    const whole = Y.encodeStateAsUpdate(doc, before);
    expect(
      unwrap(decodeUpdate({ codec: 'v1', update: ownBytes(whole) })).needs,
    ).toEqual(new Map([[7, 3]]));
  });
});

describe('bytes that Yjs would not write', () => {
  test('[E10] a run-length bomb is refused at once', () => {
    const started = performance.now();
    expect(decodeUpdate({ codec: 'v2', update: runLengthBomb })).toEqual({
      ok: false,
      error: 'too-large',
    });
    expect(performance.now() - started).toBeLessThan(100);
  });

  test('a hundred thousand honest structs in a small v2 update are let in', () => {
    const doc = createDoc(5);
    doc.transact(() => {
      for (let i = 0; i < 2000; i++)
        doc.getMap('m').set(`k${String(i % 50)}`, i);
    });
    const update = ownBytes(Y.encodeStateAsUpdateV2(doc));
    expect(decodeUpdate({ codec: 'v2', update }).ok).toBe(true);
  });

  test('two sections of one client, structs in a circle, bytes left over, nothing at all', () => {
    const malformed: number[][] = [
      [],
      [0],
      [0, 0, 0],
      [2, 1, 5, 0, 0, 3, 1, 5, 3, 0, 2, 0], // client 5 twice
      [1, 1, 5, 0, 0, 0, 0], // a struct of length 0
      [1, 1, 5, 0, 9, 0, 0], // a document inside
      [2, 1, 6, 0, 0x84, 5, 0, 1, 97, 1, 5, 0, 0x84, 6, 0, 1, 98, 0], // 6:0 after 5:0 after 6:0
      [1, 1, 5, 0, 0x84, 5, 0, 1, 97, 0], // stands on itself
    ];
    for (const bytes of malformed)
      expect(
        decodeUpdate({ codec: 'v1', update: new Uint8Array(bytes) }),
        String(bytes),
      ).toEqual({
        ok: false,
        error: 'malformed',
      });
  });

  test('flipped and cut bytes never throw, and what is let in never stays pending', () => {
    const { log } = tellStory(3, 3, 120);
    const random = seededRandom(99);
    const doc = createDoc();
    let letIn = 0;
    let thrown = 0;
    for (const { update } of log) {
      for (let i = 0; i < 30; i++) {
        const codec = random(2) === 0 ? 'v1' : 'v2';
        const bent = ownBytes(
          codec === 'v1' ? update : Y.convertUpdateFormatV1ToV2(update),
        );
        bent[random(bent.length)] = random(256);
        const cut = random(4) === 0 ? bent.slice(0, random(bent.length)) : bent;
        const decoded = decodeUpdate({ codec, update: cut });
        if (!decoded.ok || !isReady(doc, decoded.value.needs)) continue;
        letIn++;
        const scratch = copyOf(doc);
        try {
          Y.applyUpdate(scratch, decoded.value.update);
          expect(hasPending(scratch)).toBe(false);
        } catch {
          thrown++;
        }
      }
      Y.applyUpdate(doc, update);
    }
    expect(letIn).toBeGreaterThan(50);
    // What a doc itself makes impossible is only found out by applying it (ingest.ts rebuilds then).
    expect(thrown).toBeLessThan(letIn / 20);
  });
});
