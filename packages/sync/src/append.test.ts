import { unwrap } from '@minga/base';
import { decodeFrame, zeroHash } from '@minga/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Bench,
  type Member,
  createBench,
  writes,
} from './test-support/bench.ts';
import type { Tab } from './test-support/tab.ts';

let bench: Bench;
afterEach(() => bench.close());

async function type(tab: Tab, text: string): Promise<void> {
  for (const letter of text) tab.text.insert(tab.text.length, letter);
  await tab.settled();
}

function headers() {
  return bench.log.frames.map((frame) => unwrap(decodeFrame(frame)).header);
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

describe('what the relay refuses', () => {
  test('[E4] is kept and shown, and the next frame voids it: the hole is closed for everybody', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    const luis = await bench.member('luis');
    await writes(bench, ana, 'uno ');
    bench.log.answerNext({ kind: 'refused', code: 4413 });
    await writes(bench, ana, 'dos ');
    expect(ana.told.refused).toEqual([4413]);
    expect(ana.engine.refusals()).toMatchObject([{ code: 4413 }]);
    expect(ana.text).toBe('uno dos ');
    expect(luis.text).toBe('uno ');
    await writes(bench, ana, '');
    const two = await ana.tab();
    two.doc.getMap('m').set('k', 1);
    await two.settled();
    await bench.quiet();
    const [first, third] = headers();
    expect(third).toMatchObject({ counter: 3 });
    expect(third!.prevHash).not.toBe(zeroHash);
    expect(third!.voids).not.toBeNull();
    expect(first!.voids).toBeNull();
    expect(luis.engine.shadow.getMap('m').toJSON()).toEqual({ k: 1 });
    expect([...luis.engine.frontier().values()]).toEqual([3]);
  });

  test('is shown again after a restart, and can be offered again', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    const luis = await bench.member('luis');
    bench.log.answerNext(
      { kind: 'refused', code: 4413 },
      { kind: 'refused', code: 4413 },
    );
    const tab = await ana.tab();
    await type(tab, 'uno ');
    await bench.quiet();
    await type(tab, 'dos ');
    await bench.quiet();
    await ana.crash();
    expect(ana.engine.status()).toMatchObject({ refused: 2, unsent: 0 });
    expect(ana.text).toBe('uno dos ');
    await type(tab, 'tres');
    await bench.quiet();
    expect(luis.text).toBe('');
    expect(luis.engine.status().setAside).toBe(1);
    await ana.engine.retryRefusals();
    await bench.quiet();
    expect(luis.text).toBe('uno dos tres');
    expect(ana.engine.status()).toMatchObject({
      refused: 0,
      unsent: 0,
      unacknowledged: 0,
    });
    expect(luis.engine.status()).toMatchObject({ setAside: 0, quarantined: 0 });
    expect([...luis.engine.frontier().values()]).toEqual([
      headers().at(-1)!.counter,
    ]);
    await ana.crash();
    await bench.quiet();
    expect(ana.text).toBe('uno dos tres');
  });

  test('[E4] one refused in the middle of several on their way is named by a later one', async () => {
    let slow = 0;
    bench = await createBench({
      delayMs: () => slow,
      repeats: () => false,
      overtakes: () => false,
      losesAck: () => false,
    });
    const ana = await bench.member('ana');
    const luis = await bench.member('luis');
    await bench.quiet();
    const tab = await ana.tab();
    slow = 60;
    bench.log.answerNext('store', { kind: 'refused', code: 4413 }, 'store');
    for (const key of ['a', 'b', 'c']) {
      tab.doc.getMap('m').set(key, key);
      await tab.settled();
      await ana.engine.flush();
    }
    expect(ana.engine.status().unacknowledged).toBe(3);
    slow = 0;
    await bench.quiet();
    expect(luis.engine.status().setAside).toBe(1);
    tab.doc.getMap('m').set('d', 'd');
    await tab.settled();
    await bench.quiet();
    expect(headers().map(({ counter }) => counter)).toEqual([1, 3, 4]);
    expect(headers().at(-1)!.voids).toBe(headers()[1]!.prevHash);
    await ana.engine.retryRefusals();
    await bench.quiet();
    expect(luis.engine.shadow.getMap('m').toJSON()).toEqual({
      a: 'a',
      b: 'b',
      c: 'c',
      d: 'd',
    });
    expect([...luis.engine.frontier().values()]).toEqual([5]);
  });

  test('because of a key period or an old view is offered again by itself when that has passed', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    const luis = await bench.member('luis');
    bench.log.answerNext({ kind: 'refused', code: 4441 });
    await writes(bench, ana, 'viejo');
    expect(luis.text).toBe('');
    await bench.member('rosa');
    await bench.quiet();
    expect(luis.text).toBe('viejo');
    expect(ana.engine.status().refused).toBe(0);
  });

  test('a row larger than any frame is never offered, and blocks nothing', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    const luis = await bench.member('luis');
    const tab = await ana.tab();
    tab.doc
      .getMap('m')
      .set(
        'grande',
        crypto.getRandomValues(new Uint8Array(65_536)).join(',').repeat(8),
      );
    await tab.settled();
    const other = await ana.tab();
    other.doc.getText('u').insert(0, 'cabe');
    await other.settled();
    await bench.quiet();
    expect(ana.told.refused).toEqual([4413]);
    expect(luis.engine.shadow.getText('u').toJSON()).toBe('cabe');
    await ana.crash();
    expect(ana.engine.shadow.getMap('m').get('grande')).toHaveLength(
      String(tab.doc.getMap('m').get('grande')).length,
    );
  });
});

describe('what the relay wants later', () => {
  test('[P24] is sent again with the same bytes', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    const luis = await bench.member('luis');
    bench.log.answerNext({ kind: 'retry', code: 4429, afterMs: 400 });
    const tab = await ana.tab();
    await type(tab, 'primero ');
    await pause(110);
    await type(tab, 'segundo');
    await bench.quiet();
    expect(luis.text).toBe('primero segundo');
    expect(headers().map(({ counter }) => counter)).toEqual([1, 2]);
  });
});

describe('sealing', () => {
  test('[E3] at most eight frames are on their way', async () => {
    let slow = 0;
    bench = await createBench({
      delayMs: () => slow,
      repeats: () => false,
      overtakes: () => false,
      losesAck: () => false,
    });
    const ana = await bench.member('ana');
    await bench.quiet();
    const tab = await ana.tab();
    slow = 50;
    for (let i = 0; i < 12; i++) {
      await type(tab, 'x');
      await ana.engine.flush();
    }
    expect(ana.engine.status()).toMatchObject({ unacknowledged: 8, unsent: 4 });
    slow = 0;
    await bench.quiet();
    expect(bench.log.frames).toHaveLength(9);
  });

  test('waits two seconds alone and less with company', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    await bench.quiet();
    const tab = await ana.tab();
    await type(tab, 'solo');
    await pause(60);
    expect(bench.log.frames).toHaveLength(0);
    await bench.quiet();
    ana.engine.setCompany(true);
    await type(tab, ' y con alguien');
    await pause(60);
    expect(bench.log.frames).toHaveLength(2);
  });

  test('typing costs little: rows of a batch are one run of letters', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    const tab = await ana.tab();
    await type(tab, 'a');
    await bench.quiet();
    await type(tab, 'bcdefghijk');
    await bench.quiet();
    const size = (frame: Uint8Array): number => frame.length;
    const sizes = bench.log.frames.map(size);
    // The claim is only in the first.
    expect(sizes[1]).toBeLessThan(sizes[0]!);
    const frame = unwrap(decodeFrame(bench.log.frames[1]!));
    expect(frame.ciphertext.length).toBe(64 + 16);
  });

  test('many rows written offline go up in a few frames', async () => {
    bench = await createBench();
    const ana = await bench.member('ana', { offline: true });
    const tab = await ana.tab();
    for (let i = 0; i < 1500; i++) tab.text.insert(tab.text.length, 'y');
    await tab.settled();
    await ana.online();
    await bench.quiet();
    expect(bench.log.frames).toHaveLength(2);
    const luis = await bench.member('luis');
    await bench.quiet();
    expect(luis.text).toBe('y'.repeat(1500));
  });

  test('nothing is sealed while nothing may be, and it goes on when it may', async () => {
    bench = await createBench();
    let period: { epoch: number; generation: number } | null = null;
    const ana = await bench.member('ana', { ports: { sealing: () => period } });
    const tab = await ana.tab();
    await type(tab, 'espera');
    await ana.engine.flush();
    expect(ana.engine.status()).toMatchObject({ unsent: 6 });
    period = { epoch: 0, generation: 0 };
    ana.engine.membershipChanged();
    await bench.quiet();
    expect(bench.log.frames).toHaveLength(1);
    const someone: Member = await bench.member('luis');
    await bench.quiet();
    expect(someone.text).toBe('espera');
  });
});
