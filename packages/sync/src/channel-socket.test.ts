import { createDoc } from '@minga/documents';
import * as decoding from 'lib0/decoding';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { type Pace, channelSocketClass } from './channel-socket.ts';
import type { ChannelId, CoreEvent } from './core-api.ts';
import { methodsFrom } from './core-methods.ts';
import { aDocument, aSpace, deviceNamed } from './test-support/frames.ts';
import { settle } from './test-support/manual-clock.ts';
import {
  type AwarenessEntry,
  type YServer,
  serveYWebsocket,
} from './y-websocket-server.ts';

/** A core with one document in memory, that serves every virtual socket over it. */
function createShadowCore(options: { readonly opensSlowly?: boolean } = {}) {
  const shadow = new Y.Doc();
  const servers = new Map<string, YServer>();
  const listeners = new Set<(event: CoreEvent) => void>();
  const leaderListeners = new Set<() => void>();
  const presence: AwarenessEntry[][] = [];
  const asserted: number[] = [];
  const asked: string[] = [];
  let now = 1_000_000;
  let openSlowly: () => void = () => undefined;
  const emit = (event: CoreEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const serve = (channel: ChannelId): void => {
    servers.set(
      channel,
      serveYWebsocket({
        now: () => now,
        shadow: {
          answer: (stateVector) =>
            new Uint8Array(Y.encodeStateAsUpdate(shadow, stateVector)),
          stateVector: () => Y.encodeStateVector(shadow),
          onUpdate(listener) {
            const heard = (update: Uint8Array): void => {
              listener(new Uint8Array(update));
            };
            shadow.on('update', heard);
            return () => {
              shadow.off('update', heard);
            };
          },
        },
        send: (message) => {
          emit({ kind: 'channel-message', channel, message });
        },
        asserted: (update) => asserted.push(update.length),
        presence: (entries) => presence.push([...entries]),
      }),
    );
  };
  const core = {
    methods: methodsFrom(async (method, args) => {
      const channel = args[0] as ChannelId;
      asked.push(method);
      if (method === 'openChannel') {
        if (options.opensSlowly === true)
          await new Promise<void>((resolve) => (openSlowly = resolve));
        serve(channel);
        emit({ kind: 'channel-opened', channel, device: deviceNamed(1) });
      }
      if (method === 'sendToChannel')
        servers.get(channel)?.receive(args[1] as Uint8Array<ArrayBuffer>);
      if (method === 'closeChannel') {
        servers.get(channel)?.stop();
        servers.delete(channel);
      }
    }),
    listen(listener: (event: CoreEvent) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onLeaderChange(listener: () => void) {
      leaderListeners.add(listener);
      return () => leaderListeners.delete(listener);
    },
  };
  return {
    core,
    shadow,
    servers,
    presence,
    asserted,
    asked,
    emit,
    listeners,
    leaderListeners,
    passes: (ms: number) => (now += ms),
    opensNow: () => openSlowly(),
    changeLeader: () => {
      for (const server of servers.values()) server.stop();
      servers.clear();
      for (const listener of [...leaderListeners]) listener();
    },
  };
}

type ShadowCore = ReturnType<typeof createShadowCore>;
const open: (() => void)[] = [];
let ids = 0;

function openTab({ core }: ShadowCore, pace: Pace = (task) => task()) {
  const doc = createDoc();
  const awareness = new Awareness(doc);
  const provider = new WebsocketProvider('ws://minga.invalid', 'doc', doc, {
    WebSocketPolyfill: channelSocketClass({
      core,
      space: aSpace,
      doc: aDocument,
      nextId: () => `tab.${String((ids += 1))}`,
      opened: () => undefined,
      pace,
    }),
    awareness,
    disableBc: true,
  });
  open.push(() => {
    provider.destroy();
    awareness.destroy();
  });
  return { doc, awareness, provider };
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  for (const close of open.splice(0)) close();
});

describe('an unmodified provider on a virtual socket', () => {
  it('opens, is synced, and hears every change of the shadow; its own updates go by way of the store', async () => {
    const world = createShadowCore();
    world.shadow.getText('t').insert(0, 'antes');
    const { doc, provider } = openTab(world);
    await settle();
    expect(provider.synced).toBe(true);
    world.shadow.getText('t').insert(5, ' y después');
    await settle();
    expect(doc.getText('t').toJSON()).toBe('antes y después');
    doc.getText('t').insert(0, 'mío: ');
    await settle();
    expect(world.shadow.getText('t').toJSON()).toBe('antes y después');
    expect(world.asserted).toHaveLength(1);
  });

  it('what comes while the screen is busy waits, in order, and goes with its socket', async () => {
    const world = createShadowCore();
    const busy: (() => void)[] = [];
    let isBusy = false;
    const { doc, provider } = openTab(world, (task) => {
      if (isBusy) busy.push(task);
      else task();
    });
    await settle();
    isBusy = true;
    for (const letter of 'hola')
      world.shadow
        .getText('t')
        .insert(world.shadow.getText('t').length, letter);
    await settle();
    expect(doc.getText('t').toJSON()).toBe('');
    expect(busy).toHaveLength(1);
    busy.pop()?.();
    expect(doc.getText('t').toJSON()).toBe('hola');
    world.shadow.getText('t').insert(0, 'nunca ');
    await settle();
    provider.disconnect();
    await settle();
    busy.pop()?.();
    expect(doc.getText('t').toJSON()).toBe('hola');
  });

  it('presence goes both ways; nobody’s own comes back, and nobody takes its place', async () => {
    const world = createShadowCore();
    const { doc, awareness } = openTab(world);
    await settle();
    awareness.setLocalState({ field: 'need' });
    await settle();
    const own = { clientId: doc.clientID, state: { field: 'need' } };
    expect(world.presence.at(-1)).toEqual([own]);
    const heard = world.presence.length;
    const [server] = world.servers.values();
    const theirs = { clientId: 77, state: { field: 'plan' } };
    server?.show([theirs, { ...own, state: { field: 'robado' } }]);
    await settle();
    expect(awareness.getStates().get(77)).toEqual({ field: 'plan' });
    expect(awareness.getLocalState()).toEqual({ field: 'need' });
    // The provider repeats what it was told: that is not its own.
    expect(world.presence).toHaveLength(heard);
    server?.show([{ clientId: 77, state: null }]);
    await settle();
    expect(awareness.getStates().has(77)).toBe(false);
    awareness.setLocalState(null);
    await settle();
    expect(world.presence.at(-1)).toEqual([
      { clientId: doc.clientID, state: null },
    ]);
  });

  it('somebody who does not move is still there after 40 s: the heartbeat mentions whoever is shown', async () => {
    const world = createShadowCore();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    const { awareness, provider } = openTab(world);
    await settle();
    const [server] = world.servers.values();
    server?.show([{ clientId: 77, state: { field: 'plan' } }]);
    for (let i = 0; i < 4; i++) {
      vi.advanceTimersByTime(10_000);
      world.passes(10_000);
      server?.keepAlive();
      await settle(1);
    }
    expect(awareness.getStates().get(77)).toEqual({ field: 'plan' });
    expect(provider.wsconnected).toBe(true);
    expect(world.asked.filter((one) => one === 'openChannel')).toHaveLength(1);
    vi.useRealTimers();
  });

  it('the heartbeat is one awareness message with everybody who is shown, empty when nobody is', () => {
    const messages: Uint8Array[] = [];
    const server = serveYWebsocket({
      shadow: {
        answer: () => new Uint8Array(),
        stateVector: () => new Uint8Array(),
        onUpdate: () => () => undefined,
      },
      send: (message) => messages.push(message),
      asserted: () => undefined,
      presence: () => undefined,
    });
    server.keepAlive();
    server.show([{ clientId: 5, state: { a: 1 } }]);
    server.keepAlive();
    const read = (message: Uint8Array) => {
      const decoder = decoding.createDecoder(message);
      const kind = decoding.readVarUint(decoder);
      const update = decoding.createDecoder(
        decoding.readVarUint8Array(decoder),
      );
      const count = decoding.readVarUint(update);
      const entries = Array.from({ length: count }, () => ({
        clientId: decoding.readVarUint(update),
        clock: decoding.readVarUint(update),
        state: JSON.parse(decoding.readVarString(update)) as unknown,
      }));
      return { kind, entries };
    };
    const [empty, shown, again] = messages.map(read);
    expect(empty).toEqual({ kind: 1, entries: [] });
    expect(shown?.entries).toMatchObject([{ clientId: 5, state: { a: 1 } }]);
    expect(again?.entries).toMatchObject([{ clientId: 5, state: { a: 1 } }]);
    expect(again!.entries[0]!.clock).toBeGreaterThan(shown!.entries[0]!.clock);
  });

  it('another leader: the provider connects anew, and sees again whoever it saw before', async () => {
    const world = createShadowCore();
    const { awareness, provider } = openTab(world);
    await settle();
    const show = (): void => {
      for (const server of world.servers.values())
        for (let i = 0; i < 3; i++)
          server.show([{ clientId: 77, state: { field: `plan ${i}` } }]);
    };
    show();
    await settle();
    world.changeLeader();
    expect(awareness.getStates().has(77)).toBe(false);
    world.passes(1_000);
    await expect.poll(() => provider.synced).toBe(true);
    show();
    await settle();
    expect(awareness.getStates().get(77)).toEqual({ field: 'plan 2' });
    expect(world.servers.size).toBe(1);
  });

  it('closed while it opens, it is closed in the core as well', async () => {
    const world = createShadowCore({ opensSlowly: true });
    const { provider } = openTab(world);
    await settle();
    provider.disconnect();
    await settle();
    expect(world.asked).toEqual(['openChannel']);
    world.opensNow();
    await settle();
    expect(world.asked).toEqual(['openChannel', 'closeChannel']);
    expect(world.servers.size).toBe(0);
    expect(world.listeners.size + world.leaderListeners.size).toBe(0);
  });

  it('a core that fails to open or to listen is a lost connection, and tried again', async () => {
    const world = createShadowCore();
    let isBroken = true;
    const { methods } = world.core;
    const core = {
      ...world.core,
      methods: {
        ...methods,
        openChannel: (...args: Parameters<typeof methods.openChannel>) =>
          isBroken
            ? Promise.reject(new Error('the leader went away'))
            : methods.openChannel(...args),
      },
    };
    const closes: unknown[] = [];
    const { provider } = openTab({ ...world, core });
    provider.on('connection-close', (event) => closes.push(event?.code));
    await settle();
    expect(closes[0]).toBe(1006);
    isBroken = false;
    await expect.poll(() => provider.synced).toBe(true);
  });

  it('[P31] 4401 never reaches a provider as final; what concerns its document does', async () => {
    const world = createShadowCore();
    const { provider } = openTab(world);
    const closes: unknown[] = [];
    provider.on('connection-close', (event) => closes.push(event?.code));
    await settle();
    const channel = (): ChannelId => [...world.servers.keys()][0] as ChannelId;
    world.emit({ kind: 'channel-closed', channel: channel(), code: 4401 });
    expect(provider.shouldConnect).toBe(true);
    await expect.poll(() => provider.synced).toBe(true);
    world.emit({ kind: 'channel-closed', channel: channel(), code: 4404 });
    expect(closes).toEqual([1006, 4404]);
    expect(provider.shouldConnect).toBe(false);
  });

  it('what an observer of the document throws stays in its tab', async () => {
    const world = createShadowCore();
    const { doc } = openTab(world);
    await settle();
    doc.on('update', () => {
      throw new Error('a bug on the screen');
    });
    expect(() => {
      world.shadow.getText('t').insert(0, 'x');
    }).not.toThrow();
    await settle();
    expect(doc.getText('t').toJSON()).toBe('x');
    expect(console.error).toHaveBeenCalled();
  });
});
