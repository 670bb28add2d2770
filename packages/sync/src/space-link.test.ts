import { bytesToId, systemRandom } from '@minga/base';
import { type Auth, type RelayMessage, closeCodes } from '@minga/protocol';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { backoffMs } from './link-backoff.ts';
import { aDocument, deviceNamed, frameChain } from './test-support/frames.ts';
import {
  auth,
  challenge,
  changes,
  logId,
  openLink,
  ready,
  subbed,
} from './test-support/link-scene.ts';
import { settle } from './test-support/manual-clock.ts';

beforeEach(() => {
  // What is told to a developer in these stories surprises nobody.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe('opening', () => {
  it('[P5] [P12] says HELLO, answers the challenge with SYNC behind it, and nothing else before READY', async () => {
    const { relay, link, phases, greet } = openLink();
    link.start();
    link.putAction(new Uint8Array(10));
    link.listing();
    link.subscribe(aDocument, 0);
    await greet();
    expect(relay.last.kinds()).toEqual(['hello', 'auth', 'sync']);
    expect(relay.last.last('sync').logId).toBe(logId);
    expect(phases()).toEqual(['connecting']);
    relay.last.say(ready);
    await settle();
    link.listing();
    expect(phases()).toEqual(['connecting', 'listing']);
    relay.last.say(changes([]));
    await settle();
    expect(phases()).toEqual(['connecting', 'listing', 'live']);
  });

  it('an invitation’s connection may speak once its card has come', async () => {
    const { relay, link, greet } = openLink({ opening: [] });
    link.start();
    await greet();
    relay.last.say({
      kind: 'card',
      inviteId: bytesToId(new Uint8Array(16)),
      status: 'live',
      sealedCard: new Uint8Array(),
    });
    await settle();
    link.putAction(new Uint8Array(10));
    await settle();
    expect(relay.last.kinds()).toEqual(['hello', 'auth', 'action']);
  });

  it.each<[string, readonly RelayMessage[]]>([
    ['a second challenge', [challenge, challenge]],
    ['READY without a challenge', [ready]],
    ['READY twice', [challenge, ready, ready]],
    ['a document before READY', [challenge, changes([])]],
  ])(
    '[P5] a relay that says %s is left, and tried again later',
    async (_what, said) => {
      const { relay, link, states } = openLink();
      link.start();
      relay.last.open();
      await settle();
      for (const message of said) {
        relay.last.say(message);
        await settle();
      }
      expect(relay.last.isOpen).toBe(false);
      expect(states.at(-1)?.phase).toBe('waiting');
    },
  );

  it('a connection that ends while the answer to the challenge is made sends nothing more', async () => {
    let answer: (auth: Auth) => void = () => undefined;
    const { clock, relay, link, states } = openLink({
      authenticate: () => new Promise((resolve) => (answer = resolve)),
    });
    link.start();
    relay.last.open();
    await settle();
    relay.last.say(challenge);
    await settle();
    relay.last.close(1006);
    await settle();
    answer(auth);
    await settle();
    expect(relay.last.kinds()).toEqual(['hello']);
    expect(states.at(-1)?.phase).toBe('waiting');
    await clock.advance(1_000);
    expect(relay.connections).toHaveLength(2);
  });

  it('a relay that never answers is given up after 20 s', async () => {
    const { clock, relay, link, states } = openLink();
    link.start();
    relay.last.open();
    await clock.advance(19_000);
    expect(states.at(-1)?.phase).toBe('connecting');
    await clock.advance(1_000);
    expect(states.at(-1)?.phase).toBe('waiting');
  });
});

describe('coming back', () => {
  it('waits longer after each failure, never more than 30 s, and never the same for everybody', () => {
    const waits = (attempt: number, code = 1006) =>
      Array.from({ length: 200 }, () => backoffMs(systemRandom, attempt, code));
    for (const [attempt, window] of [
      [1, 1_000],
      [2, 2_000],
      [4, 8_000],
      [9, 30_000],
      [2_000, 30_000],
    ] as const) {
      const drawn = waits(attempt);
      expect(Math.max(...drawn)).toBeLessThanOrEqual(window);
      expect(Math.max(...drawn)).toBeGreaterThan(window * 0.8);
      expect(Math.min(...drawn)).toBeLessThan(window * 0.2);
    }
    expect(Math.min(...waits(1, closeCodes.draining))).toBeGreaterThan(999);
    expect(Math.min(...waits(1, closeCodes.tooSlow))).toBeGreaterThan(999);
  });

  it('after a network loss a connection that worked comes back within a second, each time', async () => {
    const { clock, relay, live, states } = openLink();
    for (let i = 0; i < 5; i++) {
      await live();
      relay.last.close(1006);
      await settle();
      expect(states.at(-1)).toMatchObject({ phase: 'waiting' });
      await clock.advance(1_000);
      expect(relay.connections).toHaveLength(i + 2);
    }
  });

  it('a relay that ends every connection right after READY is met less and less often', async () => {
    const { clock, relay, live } = openLink();
    const met: number[] = [];
    for (let i = 0; i < 6; i++) {
      await live();
      met.push(clock.now());
      relay.last.close(closeCodes.tooSlow);
      while (relay.connections.length === i + 1) await clock.advance(100);
    }
    const pauses = met.slice(1).map((at, i) => at - (met[i] ?? 0));
    expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
    expect(pauses.at(-1)).toBeGreaterThan(8_000);
  });

  it.each([4400, 4403, 4404, 4409, 4413])(
    '[P31] %i is final until somebody acts',
    async (code) => {
      const { clock, relay, link, live, states } = openLink();
      await live();
      relay.last.close(code);
      await settle();
      expect(states.at(-1)).toEqual({ phase: 'refused', code });
      await clock.advance(120_000);
      expect(relay.connections).toHaveLength(1);
      link.hurry();
      expect(relay.connections).toHaveLength(2);
    },
  );

  it('[P31] 4401 shows the device again soon and is no refusal; where it repeats itself, less and less often', async () => {
    const { clock, relay, live, phases, greet } = openLink();
    await live();
    relay.last.close(closeCodes.reauthenticate);
    await clock.advance(1_000);
    expect(relay.connections).toHaveLength(2);
    expect(phases()).not.toContain('refused');
    let before = 0;
    for (let i = 0; i < 6; i++) {
      await greet();
      relay.last.close(closeCodes.reauthenticate);
      await settle();
      before = relay.connections.length;
      await clock.advance(3_000);
    }
    expect(relay.connections).toHaveLength(before);
    expect(phases()).not.toContain('refused');
  });

  it('stop in the middle of anything leaves nothing behind', async () => {
    const { clock, relay, link, live, states } = openLink();
    link.start();
    link.stop();
    await clock.advance(60_000);
    expect(relay.connections).toHaveLength(1);
    link.start();
    await live();
    link.subscribe(aDocument, 0);
    await settle();
    relay.last.say(subbed());
    await settle();
    const next = frameChain(deviceNamed(1));
    const append = link.append(aDocument, (await next()).bytes);
    await settle();
    link.stop();
    expect(await append).toEqual({ kind: 'lost' });
    await settle();
    expect(states.at(-1)).toEqual({ phase: 'idle' });
    expect(clock.pending).toBe(0);
    relay.last.say(ready);
    await clock.advance(60_000);
    expect(states.at(-1)).toEqual({ phase: 'idle' });
    expect(relay.last.isOpen).toBe(false);
  });

  it('a listener that stops the link when it hears of the connection is obeyed', () => {
    const opened = openLink({
      events: {
        stateChanged: ({ phase }) => {
          if (phase === 'connecting') opened.link.stop();
        },
      },
    });
    opened.link.start();
    expect(opened.relay.connections).toHaveLength(0);
    expect(opened.states.at(-1)).toEqual({ phase: 'idle' });
  });
});

describe('being there', () => {
  const connected = async () => {
    const opened = openLink();
    const { clock, relay, live } = opened;
    await live();
    const answer = (): void => {
      const pings = relay.last.heard.filter(({ kind }) => kind === 'ping');
      if (pings.length > 0 && relay.last.isOpen)
        relay.last.say({
          kind: 'pong',
          clientTimeMs: 0,
          serverTimeMs: clock.now(),
          spaceHead: 0,
        });
    };
    return { ...opened, answer };
  };

  it('a connection that answers stays, however rarely the timers of a hidden tab come', async () => {
    const { clock, relay, answer } = await connected();
    for (let minute = 0; minute < 10; minute++) {
      // The timer that should come every 20 s comes late, and then finds a sign of life since the last PING.
      await clock.advance(20_000);
      answer();
      clock.set(clock.now() + 40_000);
    }
    expect(relay.connections).toHaveLength(1);
    expect(relay.last.isOpen).toBe(true);
  });

  it('one that is silent through two PINGs is given up', async () => {
    const { clock, relay, states } = await connected();
    await clock.advance(39_000);
    expect(relay.last.isOpen).toBe(true);
    await clock.advance(22_000);
    expect(relay.connections[0]?.isOpen).toBe(false);
    expect(states.map(({ phase }) => phase)).toContain('waiting');
  });

  it('[P4] given up for its silence, the next ones are given longer each time: a long message on a slow line may be under way', async () => {
    const { clock, relay, live } = await connected();
    const unheard: number[] = [];
    for (let i = 0; i < 5; i++) {
      if (i > 0) await live();
      const { last } = relay;
      while (relay.last === last) await clock.advance(1_000);
      unheard.push(last.kinds().filter((kind) => kind === 'ping').length);
    }
    expect(unheard).toEqual([2, 4, 8, 16, 16]);
  });

  it('what goes out slowly is a sign of life: the answer to a PING comes behind it', async () => {
    const { clock, relay } = await connected();
    for (relay.waiting = 300_000; relay.waiting > 0; relay.waiting -= 20_000) {
      await clock.advance(20_000);
      expect(relay.last.isOpen).toBe(true);
    }
    await clock.advance(61_000);
    expect(relay.connections[0]?.isOpen).toBe(false);
  });

  it('hurry finds out within seconds that a connection only seems to be there', async () => {
    const { clock, relay, link } = await connected();
    link.hurry();
    await clock.advance(5_000);
    expect(relay.connections[0]?.isOpen).toBe(false);
    await clock.advance(1_000);
    expect(relay.connections).toHaveLength(2);
  });

  it('hurry connects at once instead of after the backoff', async () => {
    const { clock, relay, link } = openLink();
    link.start();
    for (let i = 0; i < 8; i++) {
      relay.last.close(1006);
      await settle();
      if (i < 7) await clock.advance(30_000);
    }
    const before = relay.connections.length;
    link.hurry();
    expect(relay.connections).toHaveLength(before + 1);
  });
});
