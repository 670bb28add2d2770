import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Canary, type Scanner, scannerOf } from '../support/canaries.ts';
import { expect, test } from '../support/journey.ts';
import { keptIn } from '../support/kept.ts';
import {
  beginProblem,
  createGroup,
  editor,
  expectSent,
  invite,
  join as joinGroup,
  keepThinking,
  openProblem,
  type Person,
  typeAtEnd,
} from '../support/people.ts';

const words = {
  group: 'Zorzal Kipunawe',
  ana: 'Ximena Qoripuma',
  rosa: 'Wara Llokallanta',
  title: 'jacarandaquinoto',
  repeats: 'huemulpatagua',
  knownBy: 'chinchillatotora',
  what: 'maquipicaflor',
  responsible: 'tunkicolibri',
  cause: 'ayllupucara',
} as const;
const canaries: readonly Canary[] = Object.entries(words).flatMap(
  ([field, text]) => text.split(' ').map((word) => ({ field, text: word })),
);

test('what is typed in any field is nowhere to be read: not in the browser, not on the wire, not at the relay', async ({
  person,
  ownRelay,
}) => {
  const scanner = scannerOf(canaries);
  const { url } = ownRelay;
  const ana = await person({ url });
  const anaFrames = framesOf(ana.page);
  await createGroup(ana, words.group, words.ana);
  const link = await invite(ana);
  await beginProblem(ana, words.title);
  await writeEverywhere(ana);
  await expectSent(ana.page);
  const rosa = await person({ url, device: 'computer' });
  const rosaFrames = framesOf(rosa.page);
  await joinGroup(rosa, link, words.group, words.rosa);
  await openProblem(rosa, words.title);
  const field = await editor(rosa.page);
  await expect(field).toContainText(words.repeats);
  await typeAtEnd(field, ` ${words.repeats}`);
  await expectSent(rosa.page);

  await test.step('the search finds what is there to be found', async () => {
    const shown = Buffer.from(await rosa.page.content());
    expect(scanner.scan('page', shown)).not.toEqual([]);
    await plant(rosa.page, words.cause);
    const found = await searchBrowser(scanner, rosa);
    expect(new Set(found.map((one) => one.field))).toEqual(new Set(['cause']));
    expect(found.every(({ where }) => where.includes('planted'))).toBe(true);
  });
  await test.step('IndexedDB and the settings of both', async () => {
    expect(await searchBrowser(scanner, ana)).toEqual([]);
  });
  await test.step('the wire', () => {
    for (const frames of [anaFrames, rosaFrames]) {
      expect(frames.length).toBeGreaterThan(10);
      expect(frames.flatMap((bytes) => scanner.scan('frame', bytes))).toEqual(
        [],
      );
    }
  });
  await test.step('the relay: its files, its metrics and what it prints', async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const told = Buffer.from(`${metrics}${ownRelay.output()}`);
    expect(scanner.scan('metrics and output', told)).toEqual([]);
    await ownRelay.stop();
    const files = await readdir(ownRelay.dataFolder, {
      recursive: true,
      withFileTypes: true,
    });
    const paths = files
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name));
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths)
      expect(scanner.scan(path, await readFile(path))).toEqual([]);
  });
});

async function writeEverywhere({ page }: Person): Promise<void> {
  for (const question of ['repeats', 'knownBy', 'what'] as const)
    await typeAtEnd(await editor(page, question), words[question]);
  const responsible = page.getByLabel('Quién lo lleva');
  await responsible.fill(words.responsible);
  await responsible.blur();
  await keepThinking(page);
  await page.getByRole('button', { name: 'Agregar una causa' }).click();
  await page.getByRole('textbox', { name: 'Causa 1' }).fill(words.cause);
}

function framesOf(page: Page): Buffer[] {
  const frames: Buffer[] = [];
  page.on('websocket', (socket) => {
    const keep = ({ payload }: { readonly payload: string | Buffer }): void => {
      frames.push(typeof payload === 'string' ? Buffer.from(payload) : payload);
    };
    socket.on('framesent', keep);
    socket.on('framereceived', keep);
  });
  return frames;
}

async function searchBrowser(scanner: Scanner, { page }: Person) {
  const kept = await keptIn(page);
  expect(kept.length).toBeGreaterThan(20);
  return kept.flatMap(({ where, base64 }) =>
    scanner.scan(where, Buffer.from(base64, 'base64')),
  );
}

async function plant(page: Page, word: string): Promise<void> {
  await page.evaluate(
    (text) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('planted', 1);
        request.onupgradeneeded = () => {
          request.result
            .createObjectStore('rows')
            .put({ deep: [new TextEncoder().encode(`a ${text} b`)] }, 'key');
        };
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onerror = () => reject(new Error(request.error?.message));
      }),
    word,
  );
}
