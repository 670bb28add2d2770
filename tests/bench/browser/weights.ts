import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { editor, titleField } from '../../support/people.ts';
import type { AppScene, RouteName } from './app.ts';

/** What a browser that has nothing of the app loads, by moment. */
export interface Weighed {
  readonly [figure: string]: number;
  /** JavaScript, gzip -9, when the page has nothing more to ask for. */
  readonly jsGz: number;
  /** Everything, as it came over the network. */
  readonly wireBytes: number;
}

/** A profile whose browser keeps no file: what is in its database is there, what is served comes anew. */
export async function weigh(app: AppScene, route: RouteName): Promise<Weighed> {
  const { person, routes, url } = app;
  const isHere = route === 'group' || route === 'problem';
  const { context } = isHere ? person : await app.newPerson();
  const page = await context.newPage();
  const scale = await putOnScale(page);
  await page.goto(url + routes[route], { waitUntil: 'commit' });
  const moments: Record<string, number> = {};
  if (route === 'problem') {
    await titleField(page).waitFor();
    moments['plainTypingGz'] = scale.jsGz();
    await editor(page);
    moments['editorGz'] = scale.jsGz();
  }
  await page.waitForLoadState('networkidle');
  const weighed = {
    ...moments,
    jsGz: scale.jsGz(),
    wireBytes: scale.wireBytes(),
  };
  await page.close();
  if (!isHere) await context.close();
  return weighed;
}

/** Bytes over the network when the app is opened again: it has a service worker now. */
export async function weighAgain({
  person,
  routes,
  url,
}: AppScene): Promise<Weighed> {
  const page = await person.context.newPage();
  const session = await person.context.newCDPSession(page);
  await session.send('Network.enable');
  const fromNetwork = new Set<string>();
  let wireBytes = 0;
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromServiceWorker !== true) fromNetwork.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (fromNetwork.has(requestId)) wireBytes += encodedDataLength;
  });
  await page.goto(url + routes.problem);
  await editor(page);
  await page.close();
  return { jsGz: 0, wireBytes };
}

async function putOnScale(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await session.send('Network.setBypassServiceWorker', { bypass: true });
  const gzByUrl = new Map<string, number>();
  let wireBytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    wireBytes += encodedDataLength;
  });
  page.on('response', (response) => {
    if (!/\.m?js$/.test(new URL(response.url()).pathname)) return;
    void response.body().then((body) => {
      gzByUrl.set(response.url(), gzipSync(body, { level: 9 }).length);
    });
  });
  return {
    jsGz: () => [...gzByUrl.values()].reduce((sum, size) => sum + size, 0),
    wireBytes: () => wireBytes,
  };
}
