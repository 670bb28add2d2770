import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/journey.ts';
import { expectPlainWords } from '../support/never-shown.ts';
import { readPdf } from '../support/pdf.ts';
import {
  type Person,
  beginProblem,
  createGroup,
  expectSent,
  goTo,
  invite,
  join,
} from '../support/people.ts';

const school = 'Escuela Los Maquis';
const problem = 'Los niños casi no hablan en clase';
const cycle = 'Que conversen más en clase';

async function newCycle({ page }: Person): Promise<void> {
  await goTo(page, 'Trabajo');
  await page.getByRole('link', { name: 'Empezar un ciclo' }).click();
  await expect(page.getByRole('button', { name: 'Empezar' })).toBeEnabled();
}

async function begin(page: Page, name: string): Promise<void> {
  await page.getByLabel('¿Cómo se llamará?').fill(name);
  await page.getByLabel('¿Cuándo parte?').fill('2026-03-16');
  await page.getByRole('button', { name: 'Empezar' }).click();
  await expect(stages(page).first()).toBeVisible();
}

const stages = (page: Page) => page.locator('li[data-stage]');
const stage = (page: Page, name: string) =>
  page.locator('li[data-stage]', {
    has: page.locator('.name', { hasText: name }),
  });
const unfold = (page: Page, name: string) =>
  page.locator('summary', { hasText: name }).click();

test('two people take the first model from its template to its close, and the next carries on', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, school, 'Ana');
  await beginProblem(ana, problem);
  await newCycle(ana);
  await expect(page.getByText('Qué tan probado está')).toBeVisible();
  await expectAccessible(page, 'choose a model');
  await begin(page, cycle);
  await expect(stages(page)).toHaveCount(4);
  await expectPlainWords(page);
  await expectAccessible(page, 'a cycle');
  const address = page.url();

  // The stages are the group's own.
  await stage(page, 'Acordar qué probar').locator('summary').first().click();
  await stage(page, 'Acordar qué probar')
    .getByText('Cambiar esta etapa')
    .click();
  const name = page.getByLabel('Nombre de la etapa');
  await name.fill('Acordar en el consejo');
  await name.press('Enter');
  await expect(stage(page, 'Acordar en el consejo')).toBeVisible();
  await page.getByRole('button', { name: 'Agregar etapa' }).click();
  await expect(stages(page)).toHaveCount(5);
  await stage(page, 'Etapa nueva').locator('summary').first().click();
  await stage(page, 'Etapa nueva')
    .getByRole('button', { name: 'Dejar fuera' })
    .click();
  await page.getByLabel('¿Por qué no hace falta?').fill('ya lo hicimos');
  await page.getByRole('button', { name: 'Dejar fuera esta etapa' }).click();
  await expect(stage(page, 'Etapa nueva')).toContainText('ya lo hicimos');

  // Dates step over the holidays.
  await unfold(page, 'Fechas');
  await page.getByRole('button', { name: 'Agregar días sin clases' }).click();
  await page.getByLabel('Desde').last().fill('2026-03-17');
  await page.getByLabel('Hasta').last().fill('2026-03-31');
  await page.getByRole('textbox', { name: 'Qué es' }).fill('Vacaciones');
  await page.getByRole('textbox', { name: 'Qué es' }).blur();
  await page.getByRole('button', { name: 'Proponer fechas' }).click();
  await expect(stage(page, 'Entender')).toContainText('16 mar – 20 abr');

  await unfold(page, 'Con qué y con quiénes');
  await page.getByRole('checkbox', { name: problem }).check();
  await page.getByRole('checkbox', { name: 'Ana' }).check();
  await expectSent(page);

  await page.getByRole('link', { name: /^Volver a Trabajo/ }).click();
  const link = await invite(ana);
  const rosa = await person();
  await join(rosa, link, school, 'Rosa');
  await rosa.page.goto(address);
  await expect(stage(rosa.page, 'Acordar en el consejo')).toBeVisible();

  // Both write in the same stage.
  await page.goto(address);
  for (const [one, words] of [
    [page, 'Vimos seis clases. '],
    [rosa.page, 'Preguntamos a los niños. '],
  ] as const) {
    const notes = stage(one, 'Entender').getByLabel('Qué hay ya');
    await notes.pressSequentially(words);
  }
  for (const one of [page, rosa.page]) {
    const notes = stage(one, 'Entender').getByLabel('Qué hay ya');
    await expect(notes).toHaveValue(/Vimos seis clases/);
    await expect(notes).toHaveValue(/Preguntamos a los niños/);
  }

  // On, back and on again: the reason stays.
  const arrive = async (one: Page, to: string): Promise<void> => {
    const here = stage(one, to);
    if ((await here.locator('details').first().getAttribute('open')) === null)
      await here.locator('summary').first().click();
    await here
      .getByRole('button', { name: /^(Pasar|Volver) a esta etapa$/ })
      .first()
      .click();
  };
  await arrive(page, 'Probar');
  await expect(stage(rosa.page, 'Probar')).toContainText('Estamos aquí');
  await arrive(rosa.page, 'Entender');
  await rosa.page.getByLabel('¿Qué nos hizo volver?').fill('Faltaba preguntar');
  await rosa.page.getByLabel('¿Qué nos hizo volver?').press('Enter');
  await expect(
    page.getByText(/volvimos a «Entender». Faltaba preguntar/),
  ).toBeVisible();
  await arrive(page, 'Ver qué cambió');

  await page
    .getByLabel('¿Qué cambió en la enseñanza y en el aprendizaje?')
    .fill('Hablan nueve niños que no hablaban');
  await page.getByLabel('Lo que pensamos juntos').fill('Nos costó esperar');
  await page.getByRole('button', { name: 'Escribir lo que me llevo' }).click();
  await page
    .getByRole('textbox', { name: 'Lo que se lleva Ana' })
    .fill('Callar tres segundos');
  await page
    .getByLabel('¿En qué otro problema usaremos lo que aprendimos?')
    .fill('En las reuniones');
  await page
    .getByLabel('¿Qué queda abierto para el próximo?')
    .fill('Los más callados');
  await expectAccessible(page, 'the closing of a cycle');
  await page.getByRole('button', { name: 'Cerrar este ciclo' }).click();
  await expect(rosa.page.getByText('Este ciclo está cerrado.')).toBeVisible();
  await expectSent(page);

  // On paper, in black.
  await page.getByRole('link', { name: 'Imprimir' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: cycle }),
  ).toBeVisible();
  await expectAccessible(page, 'a cycle on paper');
  const sheets = readPdf(await page.pdf({ format: 'A4' }));
  const printed = sheets.map(({ text }) => text).join('');
  expect(printed.replace(/\s+/g, '')).toContain('Noscostóesperar');
  await page.goBack();

  await page.getByRole('link', { name: 'Empezar el próximo' }).click();
  await expect(page.getByText(`Sigue a «${cycle}»`)).toBeVisible();
  await expect(page.getByText('Acordar en el consejo')).toBeVisible();
  await begin(page, 'Segunda vuelta');
  await expect(stage(page, 'Entender').getByLabel('Qué hay ya')).toHaveValue(
    'Los más callados',
  );
  await unfold(page, 'Con qué y con quiénes');
  await expect(page.getByRole('checkbox', { name: problem })).toBeChecked();
});

test('every other model goes from its template to its close; a quick win waits for whom it names', async ({
  person,
}) => {
  const ana = await person({ device: 'computer' });
  const { page } = ana;
  await createGroup(ana, school, 'Ana');
  const models = [
    ['Ciclo de acompañamiento técnico-pedagógico', 5],
    ['Indagación de liderazgo (CEL)', 4],
    ['Ciclo corto de 90 días (UVA)', 5],
    ['Asesoría en cinco pasos (DEPROV)', 5],
    ['Mentoría (Perú, 2021)', 12],
    ['Asesoría de líderes (Belén Educa)', 4],
    ['Duplas de Ovalle', 4],
    ['Una conversación en cuatro momentos (LAUSD)', 4],
  ] as const;
  for (const [model, count] of models) {
    await newCycle(ana);
    await unfold(page, 'Ver otros modelos');
    await page.getByRole('radio', { name: model }).check();
    await expect(page.getByText('Qué tan probado está')).toBeVisible();
    await begin(page, model);
    await expect(stages(page)).toHaveCount(count);
    const last = stages(page).last();
    await last.locator('summary').first().click();
    await last.getByRole('button', { name: 'Pasar a esta etapa' }).click();
    const changed = page.getByLabel(
      '¿Qué cambió en la enseñanza y en el aprendizaje?',
    );
    await changed.fill(`Algo con ${model}`);
    if (model.includes('UVA')) {
      await page.getByLabel('¿Qué mejoró ya, y cómo se nota?').fill('Hablan 9');
      await page.getByRole('button', { name: 'Agregar a alguien' }).click();
      await page.getByRole('combobox', { name: 'Nombre' }).fill('Julia');
      await page.getByRole('combobox', { name: 'Nombre' }).press('Enter');
      await expect(page.getByText('Aprobaron 0 de 1')).toBeVisible();
      await expect(
        page.getByRole('link', { name: 'Ver la página' }),
      ).toHaveCount(0);
      await page.getByRole('checkbox', { name: 'Julia aprueba' }).check();
      await expect(
        page.getByRole('link', { name: 'Ver la página' }),
      ).toBeVisible();
      await expectAccessible(page, 'a quick win');
    }
    await page.getByRole('button', { name: 'Cerrar este ciclo' }).click();
    await expect(page.getByText('Este ciclo está cerrado.')).toBeVisible();
  }
});

test('a model from a file is read whole or not at all, and says why', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, school, 'Ana');
  await newCycle(ana);
  await begin(page, cycle);
  await stages(page).last().locator('summary').first().click();
  await stages(page)
    .last()
    .getByRole('button', { name: 'Pasar a esta etapa' })
    .click();
  const saving = page.waitForEvent('download');
  await page
    .getByRole('button', { name: 'Enviar estas etapas a otra escuela' })
    .click();
  const path = await (await saving).path();
  const good = await readFile(path, 'utf8');
  await page.getByRole('link', { name: /^Volver a Trabajo/ }).click();

  await newCycle(ana);
  await unfold(page, 'Ver otros modelos');
  const file = page.getByLabel('Abrir un modelo de un archivo');
  const give = (text: string) =>
    file.setInputFiles({
      name: 'modelo.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
  await give(good.replace('"language"', '"script": 1, "language"'));
  await expect(page.getByText('trae partes que Minga no conoce')).toBeVisible();
  await give(
    good.replace(/"purpose": "/, '"purpose": "<img src=x onerror=alert(1)>'),
  );
  await expect(page.getByText('trae código en vez de palabras')).toBeVisible();
  await give('hola');
  await expect(page.getByText('no es un modelo de ciclo')).toBeVisible();
  await expectAccessible(page, 'other models');
  await give(good);
  await expect(page.getByText(/Escuela Los Maquis · versión 2/)).toBeVisible();
  await begin(page, 'De otra escuela');
  await expect(stages(page)).toHaveCount(4);
});

test('a plan is written by the team, says how far it has come, and is printed', async ({
  person,
}) => {
  const ana = await person();
  const { page } = ana;
  await createGroup(ana, school, 'Ana');
  await goTo(page, 'Trabajo');
  await page.getByRole('button', { name: 'Nuevo plan' }).click();
  await page
    .getByRole('textbox', { name: 'Título del plan' })
    .fill('Más conversación');
  await page
    .getByLabel('Meta')
    .fill('Que las clases se llenen de conversación');
  await page.getByRole('button', { name: 'Agregar objetivo' }).click();
  await page
    .getByRole('textbox', { name: 'Objetivo 1' })
    .fill('Preguntar antes de proponer');
  await page.getByRole('button', { name: 'Agregar acción' }).click();
  await page
    .getByRole('textbox', { name: 'Acción 1' })
    .fill('Cinco preguntas por lectura');
  await page.getByLabel('Para cuándo').fill('2026-04-15');
  await page.getByRole('checkbox', { name: 'Hecha' }).check();
  await page.getByRole('button', { name: 'Agregar señal' }).click();
  await page.getByLabel('Dónde partimos').fill('21 %');
  await page.getByLabel('Lo notaremos cuando…').fill('hablen todos');
  await page.getByRole('button', { name: 'Anotar lo que vemos hoy' }).click();
  await page.getByLabel('Qué vemos ahora').fill('33 %');
  await page.getByLabel('Qué vemos ahora').blur();
  await unfold(page, 'Más partes del plan');
  // The rule suggests; the group notes what it likes.
  await expect(page.getByText('Podría ser: Orientador/a')).toBeVisible();
  await page
    .getByRole('checkbox', { name: 'El equipo ya las tiene fuertes' })
    .check();
  await expect(page.getByText('La fuente no dice qué hacer')).toBeVisible();
  await page
    .getByRole('combobox', { name: 'Papel' })
    .selectOption('Facilitador/a');
  await page
    .getByRole('button', { name: 'Anotarlo con la fecha de hoy' })
    .click();
  await page.getByRole('button', { name: 'Anotar un ajuste' }).click();
  await expectPlainWords(page);
  await expectAccessible(page, 'a plan');
  await page.getByRole('link', { name: 'Informe de avance' }).click();
  await expect(page.getByRole('article')).toContainText('33 %');
  await expect(page.getByRole('article')).toContainText('Hecha el');
  await expectAccessible(page, 'a report of progress');
  const [sheet] = readPdf(await page.pdf({ format: 'A4' }));
  expect(sheet?.text.replace(/\s+/g, '')).toContain('Cincopreguntas');

  await page.goto(page.url().replace(/\/plan\/.*/, '/ideas'));
  for (const part of [
    'Banco de preguntas',
    'El jardín',
    'Estándares, como referencia',
  ])
    await unfold(page, part);
  await expect(
    page.getByText('¿En qué etapa del jardín estamos?'),
  ).toBeVisible();
  await expectPlainWords(page);
  await expectAccessible(page, 'ideas');
});
