// In Chromium: started by ../main.ts, prints a line of JSON per run.
import { readTrace } from '../client/trace.ts';
import { effortOfArguments, emit } from '../report/sample.ts';
import {
  type AppScene,
  type RouteName,
  isAppBuilt,
  openApp,
  untilShown,
} from './app.ts';
import { type ColdSubject, prepare } from './cold-open.ts';
import { typingLatency } from './typing-latency.ts';
import { weigh, weighAgain } from './weights.ts';

const effort = effortOfArguments();
const subjects: readonly ColdSubject[] = ['minga', 'y-indexeddb', 'apply-only'];
const routes: readonly RouteName[] = [
  'home',
  'create',
  'join',
  'group',
  'problem',
];
const slowdowns = [1, 4];

if (isWanted('cold open')) await coldOpens();
if (isAppBuilt) await appRuns();
else console.error('The app is not built: `pnpm build` first.');

function isWanted(scenario: string): boolean {
  return scenario.includes(effort.only);
}

function tell(
  scenario: string,
  subject: string,
  round: number,
  figures: Readonly<Record<string, number>>,
): void {
  emit({ section: 'browser', scenario, subject, round, figures });
}

/** A long document from IndexedDB: through the client as the app builds it, and as others keep it. */
async function coldOpens(): Promise<void> {
  const edits = readTrace(effort.isQuick ? 20_000 : Infinity).edits;
  const prepared = await prepare(edits);
  try {
    for (let round = 1; round <= effort.rounds; round++)
      for (const slowdown of slowdowns)
        for (const subject of subjects) {
          const figures = await prepared.measure(subject, slowdown);
          const shape = subject === 'minga' ? prepared.shape : {};
          tell(`cold open, CPU ×${slowdown}`, subject, round, {
            ...figures,
            ...shape,
          });
        }
  } finally {
    await prepared.close();
  }
}

async function appRuns(): Promise<void> {
  if (isWanted('typing')) await typings();
  if (!isWanted('weight') && !isWanted('app from its address')) return;
  const app = await openApp();
  try {
    if (isWanted('weight')) {
      for (const route of routes)
        tell(`weight of ${route}`, 'minga', 1, await weigh(app, route));
      tell('weight when opened again', 'minga', 1, await weighAgain(app));
    }
    if (isWanted('app from its address')) await openedOffline(app);
  } finally {
    await app.close();
  }
}

/** A letter until it is on the screen, while three others type in the same thirty pages. */
async function typings(): Promise<void> {
  for (let round = 1; round <= effort.rounds; round++)
    for (const slowdown of slowdowns) {
      const figures = await typingLatency(slowdown, effort.isQuick ? 60 : 200);
      tell(`typing among three, CPU ×${slowdown}`, 'minga', round, {
        ...figures,
      });
    }
}

/** The address of a problem, the relay dead: service worker, app, database, text. */
async function openedOffline(app: AppScene): Promise<void> {
  await app.server.kill();
  const { context } = app.person;
  for (let round = 1; round <= effort.rounds; round++)
    for (const slowdown of slowdowns) {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      const address = app.url + app.routes.problem;
      const shownMs = await untilShown(page, address, app.lastWords);
      await page.close();
      const scenario = `app from its address, CPU ×${slowdown}`;
      tell(scenario, 'minga', round, { shownMs });
    }
}
