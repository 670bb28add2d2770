import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { caretAt, caretOffset } from './caret.ts';
import { fragmentText } from './fragment-text.ts';
import {
  type PlainText,
  editPlainText,
  mapOffset,
  readPlainText,
} from './plain-text.ts';
import {
  type Replica,
  createReplicas,
  sync,
  syncAll,
} from './test-replicas.ts';

// Many histories on a machine that others use too.
vi.setConfig({ testTimeout: 60_000 });

const fragmentOf = ({ doc }: Replica) => doc.getXmlFragment('repeats');
const shownBy = (replica: Replica): PlainText =>
  readPlainText(fragmentOf(replica))!;
const textOf = (replica: Replica) => shownBy(replica).text;
const type = (replica: Replica, after: string, caret?: number) =>
  editPlainText(fragmentOf(replica), shownBy(replica), after, caret);

function paragraph(...children: (Y.XmlText | Y.XmlElement)[]): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, children);
  return element;
}

describe('a text area over a fragment', () => {
  test('writes paragraphs as the editor stores them', () => {
    const [ana] = createReplicas(1) as [Replica];
    type(ana, 'Poco diálogo');
    type(ana, 'Poco diálogo\nen las clases');
    expect(fragmentOf(ana).toJSON()).toBe(
      '<paragraph>Poco diálogo</paragraph><paragraph>en las clases</paragraph>',
    );
    type(ana, 'Poco diálogo en las clases');
    expect(fragmentOf(ana).toJSON()).toBe(
      '<paragraph>Poco diálogo en las clases</paragraph>',
    );
  });

  test('changes only the letters that changed: one untagged update', () => {
    const [ana] = createReplicas(1) as [Replica];
    type(ana, 'Los docentes preguntan poco.\nNadie observa clases.');
    const kept = fragmentOf(ana).get(1);
    const updates: unknown[] = [];
    ana.doc.on('update', (update: Uint8Array, origin: unknown) => {
      updates.push(origin);
      expect(update.length).toBeLessThan(60);
    });
    type(ana, 'Los docentes preguntan muy poco.\nNadie observa clases.');
    expect(updates).toEqual([null]);
    expect(fragmentOf(ana).get(1)).toBe(kept);
  });

  test('writes nothing when nothing was typed', () => {
    const [ana] = createReplicas(1) as [Replica];
    let updates = 0;
    ana.doc.on('update', () => updates++);
    type(ana, '');
    expect(updates).toBe(0);
    expect(fragmentOf(ana)).toHaveLength(0);
  });

  test('replaces half a character by the sign for it and Windows line breaks by plain ones', () => {
    const [ana] = createReplicas(1) as [Replica];
    expect(type(ana, 'a\ud83d\r\nb')?.text).toBe('a\ufffd\nb');
    expect(textOf(ana)).toBe('a\ufffd\nb');
  });

  test('gives way to the editor when there is something it could not show', () => {
    const bold = new Y.XmlText();
    bold.applyDelta([{ insert: 'no', attributes: { bold: {} } }]);
    const aligned = paragraph(new Y.XmlText('x'));
    aligned.setAttribute('textAlign', 'right');
    for (const content of [
      new Y.XmlElement('bulletList'),
      paragraph(bold),
      paragraph(new Y.XmlElement('hardBreak')),
      aligned,
      paragraph(new Y.XmlText('two\nlines')),
      new Y.XmlText('no paragraph'),
    ]) {
      const [ana] = createReplicas(1) as [Replica];
      const before = type(ana, 'hola')!;
      fragmentOf(ana).insert(1, [content]);
      expect(readPlainText(fragmentOf(ana))).toBeNull();
      expect(editPlainText(fragmentOf(ana), before, 'hola!')).toBeNull();
    }
  });

  test('shows again a paragraph whose marks were taken off', () => {
    const [ana] = createReplicas(1) as [Replica];
    type(ana, 'fuerte y claro');
    const text = (fragmentOf(ana).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.format(0, 6, { bold: {} });
    expect(readPlainText(fragmentOf(ana))).toBeNull();
    text.format(0, 6, { bold: null });
    expect(textOf(ana)).toBe('fuerte y claro');
    type(ana, 'fuerte y muy claro');
    expect(textOf(ana)).toBe('fuerte y muy claro');
  });
});

describe('two people with text areas', () => {
  test('who write in one sentence both find their words in it', () => {
    const [ana, luis] = createReplicas(2, (one) => {
      type(one, 'Las clases son expositivas.');
    }) as [Replica, Replica];
    type(ana, 'Casi todas las clases son expositivas.');
    type(luis, 'Las clases son expositivas y largas.');
    syncAll([ana, luis]);
    expect(textOf(ana)).toBe(textOf(luis));
    expect(textOf(ana)).toBe('Casi todas las clases son expositivas y largas.');
  });

  test('who begin an empty field while apart keep both beginnings', () => {
    const [ana, luis] = createReplicas(2) as [Replica, Replica];
    type(ana, 'uno');
    type(luis, 'dos');
    syncAll([ana, luis]);
    expect(textOf(ana).split('\n').sort()).toEqual(['dos', 'uno']);
    expect(textOf(luis)).toBe(textOf(ana));
  });

  test('see carets stay behind the letter they stood behind', () => {
    const [ana, luis] = createReplicas(2, (one) => {
      type(one, 'Nadie observa.\nFalta tiempo.');
    }) as [Replica, Replica];
    const before = shownBy(ana);
    const offset = before.text.indexOf(' tiempo');
    type(luis, 'Casi nadie observa.\nNos falta tiempo.');
    sync(luis, ana);
    const after = shownBy(ana);
    expect(after.text.slice(mapOffset(before, after, offset))).toBe(' tiempo.');
    expect(mapOffset(before, after, 0)).toBe(0);

    const caret = caretAt(fragmentOf(luis), 5);
    expect(
      caretOffset(fragmentOf(ana), JSON.parse(JSON.stringify(caret))),
    ).toBe(5);
  });

  test('of whom one composes a word lose nothing of it while the other types before and behind', () => {
    const [ana, luis] = createReplicas(2, (one) => {
      type(one, 'la escuela');
    }) as [Replica, Replica];
    let shown = shownBy(ana);
    let area = shown.text;
    for (const [i, letter] of Array.from('rural').entries()) {
      // What Luis does reaches the document but not the text area: Ana's keyboard is composing.
      type(luis, i % 2 === 0 ? `${i} ${textOf(luis)}` : `${textOf(luis)} ${i}`);
      syncAll([ana, luis]);
      area = area.slice(0, 3 + i) + letter + area.slice(3 + i);
      shown = editPlainText(fragmentOf(ana), shown, area, 4 + i)!;
      expect(shown.text).toBe(area);
      syncAll([ana, luis]);
    }
    expect(textOf(luis)).toBe('4 2 0 la ruralescuela 1 3');
    area = area.replace('rural', 'nueva ');
    editPlainText(fragmentOf(ana), shown, area);
    expect(textOf(ana)).toBe('4 2 0 la nueva escuela 1 3');
  });
});

const letters = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '\n', '😀', '😁', 'ñ'),
  maxLength: 8,
});
const step = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom('type', 'type', 'type', 'sync', 'refresh'),
  at: fc.nat(40),
  remove: fc.constantFrom(0, 0, 0, 1, 2, 9),
  insert: letters,
  to: fc.nat(2),
});

/** Code points of what is shown with a piece of it replaced. */
function retype(
  text: string,
  { at, remove, insert }: { at: number; remove: number; insert: string },
) {
  const points = Array.from(text);
  const from = at % (points.length + 1);
  const head = points.slice(0, from).join('') + insert;
  return {
    after: head + points.slice(from + remove).join(''),
    caret: head.length,
  };
}

test('alone, the fragment always reads as the text area does, whatever is typed, pasted or deleted', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const [ana] = createReplicas(1) as [Replica];
      for (const each of steps) {
        const { after, caret } = retype(textOf(ana), each);
        const offset = Math.min(each.to * 7, textOf(ana).length);
        const returned = type(ana, after, caret);
        expect(returned?.text).toBe(after);
        expect(textOf(ana)).toBe(after);
        expect(fragmentText(fragmentOf(ana))).toBe(after);
        const there = Math.min(offset, after.length);
        expect(
          caretOffset(fragmentOf(ana), caretAt(fragmentOf(ana), there)),
        ).toBe(there);
      }
    }),
    { numRuns: 500 },
  );
});

test('three text areas converge and stay plain, each edited against what it shows and not against what is there', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const replicas = createReplicas(3, (one) => {
        type(one, 'uno dos tres\ncuatro cinco seis');
      });
      const shown = replicas.map(shownBy);
      for (const each of steps) {
        const replica = replicas[each.who]!;
        if (each.what === 'sync') sync(replica, replicas[each.to]!);
        else if (each.what === 'refresh') shown[each.who] = shownBy(replica);
        else {
          const { after, caret } = retype(shown[each.who]!.text, each);
          const next = editPlainText(
            fragmentOf(replica),
            shown[each.who]!,
            after,
            caret,
          );
          expect(next?.text).toBe(after);
          shown[each.who] = next!;
        }
      }
      syncAll(replicas);
      for (const replica of replicas) {
        expect(textOf(replica)).toBe(textOf(replicas[0]!));
        expect(textOf(replica)).not.toContain('\ufffd');
        expect(textOf(replica).isWellFormed()).toBe(true);
      }
    }),
    { numRuns: 800 },
  );
});

test('without line breaks no word typed by anybody is ever lost, whoever lags behind', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const replicas = createReplicas(3, (one) => {
        type(one, 'uno dos tres');
      });
      const shown = replicas.map(shownBy);
      const words: string[] = [];
      for (const each of steps) {
        const replica = replicas[each.who]!;
        if (each.what === 'sync') sync(replica, replicas[each.to]!);
        else if (each.what === 'refresh') shown[each.who] = shownBy(replica);
        else {
          // Only ever appends a marked word to one of the three first ones, so that nobody types inside another's.
          const word = `<${words.length}>`;
          const { text } = shown[each.who]!;
          const at = text.indexOf(['uno', 'dos', 'tres'][each.at % 3]!);
          const after = text.slice(0, at) + word + text.slice(at);
          words.push(word);
          shown[each.who] = editPlainText(
            fragmentOf(replica),
            shown[each.who]!,
            after,
            at + word.length,
          )!;
        }
      }
      syncAll(replicas);
      for (const word of words) expect(textOf(replicas[2]!)).toContain(word);
      expect(textOf(replicas[0]!).replace(/<\d+>/g, '')).toBe('uno dos tres');
    }),
    { numRuns: 300 },
  );
});
