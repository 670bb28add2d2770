import { editPlainText, fragmentText, readPlainText } from '@minga/documents';
import { expect, onTestFinished, test } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import { XmlText } from 'yjs';
import {
  type PlainTextArea,
  bindTextArea,
} from '#lib/shared/plain-text-area.ts';
import { type Scene, problemScene } from './test/scene.ts';

const devtools = cdp() as {
  send(method: string, params: object): Promise<unknown>;
};

/** As Gboard does it: each letter replaces the composition, the word is committed when a space comes. */
async function compose(text: string): Promise<void> {
  await devtools.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });
}

async function commit(text: string): Promise<void> {
  await devtools.send('Input.insertText', { text });
}

interface AreaScene extends Scene {
  readonly area: HTMLTextAreaElement;
  readonly plain: PlainTextArea;
  text(): string;
}

function openArea(): AreaScene {
  const scene = problemScene();
  const area = document.createElement('textarea');
  document.body.append(area);
  const plain = bindTextArea(area, scene.fragment('repeats'));
  onTestFinished(() => {
    plain.stop();
    area.remove();
  });
  area.focus();
  return {
    ...scene,
    area,
    plain,
    text: () => fragmentText(scene.fragment('repeats')),
  };
}

/** The other person writes `text` in place of all that stood there, by the smallest edit. */
function otherWrites(scene: Scene, text: string): void {
  const fragment = scene.otherFragment('repeats');
  const shown = readPlainText(fragment);
  if (shown === null) throw new Error('not plain');
  editPlainText(fragment, shown, text);
}

test('what is typed is in the document, line by line', async () => {
  const scene = openArea();
  await userEvent.keyboard('Una línea{Enter}y otra');
  expect(scene.text()).toBe('Una línea\ny otra');
  expect(fragmentText(scene.otherFragment('repeats'))).toBe(
    'Una línea\ny otra',
  );
});

test('what another person writes appears, and the caret stays with its letters', async () => {
  const scene = openArea();
  await userEvent.keyboard('diálogo');
  otherWrites(scene, 'Poco diálogo');
  expect(scene.area.value).toBe('Poco diálogo');
  await userEvent.keyboard(' hoy');
  expect(scene.text()).toBe('Poco diálogo hoy');
});

test('a word being composed is left alone while another person writes before it', async () => {
  const scene = openArea();
  await userEvent.keyboard('casi ');
  await compose('na');
  expect(scene.plain.isComposing).toBe(true);
  otherWrites(scene, 'Aquí casi na');
  expect(scene.area.value).toBe('casi na');
  await compose('nada');
  await commit('nada');
  expect(scene.area.value).toBe('Aquí casi nada');
  expect(scene.text()).toBe('Aquí casi nada');
  expect(scene.area.selectionEnd).toBe('Aquí casi nada'.length);
});

test('letters of a composition are in the document before it ends', async () => {
  const scene = openArea();
  await compose('hol');
  expect(scene.text()).toBe('hol');
  await commit('hola');
  expect(scene.text()).toBe('hola');
});

test('what only the editor can show is shown to be read, and not damaged', async () => {
  const scene = openArea();
  await userEvent.keyboard('importante');
  const paragraph = scene.otherFragment('repeats').get(0);
  const text = 'get' in paragraph ? paragraph.get(0) : null;
  if (!(text instanceof XmlText)) throw new Error('no letters');
  text.format(0, 10, { bold: true });
  expect(scene.area.readOnly).toBe(true);
  expect(scene.area.value).toBe('importante');
  await userEvent.keyboard('no');
  expect(scene.text()).toBe('importante');
});
