import type { DocumentId, SpaceId } from '@minga/base';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChannelId } from './core-api.ts';
import {
  type Browser,
  type BrowserTab,
  createBrowser,
} from './test-support/browser-tab.ts';
import { locksTwin } from './test-support/locks.ts';
import { settle } from './test-support/manual-clock.ts';

const space = 'a space' as SpaceId;
const doc = 'a document' as DocumentId;
const never = () => new Promise<never>(() => undefined);

let browser: Browser;
beforeEach(() => {
  browser = createBrowser(locksTwin());
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  await browser.close();
});

const role = (tab: BrowserTab) => tab.core.role.value;
const askedOf = (tab: BrowserTab) => tab.terms.at(-1)?.asked ?? [];

describe('tabs of one browser', () => {
  it('the first leads, the others ask it and hear what it tells', async () => {
    const first = browser.open('first');
    await settle();
    const second = browser.open('second');
    await settle();
    expect([role(first), role(second)]).toEqual(['leader', 'follower']);
    expect(await second.core.methods.view(space)).toBe('of first');
    expect(await first.core.methods.view(space)).toBe('of first');
    expect(askedOf(first)).toEqual([
      ['view', space],
      ['view', space],
    ]);
    const event = { kind: 'spaces', spaces: [] } as const;
    first.terms[0]?.emit(event);
    await settle();
    expect(second.heard).toEqual([event]);
    expect(first.heard).toEqual([event]);
  });

  it('what is asked before anybody leads waits, also what may be asked only once', async () => {
    let loaded: () => void = () => undefined;
    const first = browser.open('first', {
      loading: () => new Promise((resolve) => (loaded = resolve)),
    });
    const second = browser.open('second');
    const answers = [
      first.core.methods.join('link', 'Ana'),
      second.core.methods.join('link', 'Rosa'),
      second.core.methods.view(space),
    ];
    await settle();
    loaded();
    expect(await Promise.all(answers)).toEqual(Array(3).fill('of first'));
  });

  it('the leader dies: a follower leads, asks again what was not answered, and says what it cannot ask again', async () => {
    const first = browser.open('first', { answer: never });
    await settle();
    const second = browser.open('second');
    const third = browser.open('third');
    await settle();
    const mine = second.core.methods.view(space);
    const theirs = third.core.methods.view(space);
    const join = third.core.methods.join('link', 'Ana');
    const failure = expect(join).rejects.toThrow('went away');
    await settle();
    expect(askedOf(first)).toHaveLength(3);
    first.die();
    await settle();
    expect([role(second), role(third)]).toEqual(['leader', 'follower']);
    expect(await mine).toBe('of second');
    expect(await theirs).toBe('of second');
    await failure;
    expect(askedOf(second).map(([method]) => method)).toEqual(['view', 'view']);
  });

  it('a virtual socket hears of another leader, and not of the first one it meets', async () => {
    const first = browser.open('first');
    const second = browser.open('second');
    const third = browser.open('third');
    await settle();
    expect([first, second, third].map((tab) => tab.leaderChanges)).toEqual([
      0, 0, 0,
    ]);
    first.die();
    await settle();
    expect([second, third].map((tab) => tab.leaderChanges)).toEqual([1, 1]);
  });

  it('a frozen leader is replaced; when it wakes it neither leads nor answers nor confuses anybody', async () => {
    const first = browser.open('first');
    const second = browser.open('second');
    const third = browser.open('third');
    await settle();
    first.freeze();
    const asked = third.core.methods.view(space);
    await browser.pass(25_000);
    expect([role(second), role(third)].sort()).toEqual(['follower', 'leader']);
    const leader = role(second) === 'leader' ? second : third;
    const follower = leader === second ? third : second;
    expect(await asked).toBe(`of ${leader.name}`);
    const changes = follower.leaderChanges;
    // It wakes: what was said to it meanwhile comes first, and its core still answers it.
    await first.thaw();
    await settle();
    expect(role(first)).toBe('follower');
    expect(first.terms[0]?.isStopped).toBe(true);
    expect(await first.core.methods.view(space)).toBe(`of ${leader.name}`);
    expect(await follower.core.methods.view(space)).toBe(`of ${leader.name}`);
    expect(follower.leaderChanges).toBe(changes);
    await browser.pass(5_000);
    expect(role(leader)).toBe('leader');
    // One holds the lock, two wait in line, each once.
    expect(browser.line()).toBe(3);
  });

  it('a woken one that has not heard of its lock steps down when it hears of another leader', async () => {
    const first = browser.open('first');
    const second = browser.open('second');
    await settle();
    first.freeze();
    await browser.pass(25_000);
    expect(role(second)).toBe('leader');
    await first.thawDeafToLocks();
    expect(role(first)).toBe('follower');
    expect(await first.core.methods.view(space)).toBe('of second');
    await first.thaw();
    expect(await first.core.methods.view(space)).toBe('of second');
  });

  it('what one that no longer leads answers late is not taken for the answer', async () => {
    const answers: ((value: string) => void)[] = [];
    const answer = () =>
      new Promise<string>((resolve) => void answers.push(resolve));
    const first = browser.open('first', { answer });
    await settle();
    const second = browser.open('second', { answer });
    await settle();
    const third = browser.open('third', { answer });
    await settle();
    const asked = third.core.methods.view(space);
    await settle();
    first.freeze();
    third.freeze();
    await browser.pass(25_000);
    expect(role(second)).toBe('leader');
    await third.thaw();
    expect(answers).toHaveLength(2);
    answers[0]?.('of the first');
    await settle();
    answers[1]?.('of the second');
    expect(await asked).toBe('of the second');
  });

  it('a leader whose timers do not run, as in a hidden tab, keeps its place as long as it answers', async () => {
    const first = browser.open('first');
    await settle();
    const second = browser.open('second');
    await settle();
    for (let i = 0; i < 30; i++) {
      await second.clock.advance(20_000);
      await settle();
    }
    expect([role(first), role(second)]).toEqual(['leader', 'follower']);
    expect(second.leaderChanges).toBe(0);
  });

  it('a leader that is still loading is not taken for frozen', async () => {
    let loaded: () => void = () => undefined;
    const first = browser.open('first', {
      loading: () => new Promise((resolve) => (loaded = resolve)),
    });
    const second = browser.open('second');
    await browser.pass(60_000);
    expect(second.terms).toHaveLength(0);
    loaded();
    await settle();
    expect(role(first)).toBe('leader');
  });

  it('several that lose patience with a frozen leader end with one leader', async () => {
    const first = browser.open('first');
    await settle();
    const others = ['b', 'c', 'd', 'e'].map((name) => browser.open(name));
    await settle();
    first.freeze();
    await browser.pass(40_000);
    expect(others.map(role).sort()).toEqual([
      'follower',
      'follower',
      'follower',
      'leader',
    ]);
    const built = others.flatMap((tab) => tab.terms).length;
    await browser.pass(60_000);
    expect(others.flatMap((tab) => tab.terms)).toHaveLength(built);
  });

  it('stop ends the core before another tab may lead, and fails what waits', async () => {
    const first = browser.open('first', { answer: never });
    await settle();
    const second = browser.open('second', { answer: never });
    const third = browser.open('third');
    await settle();
    const waiting = third.core.methods.view(space);
    let stoppedFirst: boolean | undefined;
    second.core.role.subscribe((now) => {
      if (now === 'leader') stoppedFirst = first.terms[0]?.isStopped;
    });
    await first.core.stop();
    await settle();
    expect(stoppedFirst).toBe(true);
    expect(role(second)).toBe('leader');
    const failure = expect(waiting).rejects.toThrow('closed');
    await third.core.stop();
    await failure;
    await expect(third.core.methods.view(space)).rejects.toThrow('closed');
  });

  it('a tab that cannot lead lets another one, and tries again later', async () => {
    let isBroken = true;
    const first = browser.open('first', {
      loading: () =>
        isBroken
          ? Promise.reject(new Error('the store is closed'))
          : Promise.resolve(),
    });
    await settle();
    expect(role(first)).toBe('follower');
    const second = browser.open('second');
    await settle();
    expect(role(second)).toBe('leader');
    isBroken = false;
    await browser.pass(5_000);
    second.die();
    await settle();
    expect(role(first)).toBe('leader');
  });

  it('a tab that dies leaves no virtual socket behind; one that is only quiet keeps its own', async () => {
    const first = browser.open('first');
    await settle();
    const [second, third] = [browser.open('second'), browser.open('third')];
    await settle();
    const [a, b, c] = ['a', 'b', 'c'] as ChannelId[];
    await second.core.methods.openChannel(a!, space, doc);
    await second.core.methods.openChannel(b!, space, doc);
    await second.core.methods.closeChannel(b!);
    await third.core.methods.openChannel(c!, space, doc);
    second.die();
    await browser.pass(60_000);
    const closed = () =>
      askedOf(first).filter(([method]) => method === 'closeChannel');
    expect(closed()).toEqual([
      ['closeChannel', b],
      ['closeChannel', a],
    ]);
    third.freeze();
    await browser.pass(60_000);
    expect(closed().at(-1)).toEqual(['closeChannel', c]);
    await third.thaw();
    expect(third.heard.at(-1)).toEqual({
      kind: 'channel-closed',
      channel: c,
      code: 1006,
    });
  });

  it('letters for a virtual socket are told to the tab that opened it, and posted to no other', async () => {
    const first = browser.open('first');
    await settle();
    const second = browser.open('second');
    await settle();
    const [own, others] = ['own', 'others'] as ChannelId[];
    await first.core.methods.openChannel(own!, space, doc);
    await second.core.methods.openChannel(others!, space, doc);
    const letters = (channel: ChannelId) =>
      ({
        kind: 'channel-message',
        channel,
        message: new Uint8Array([1]),
      }) as const;
    first.terms[0]?.emit(letters(own!));
    first.terms[0]?.emit(letters(others!));
    await settle();
    expect(first.heard).toEqual([letters(own!), letters(others!)]);
    expect(second.heard).toEqual([letters(others!)]);
  });

  it('what cannot be sent to another tab fails alone', async () => {
    browser.open('first');
    await settle();
    const second = browser.open('second');
    await settle();
    const message = (() => undefined) as unknown as Uint8Array<ArrayBuffer>;
    const sent = second.core.methods.sendToChannel('c' as ChannelId, message);
    await expect(sent).rejects.toThrow('cannot be asked');
    expect(await second.core.methods.view(space)).toBe('of first');
  });

  it('what the core throws fails the call of whoever made it, and is told', async () => {
    browser.open('first', {
      answer: () => Promise.reject(new Error('a bug of ours')),
    });
    await settle();
    const second = browser.open('second');
    await settle();
    await expect(second.core.methods.view(space)).rejects.toThrow('a bug');
    expect(console.error).toHaveBeenCalled();
  });
});
