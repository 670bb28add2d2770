import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Bench, type Member, createBench } from './test-support/bench.ts';
import {
  type ProviderTab,
  openProviderTab,
} from './test-support/provider-tab.ts';
import { seededRandom } from './test-support/random-replicas.ts';

let bench: Bench;
let tabs: ProviderTab[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const tab of tabs) tab.close();
  tabs = [];
  await bench.close();
});

async function open(
  member: Member,
  options: { delayMs?: () => number } = {},
): Promise<ProviderTab> {
  const tab = await start(member, options);
  await expect.poll(() => tab.provider.synced).toBe(true);
  return tab;
}

async function start(
  member: Member,
  options: { delayMs?: () => number } = {},
): Promise<ProviderTab> {
  const tab = await openProviderTab({
    space: bench.space,
    doc: bench.doc,
    signer: member.signer,
    disk: member.disk,
    engine: () => member.engine,
    keepAliveMs: 10_000,
    ...options,
  });
  tabs.push(tab);
  return tab;
}

async function type(tab: ProviderTab, text: string): Promise<void> {
  for (const letter of text) tab.text.insert(tab.text.length, letter);
  await tab.settled();
}

describe('an unmodified y-websocket provider over the sealed log', () => {
  test('alone on an empty log it says synced, offline too', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    expect((await open(ana)).provider.synced).toBe(true);
    const luis = await bench.member('luis', { offline: true });
    expect((await open(luis)).provider.synced).toBe(true);
    expect(bench.log.frames).toHaveLength(0);
  });

  test('201 keystrokes reach the other provider, and who comes late', async () => {
    bench = await createBench();
    const [ana, luis] = [await bench.member('ana'), await bench.member('luis')];
    const [one, two] = [await open(ana), await open(luis)];
    await type(one, 'x'.repeat(201));
    await bench.quiet();
    expect(two.text.length).toBe(201);
    ana.offline();
    luis.offline();
    const rosa = await bench.member('rosa');
    await bench.quiet();
    expect((await open(rosa)).text.length).toBe(201);
  });

  test('reconnecting with nothing new appends nothing; divergent edits merge with two', async () => {
    bench = await createBench();
    const [ana, luis] = [await bench.member('ana'), await bench.member('luis')];
    const [one, two] = [await open(ana), await open(luis)];
    await type(one, 'base ');
    await bench.quiet();
    for (const tab of [one, two]) {
      tab.provider.disconnect();
      tab.provider.connect();
    }
    await bench.quiet();
    expect(bench.log.frames).toHaveLength(1);
    ana.offline();
    luis.offline();
    await type(one, 'ana');
    await type(two, 'luis');
    await ana.online();
    await luis.online();
    await bench.quiet();
    expect(bench.log.frames).toHaveLength(3);
    expect(one.text.toJSON()).toBe(two.text.toJSON());
    expect(ana.told.salvaged + luis.told.salvaged).toBe(0);
  });

  test('typing through reconnects of the provider and of the relay: no salvage, nothing lost', async () => {
    bench = await createBench();
    const random = seededRandom(7);
    const [ana, luis] = [await bench.member('ana'), await bench.member('luis')];
    const delayMs = (): number => random(4);
    const [one, two] = [
      await open(ana, { delayMs }),
      await open(luis, { delayMs }),
    ];
    for (let i = 0; i < 120; i++) {
      const tab = i % 2 === 0 ? one : two;
      tab.text.insert(random(tab.text.length + 1), 'x');
      if (i % 15 === 7) {
        tab.provider.disconnect();
        tab.provider.connect();
      }
      if (i % 30 === 20) {
        ana.offline();
        await ana.online();
      }
      if (i % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 4));
    }
    await expect
      .poll(() => one.provider.synced && two.provider.synced)
      .toBe(true);
    await Promise.all([one.settled(), two.settled()]);
    await bench.quiet();
    await expect.poll(() => two.text.length).toBe(120);
    await expect.poll(() => one.text.toJSON()).toBe(two.text.toJSON());
    expect(one.asserted + two.asserted).toBeGreaterThan(5);
    expect(ana.told.salvaged + luis.told.salvaged).toBe(0);
  });

  test('[E11] what comes between opening and answering leaves nothing pending in the document', async () => {
    bench = await createBench();
    const [ana, luis] = [await bench.member('ana'), await bench.member('luis')];
    const one = await open(ana);
    await type(one, 'primero ');
    await bench.quiet();
    const two = await start(luis, { delayMs: () => 40 });
    let pending = 0;
    two.doc.on('afterAllTransactions', () => {
      if (two.doc.store.pendingStructs !== null) pending++;
    });
    for (const text of ['segundo ', 'tercero ']) {
      await type(one, text);
      await ana.engine.flush();
      await bench.quiet();
    }
    await expect.poll(() => two.text.toJSON()).toBe('primero segundo tercero ');
    expect(pending).toBe(0);
  });

  test('40 s of silence with nobody present: the provider stays on its socket', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    const tab = await open(ana);
    tab.awareness.setLocalState(null);
    vi.advanceTimersByTime(40_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    vi.advanceTimersByTime(40_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(tab.sockets).toBe(1);
    expect(tab.provider.wsconnected).toBe(true);
  });

  test('presence goes both ways, outlives 30 s and a new socket', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    const tab = await open(ana);
    tab.awareness.setLocalState({ campo: 'título' });
    await expect
      .poll(() => tab.told.at(-1))
      .toEqual({ clientId: tab.doc.clientID, state: { campo: 'título' } });
    const other = { clientId: 4242, state: { nombre: 'Luis' } };
    tab.show([other]);
    await expect
      .poll(() => tab.awareness.getStates().get(4242))
      .toEqual({ nombre: 'Luis' });
    tab.provider.disconnect();
    tab.provider.connect();
    await expect.poll(() => tab.provider.synced).toBe(true);
    tab.show([other]);
    await expect
      .poll(() => tab.awareness.getStates().get(4242))
      .toEqual({ nombre: 'Luis' });
    tab.show([{ clientId: 4242, state: null }]);
    await expect.poll(() => tab.awareness.getStates().has(4242)).toBe(false);
  });
});
