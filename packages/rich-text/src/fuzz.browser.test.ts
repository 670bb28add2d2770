import type { Editor } from '@tiptap/core';
import { Selection, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it, onTestFinished } from 'vitest';
import { userEvent } from 'vitest/browser';
import { mendStructure } from './structure.ts';
import { pair, settled, type Field } from './test/scene.ts';

const tools = {
  keyboard: (keys: string) => userEvent.keyboard(keys),
  onTestFinished,
};

function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function editorOf(field: Field): Editor {
  return (field.text as unknown as { editor: Editor }).editor;
}

function press(field: Field, key: string, keyCode: number): void {
  field.text.dispatchEvent(
    new KeyboardEvent('keydown', {
      key,
      keyCode,
      bubbles: true,
      cancelable: true,
    }),
  );
}

/** One thing a person can do. Places are random; what does not apply there does nothing, as on a keyboard. */
function act(field: Field, random: (below: number) => number): void {
  const editor = editorOf(field);
  const size = editor.state.doc.content.size;
  const from = random(size + 1);
  const to = Math.min(size, from + random(12));
  // Where a caret can stand.
  const { doc, tr } = editor.state;
  const [$from, $to] = [from, random(3) === 0 ? to : from].map(
    (place) => Selection.near(doc.resolve(place)).$head,
  );
  if ($from === undefined || $to === undefined) return;
  editor.view.dispatch(tr.setSelection(TextSelection.between($from, $to)));
  mendStructure(editor);
  const { commands } = editor;
  const actions: (() => unknown)[] = [
    () => commands.insertContent('palabra '.slice(0, 1 + random(8))),
    () => commands.insertContent('x'),
    () => commands.insertContent('ñandú '),
    () => commands.deleteSelection(),
    () => press(field, 'Enter', 13),
    () => press(field, 'Backspace', 8),
    () => commands.splitListItem('listItem'),
    () => commands.joinBackward(),
    () => commands.toggleBold(),
    () => commands.toggleItalic(),
    () => commands.toggleBulletList(),
    () => commands.toggleOrderedList(),
    () => commands.toggleList('taskList', 'taskItem'),
    () => commands.toggleHeading({ level: 2 }),
    () => commands.sinkListItem('listItem'),
    () => commands.liftListItem('listItem'),
    () => commands.undo(),
    () => commands.redo(),
  ];
  actions[random(actions.length)]?.();
}

describe('two people doing anything', () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    it(`end with the same text, which is what the document holds (seed ${seed})`, async () => {
      const random = randomOf(seed);
      const { ana, luis, wire } = pair(tools);
      let locked = 0;
      const onUnknownContent = () => {
        locked += 1;
      };
      const hers = await ana.open('need', { onUnknownContent });
      const his = await luis.open('need', { onUnknownContent });
      for (let round = 0; round < 8; round += 1) {
        if (random(2) === 0) wire.cut();
        for (let step = 0; step < 10; step += 1)
          act(random(2) === 0 ? hers : his, random);
        wire.mend();
      }
      await settled();
      expect(locked).toBe(0);
      expect(hers.fragment.toJSON()).toBe(his.fragment.toJSON());
      expect(hers.html()).toBe(his.html());
      // A fresh reader of the same document sees the same.
      const third = await ana.open('need');
      expect(third.html()).toBe(hers.html());
    });
  }
});
