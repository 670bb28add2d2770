import { type DocumentId, type Hash, bytesToId } from '@minga/base';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { type EvidenceFile, editEvidence, readEvidence } from './evidence.ts';
import { startProblem } from './problem-document.ts';
import { settledValue } from './register.ts';
import { createReplicas, syncAll } from './test-replicas.ts';

const file: EvidenceFile = {
  name: bytesToId<Hash>(new Uint8Array(32).fill(7)),
  key: new Uint8Array(32).fill(9),
  size: 120_000,
  media: 'photo',
  title: '',
  thumb: new Uint8Array([0xff, 0xd8, 0xff]),
  seconds: 0,
};
const today = { by: 'Ana Quispe', day: '2026-11-26', consent: true };

const problem = () => {
  const [one] = createReplicas(1, ({ doc }) => {
    startProblem(doc, 1);
  });
  return one!;
};

describe('evidence', () => {
  it('says what it shows and what it does not, who brought it, and where its bytes are', () => {
    const { doc, newId } = problem();
    const edits = editEvidence(doc, newId);
    const id = edits.add({ content: { kind: 'file', file }, ...today })!;
    edits.setText(id, 'shows', '  Seis de nueve no terminan  ');
    edits.setText(id, 'doesNotShow', 'Por qué');
    const [one] = readEvidence(doc);
    expect(one).toMatchObject({ id, file });
    expect(settledValue(one!.shows)).toBe('Seis de nueve no terminan');
    expect(settledValue(one!.doesNotShow)).toBe('Por qué');
    expect(settledValue(one!.by)).toBe('Ana Quispe');
    expect(settledValue(one!.day)).toBe('2026-11-26');
    expect(settledValue(one!.consent)).toBe(true);
  });

  it('what two people add apart is all there; what one wrote in a removed one comes back with it', () => {
    const both = createReplicas(2, ({ doc }) => {
      startProblem(doc, 1);
    });
    const [ana, rosa] = [both[0]!, both[1]!];
    const hers = editEvidence(ana.doc, ana.newId);
    const id = hers.add({ content: { kind: 'fact' }, ...today })!;
    syncAll(both);
    const rosas = editEvidence(rosa.doc, rosa.newId);
    rosas.add({
      content: { kind: 'file', file },
      ...today,
      by: 'Rosa Mamani',
    });
    hers.remove(id);
    rosas.setText(id, 'shows', 'Lo dijo la tercera básica');
    syncAll(both);
    expect(readEvidence(ana.doc)).toEqual(readEvidence(rosa.doc));
    expect(readEvidence(ana.doc)).toHaveLength(1);
    hers.restore(id);
    expect(
      readEvidence(ana.doc).map(({ shows }) => settledValue(shows)),
    ).toContain('Lo dijo la tercera básica');
  });

  it('what is odd is passed over: no throw, no file that cannot be opened', () => {
    const { doc, newId } = problem();
    const id = editEvidence(doc, newId).add({
      content: { kind: 'file', file },
      ...today,
    })!;
    const item = doc.getMap('evidence').get(id) as Y.Map<unknown>;
    for (const odd of [
      7,
      null,
      'x',
      {},
      { ...file, name: 'short' },
      { ...file, key: 'x' },
      { ...file, size: '9' },
    ]) {
      item.set('file', odd);
      expect(readEvidence(doc)[0]?.file).toBeNull();
    }
    item.set('file', { ...file, thumb: new Uint8Array(99_999), media: 'svg' });
    expect(readEvidence(doc)[0]?.file).toMatchObject({
      thumb: null,
      media: 'file',
    });
    for (const [seconds, read] of [
      [42, 42],
      [-1, 0],
      [1.5, 0],
      [1e9, 0],
      ['7', 0],
    ]) {
      item.set('file', { ...file, media: 'voice', seconds });
      expect(readEvidence(doc)[0]?.file).toMatchObject({
        media: 'voice',
        seconds: read,
      });
    }
  });

  it('a day in a year that nobody lives in is refused, and the one before stays', () => {
    const { doc, newId } = problem();
    const edits = editEvidence(doc, newId);
    const id = edits.add({ content: { kind: 'fact' }, ...today })!;
    for (const odd of ['20026-01-01', '1026-01-01', '2026-02-30', 'ayer'])
      expect(edits.setDay(id, odd)).toBe(false);
    expect(settledValue(readEvidence(doc)[0]!.day)).toBe('2026-11-26');
    expect(edits.setDay(id, '')).toBe(true);
  });

  it('a count says how much of what; a link says which record; each is shown only where it was made so', () => {
    const { doc, newId } = problem();
    const edits = editEvidence(doc, newId);
    const count = edits.add({ content: { kind: 'count' }, ...today })!;
    edits.setText(count, 'amount', '79 %');
    edits.setText(count, 'of', 'intervenciones que son docentes');
    const link = {
      kind: 'cycle',
      document: bytesToId<DocumentId>(new Uint8Array(16).fill(3)),
    } as const;
    edits.add({ content: { kind: 'link', link }, ...today });
    const fact = edits.add({ content: { kind: 'fact' }, ...today })!;
    const [one, two, three] = readEvidence(doc);
    expect(settledValue(one!.count!.amount)).toBe('79 %');
    expect(settledValue(one!.count!.of)).toBe(
      'intervenciones que son docentes',
    );
    expect(two).toMatchObject({ link, count: null, table: null, file: null });
    expect(three).toMatchObject({ link: null, count: null, table: null });
    expect(edits.table(fact)).toBeNull();
    const item = doc.getMap('evidence').get(fact) as Y.Map<unknown>;
    for (const odd of [{}, { ...link, kind: 'x' }, { ...link, document: '' }]) {
      item.set('link', odd);
      expect(readEvidence(doc)[2]!.link).toBeNull();
    }
  });
});
