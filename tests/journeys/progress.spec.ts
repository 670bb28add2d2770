import { readFile } from 'node:fs/promises';
import { systemClock, systemRandom, unwrap } from '@minga/base';
import {
  createUlidSource,
  editIndex,
  editRound,
  startRound,
} from '@minga/documents';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { openMember, until } from '../support/member.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import { readPdf } from '../support/pdf.ts';
import {
  beginProblem,
  createGroup,
  expectSent,
  goTo,
  invite,
} from '../support/people.ts';

const group = 'Escuela Los Boldos';
const title = 'Los niños casi no hablan en clase';

test('a second conversation goes on from the first in one line, one with an edited guide breaks it, and all is on paper and in a file', async ({
  person,
  ownRelay,
}) => {
  test.setTimeout(150_000);
  const ana = await person({ url: ownRelay.url });
  const { page } = ana;
  await createGroup(ana, group, 'Ana Soto');
  const link = await invite(ana);
  await beginProblem(ana, title);
  await page.getByRole('button', { name: 'Conversar directo' }).click();
  await page.getByLabel('Reflexión').check();
  await agree(page, 'Exploración', 'En marzo vimos seis clases');

  await test.step('again, about the same problem and capacity', async () => {
    const first = page.url();
    await page
      .getByRole('button', { name: 'Conversar otra vez sobre lo mismo' })
      .click();
    await expect(page).not.toHaveURL(first);
    await expect(
      page.getByRole('link', { name: `A partir de «${title}»` }),
    ).toBeVisible();
    await expect(
      page.getByRole('checkbox', { name: 'Reflexión' }),
    ).toBeChecked();
    await agree(page, 'Implementación emergente', 'Se observan entre pares');
    await expectSent(page);
  });

  await test.step('a colleague begins a third with a guide the group has edited', async () => {
    await withAnEditedGuide(link, ownRelay.url);
    await openWork(page);
    await expect(
      page.getByRole('main').getByRole('link', { name: /^Cómo estamos · / }),
    ).toHaveCount(3, { timeout: 60_000 });
  });

  await test.step('the way of the capacity, from its own starting point', async () => {
    await page.getByRole('link', { name: 'Nuestro camino' }).click();
    const way = page.getByRole('region', { name: 'Reflexión' });
    await expect(
      way.getByRole('img', { name: 'Camino de Reflexión. Del grupo.' }),
    ).toBeVisible();
    await expect(way.getByText(/Punto de partida: Exploración/)).toBeVisible();
    await expect(way.getByText('En marzo vimos seis clases')).toBeVisible();
    await expect(way.getByText('Se observan entre pares')).toBeVisible();
    const rows = way.getByRole('table').getByRole('row');
    await expect(rows).toHaveCount(4, { timeout: 60_000 });
    await expect(rows.nth(1)).toContainText('Exploración (Punto de partida)');
    await expect(rows.nth(3)).toContainText('Sustentabilidad');
    await expect(way.getByText('Otra versión de la pauta')).toHaveCount(1);
    // Two rounds with one version are joined; the third stands by itself.
    await expect(way.locator('polyline')).toHaveCount(2);
    await expect(way.locator('line.break')).toHaveCount(1);
    await expect(page.getByText('Son opciones para conversar')).toBeVisible();
    await page
      .getByLabel('¿En qué etapa del jardín están?')
      .selectOption('Plantación y siembra');
    await expect(
      page.getByText('Dar ocasiones reales de liderar.'),
    ).toBeVisible();
    await expect(page.getByText('Fuente: Hadfield et al., 2002')).toBeVisible();
    await expectPlainWords(page);
    await expectAccessible(page, 'progress');
  });

  await test.step('on A4, in black', async () => {
    const pages = readPdf(await page.pdf({ format: 'A4' }));
    const [first] = pages;
    expect([first?.width, first?.height]).toEqual([594, 841]);
    const text = pages
      .map((one) => one.text)
      .join('')
      .replace(/\s/g, '');
    expect(text).toContain('Puntodepartida');
    expect(text).toContain('Enmarzovimosseisclases');
    expect(text).not.toContain('Sonopciones');
    for (const [red, green, blue] of pages.flatMap(({ inks }) => inks)) {
      expect(red).toBeCloseTo(green, 1);
      expect(green).toBeCloseTo(blue, 1);
    }
  });

  await test.step('as a table, with what was agreed and nobody’s name', async () => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Descargar tabla (CSV)' }).click();
    const file = await downloading;
    expect(file.suggestedFilename()).toBe(`Nuestro camino · ${group}.csv`);
    const csv = (await readFile(await file.path())).toString('utf8');
    expect(csv.startsWith('\u{FEFF}Capacidad;')).toBe(true);
    expect(csv.trim().split('\r\n')).toHaveLength(4);
    expect(csv).toContain('En marzo vimos seis clases');
    expect(csv).not.toContain('Ana');
  });
});

test('a conversation begun from a cycle says so, and from the list of work without any', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, group, 'Ana Soto');
  await goTo(page, 'Trabajo');
  await page.getByText('Empezar una conversación').click();
  await page
    .getByLabel('Miramos lo que…')
    .selectOption('la escuela tiene organizado');
  await expectAccessible(page, 'beginning a conversation');
  await page.getByRole('button', { name: 'Conversar directo' }).click();
  await page.getByLabel('Confianza relacional').check();
  await agree(page, 'Exploración', 'Hay un horario común');
  await page.getByRole('link', { name: 'Nuestro camino' }).click();
  await expect(
    page.getByRole('img', {
      name: 'Camino de Confianza relacional. De la organización.',
    }),
  ).toBeVisible();

  await goTo(page, 'Trabajo');
  await page.getByRole('link', { name: 'Empezar un ciclo' }).click();
  await page.getByLabel('¿Cómo se llamará?').fill('Que conversen más');
  await page.getByLabel('¿Cuándo parte?').fill('2026-03-16');
  await page.getByRole('button', { name: 'Empezar' }).click();
  await page.getByRole('button', { name: 'Conversar directo' }).click();
  await page
    .getByRole('link', { name: 'A partir de «Que conversen más»' })
    .click();
  await expect(
    page.getByRole('main').getByRole('link', { name: /^Cómo estamos · / }),
  ).toBeVisible();
});

async function agree(page: Page, stage: string, shows: string): Promise<void> {
  await page.getByRole('radio', { name: stage }).check();
  await page.getByLabel('¿En qué se nota?').fill(shows);
  await page.getByLabel('Consenso', { exact: true }).check();
}

async function openWork(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Nuestro camino' }).click();
  await goTo(page, 'Trabajo');
}

/** As a group's own guide arrives: the same ids, another hash. */
async function withAnEditedGuide(link: string, relay: string): Promise<void> {
  const rosa = await openMember({ name: 'Rosa Quispe', relay });
  try {
    const space = await rosa.join(link);
    await until(space.view, ({ me }) => me !== null);
    const newId = createUlidSource({
      clock: systemClock,
      random: systemRandom,
    });
    const createdAt = Date.now();
    const id = unwrap(
      await space.createDocument((doc) => {
        startRound(doc, {
          createdAt,
          instrument: 'CAPACIDADES',
          instrumentHash: 'ed'.repeat(32),
          focus: ['CB-REF'],
        });
        const edits = editRound(doc, newId);
        edits.setStage('CB-REF', 'RUB-4');
        edits.setEnd('CB-REF', 'con_reservas');
      }),
    );
    const index = await space.openIndex();
    editIndex(index.doc, newId).list({
      id,
      kind: 'round',
      createdAt,
      title: 'Cómo estamos · con otra pauta',
    });
    await until(index.status, ({ word }) => word !== 'here');
    index.close();
    const document = await space.openDocument(id);
    await until(document.status, ({ word }) => word !== 'here');
    document.close();
  } finally {
    await rosa.close();
  }
}
