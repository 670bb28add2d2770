import { Worker } from 'node:worker_threads';
import { ownBytes, systemClock, unwrap } from '@minga/base';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { runLengthBomb } from '../../packages/sync/src/test-support/run-length-bomb.ts';
import {
  type DecodeAnswer,
  type DecodeThread,
  type DecodeThreadEvents,
  workerDecoder,
} from '../../packages/sync/src/worker-decoder.ts';
import { untilEqual } from '../support/documents.ts';
import { fastClock } from '../support/fast-clock.ts';
import { isLive, sent, until } from '../support/member.ts';
import { joinRaw } from '../support/raw-member.ts';
import { tapWire } from '../support/tap.ts';
import {
  type WritingScene,
  anaWrites,
  textOf,
  write,
} from '../support/writing-scene.ts';

let scene: WritingScene;

afterEach(async () => {
  await scene.end();
});

describe('a member with a client of her own making', () => {
  it.each([
    ['the 25 bytes of yjs issue #687', runLengthBomb],
    ['bytes that keep the decoder for ever', new Uint8Array([0xff])],
    ['bytes that take its thread down', new Uint8Array([0xfe])],
  ])(
    'sends %s: quarantined on both devices, and what comes after them arrives',
    async (_what, update) => {
      scene = await anaWrites();
      const { document, space, doc, link } = scene;
      const decoder = workerDecoder({
        clock: systemClock,
        start: startHangingThread,
        watchdogMs: 500,
      });
      const hers = await scene.enter('Rosa', { decoder });
      await untilEqual(() => textOf(hers.document), 'leen ');
      const mara = await joinRaw(scene.relay.url, link);
      const bomb = await mara.seal(doc, {
        claims: [],
        codec: 'update-v2',
        update,
      });
      expect((await mara.append(doc, bomb.bytes)).kind).toBe('ack');
      write(document, 'y no preguntan');
      await untilEqual(() => textOf(hers.document), 'leen y no preguntan');
      for (const { view } of [space, hers.space])
        await until(view, ({ quarantined }) => quarantined === 1);
      mara.close();
      decoder.close();
    },
  );

  it('offers an entry of hers under the device of another: refused, and nobody sees it [P20]', async () => {
    scene = await anaWrites();
    const { document, space, doc, link } = scene;
    const [mara, luis] = await Promise.all([
      joinRaw(scene.relay.url, link),
      joinRaw(scene.relay.url, link),
    ]);
    const sealed = await luis.seal(doc, {
      claims: [],
      codec: 'update-v1',
      update: noUpdate,
    });
    const forged = ownBytes(sealed.bytes);
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
    expect(await mara.append(doc, forged)).toMatchObject({
      kind: 'nack',
      final: true,
      code: 4442,
    });
    write(document, 'y no');
    await sent(document);
    expect((await until(space.view, isLive)).quarantined).toBe(0);
    mara.close();
    luis.close();
  });

  it('sends what she did not sign: told on both devices, stops nothing, and is not fetched over and over at six reconnections [P20] [P33]', async () => {
    scene = await anaWrites();
    const { document, space, doc, link, relay } = scene;
    let asked = 0;
    const wire = tapWire(({ kind }) => {
      if (kind === 'get') asked += 1;
      return true;
    });
    const hers = await scene.enter('Rosa', { transport: wire.transport });
    await untilEqual(() => textOf(hers.document), 'leen ');
    const mara = await joinRaw(relay.url, link);
    const sealed = await mara.seal(doc, {
      claims: [],
      codec: 'update-v1',
      update: noUpdate,
    });
    const unsigned = ownBytes(sealed.bytes);
    unsigned[unsigned.length - 1] = (unsigned.at(-1) ?? 0) ^ 1;
    expect((await mara.append(doc, unsigned)).kind).toBe('ack');
    mara.close();
    write(document, 'y no preguntan');
    await untilEqual(() => textOf(hers.document), 'leen y no preguntan');
    for (const { view } of [space, hers.space])
      await until(view, ({ quarantined }) => quarantined === 1);

    const before = wire.count('entry');
    for (let i = 0; i < 6; i++) {
      await relay.stop();
      await until(hers.space.view, (view) => !isLive(view));
      await relay.start();
      hers.space.hurry();
      await until(hers.space.view, isLive, 30_000);
      await until(hers.document.status, ({ caughtUp }) => caughtUp, 30_000);
    }
    expect(asked).toBeLessThanOrEqual(4);
    // Each answer is that one entry.
    expect(wire.count('entry') - before).toBeLessThanOrEqual(asked);
    expect((await until(hers.space.view, isLive)).quarantined).toBe(1);
    expect(textOf(hers.document)).toBe('leen y no preguntan');
  });

  it('offers the same entry twice: it is there once [P21]', async () => {
    scene = await anaWrites();
    const { space, doc, link } = scene;
    const mara = await joinRaw(scene.relay.url, link);
    const { bytes } = await mara.seal(doc, {
      claims: [],
      codec: 'update-v1',
      update: noUpdate,
    });
    const first = await mara.append(doc, bytes);
    const again = await mara.append(doc, bytes);
    expect(again).toMatchObject({ kind: 'ack', back: 0 });
    expect(
      first.kind === 'ack' && again.kind === 'ack' && first.seq === again.seq,
    ).toBe(true);
    expect((await until(space.view, isLive)).deviceDuplicated).toBe(false);
    mara.close();
  });
});

/** Loops for ever on what begins with 0xff, and dies of what begins with 0xfe. */
function startHangingThread(events: DecodeThreadEvents): DecodeThread {
  const worker = new Worker(
    new URL(
      '../../packages/sync/src/test-support/hanging-worker.ts',
      import.meta.url,
    ),
  );
  worker.on('message', (message: 'ready' | DecodeAnswer) => {
    if (message === 'ready') events.ready();
    else events.answered(message);
  });
  worker.on('error', () => {
    events.died();
  });
  return {
    post(request) {
      worker.postMessage(request);
    },
    kill() {
      worker.removeAllListeners();
      void worker.terminate();
    },
  };
}

const noUpdate = ownBytes(Y.encodeStateAsUpdate(new Y.Doc()));

it('the disk of the relay is full: what is written waits on the device and goes when there is room, others read on [P24]', async () => {
  scene = await anaWrites();
  const { document, space, disk, relay } = scene;
  const hers = await scene.enter('Rosa');
  await untilEqual(() => textOf(hers.document), 'leen ');
  disk.maxPages = 1;
  await relay.stop();
  await relay.start();
  await until(space.view, isLive, 30_000);
  await until(hers.space.view, isLive, 30_000);
  const page = 'x'.repeat(200_000);
  write(document, page);
  await document.settled();
  await until(
    document.status,
    ({ unsent, word }) => unsent > 0 && word === 'here',
  );
  expect((await until(space.view, isLive)).refused).toBe(0);
  expect(textOf(hers.document)).toBe('leen ');

  delete disk.maxPages;
  await relay.stop();
  await relay.start();
  await sent(document, 30_000);
  await untilEqual(() => textOf(hers.document), `leen ${page}`, 30_000);
});

describe('a clock that is a day wrong', () => {
  const dayMs = 24 * 3600 * 1000;
  it.each([
    ['ahead', dayMs],
    ['behind', -dayMs],
  ])(
    '%s for who invites and the other way for who joins: an invitation for six hours works, the relay alone judges, what they write arrives [P27]',
    async (_way, skewMs) => {
      const clock = fastClock(20, skewMs);
      const other = fastClock(20, -skewMs);
      scene = await anaWrites({ ana: { clock }, days: 0.25 });
      const { space, document } = scene;
      const { clockSkewMs } = await until(
        space.view,
        (view) => view.clockSkewMs !== null,
      );
      expect(Math.abs((clockSkewMs ?? 0) + skewMs)).toBeLessThan(120_000);
      const hers = await scene.enter('Rosa', { clock: other });
      await untilEqual(() => textOf(hers.document), 'leen ');
      write(hers.document, 'y no');
      await untilEqual(() => textOf(document), 'leen y no');

      const over = unwrap(await space.invite({ days: 1 / dayMs, uses: 5 }));
      const luis = await scene.open('Luis', { clock: other });
      await expect
        .poll(async () => {
          const read = await luis.minga.readInvitation(over.link);
          return read.ok ? 'read' : read.error.code;
        })
        .toBe('invitation-expired');
      clock.stop();
      other.stop();
    },
  );
});
