import { type Bytes, type Hash, bytesToId, systemRandom } from '@minga/base';
import { createKeyring } from '@minga/crypto';
import { hashFrame } from '@minga/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Bench,
  type Member,
  createBench,
  heldCodes,
  writes,
} from './test-support/bench.ts';
import { type Forger, createForger } from './test-support/forger.ts';
import { runLengthBomb } from './test-support/run-length-bomb.ts';

let bench: Bench;
afterEach(() => bench.close());

async function luisAndMallory(): Promise<{
  luis: Member;
  mallory: Member;
  evil: Forger;
}> {
  bench = await createBench();
  await bench.member('ana');
  const luis = await bench.member('luis');
  const mallory = await bench.member('mallory', { offline: true });
  const evil = await createForger(bench, mallory.signer);
  return { luis, mallory, evil };
}

describe('held until what it waits for has come', () => {
  test('[E12] a key', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    const epochs = new Map<number, Bytes>();
    const luis = await bench.member('luis', {
      ports: { keyring: createKeyring({ space: bench.space, epochs }) },
    });
    await writes(bench, ana, 'sellado');
    expect(heldCodes(luis)).toEqual(['key-unknown']);
    expect(luis.text).toBe('');
    epochs.set(...bench.keyring.epochKeys()[0]!);
    luis.engine.keysChanged();
    await bench.quiet();
    expect(luis.text).toBe('sellado');
    expect(heldCodes(luis)).toEqual([]);
    await luis.crash();
    expect(luis.text).toBe('sellado');
  });

  test('[E6] actions of the membership log, also over a restart', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    let known = bench.membership();
    const luis = await bench.member('luis', {
      ports: { membership: () => known },
    });
    known = {
      ...bench.membership(),
      hashes: bench.membership().hashes.slice(0, 1),
    };
    await writes(bench, ana, 'adelantado');
    expect(heldCodes(luis)).toEqual(['ahead']);
    await luis.crash();
    await bench.quiet();
    expect(heldCodes(luis)).toEqual(['ahead']);
    known = bench.membership();
    luis.engine.membershipChanged();
    await bench.quiet();
    expect(luis.text).toBe('adelantado');
  });

  test('[E6] a fork is held and shown', async () => {
    const { luis, evil } = await luisAndMallory();
    const seenHash = bytesToId<Hash>(systemRandom.bytes(32));
    bench.log.insert(
      await evil.frame(() => evil.doc.getText('t').insert(0, 'x'), {
        seenHash,
      }),
    );
    await bench.quiet();
    expect(heldCodes(luis)).toEqual(['fork']);
    luis.engine.membershipChanged();
    await bench.quiet();
    expect(heldCodes(luis)).toEqual(['fork']);
  });

  test('the record of the document', async () => {
    bench = await createBench();
    const ana = await bench.member('ana');
    let documentClass: number | null = null;
    const luis = await bench.member('luis', {
      ports: { headerClass: () => documentClass },
    });
    await writes(bench, ana, 'sin registro');
    expect(heldCodes(luis)).toEqual(['no-record']);
    documentClass = 0;
    luis.engine.membershipChanged();
    await bench.quiet();
    expect(luis.text).toBe('sin registro');
  });
});

describe('[E11] set aside outside Yjs', () => {
  test('entries that come before what they stand on, whatever the order, also over a restart', async () => {
    const { luis, evil } = await luisAndMallory();
    const text = evil.doc.getText('t');
    const frames = [
      await evil.frame(() => text.insert(0, 'uno ')),
      await evil.frame(() => text.insert(4, 'dos ')),
      await evil.frame(() => text.delete(0, 2)),
      await evil.frame(() => text.insert(6, 'tres')),
    ];
    for (const frame of [frames[3]!, frames[2]!, frames[1]!])
      bench.log.insert(frame);
    await bench.quiet();
    expect(luis.engine.status()).toMatchObject({ setAside: 3, quarantined: 0 });
    expect(luis.engine.frontier().size).toBe(0);
    await luis.crash();
    await bench.quiet();
    expect(luis.engine.status().setAside).toBe(3);
    bench.log.insert(frames[0]!);
    await bench.quiet();
    expect(luis.text).toBe(text.toJSON());
    expect(luis.engine.status().setAside).toBe(0);
    expect([...luis.engine.frontier().values()]).toEqual([4]);
    await luis.crash();
    expect(luis.text).toBe(text.toJSON());
  });

  test('a hole never blocks what does not stand on it', async () => {
    const { luis, evil, mallory } = await luisAndMallory();
    const text = evil.doc.getText('t');
    await evil.frame(() => text.insert(0, 'perdido '));
    const other = await createForger(bench, mallory.signer);
    bench.log.insert(
      await other.frame(() => other.doc.getText('t').insert(0, 'sigue'), {
        counter: 2,
        prevHash: bytesToId<Hash>(systemRandom.bytes(32)),
      }),
    );
    await bench.quiet();
    expect(luis.text).toBe('sigue');
    expect(luis.engine.frontier().size).toBe(0);
  });
});

describe('quarantine', () => {
  test('is for one frame of one device, outlives a restart, and is not run again', async () => {
    const { luis, evil, mallory } = await luisAndMallory();
    const frame = await evil.seal(runLengthBomb, { codec: 'update-v2' });
    bench.log.insert(frame);
    bench.log.insert(
      await evil.frame(() => evil.doc.getText('t').insert(0, 'después')),
    );
    await bench.quiet();
    const expected = [
      {
        device: mallory.signer.device,
        frameHash: (await hashFrame(frame)).frameHash,
        code: 'too-large',
      },
    ];
    expect(luis.engine.quarantined()).toEqual(expected);
    expect(luis.text).toBe('después');
    expect([...luis.engine.frontier().values()]).toEqual([2]);
    let decoded = 0;
    await luis.crash({
      ports: {
        decoder: {
          decode: (items) =>
            Promise.reject(new Error(String((decoded += items.length)))),
          close: () => undefined,
        },
      },
    });
    await bench.quiet();
    expect(luis.engine.quarantined()).toEqual(expected);
    expect(decoded).toBe(0);
  });
});
