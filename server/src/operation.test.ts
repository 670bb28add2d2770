import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DocumentId, type Result, err } from '@minga/base';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createMemoryLog } from './memory-log.ts';
import type { LogFailure, RelayLog } from './relay-log.ts';
import { openSqliteLog } from './sqlite-log.ts';
import { TestClient } from './test-client.ts';
import { createDocument, createScenes } from './test-relay.ts';
import {
  Chain,
  Wire,
  createPerson,
  documentHeader,
  foundSpace,
  randomId,
  wholeFrame,
} from './test-story.ts';

const { anaFounds, startRelay, together } = createScenes({
  onTestFinished,
  vi,
});

/** A log whose commits can be made to fail, or to take as long as the test likes. */
function stubbornLog() {
  const log = createMemoryLog();
  let failure: LogFailure | null = null;
  let gate: Promise<void> = Promise.resolve();
  const stubborn: RelayLog = {
    ...log,
    async commit(writes) {
      await gate;
      return failure === null
        ? log.commit(writes)
        : (err(failure) satisfies Result<never, LogFailure>);
    },
  };
  return {
    log: stubborn,
    fail: (code: LogFailure | null) => {
      failure = code;
    },
    /** Holds commits back until the returned function is called. */
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      gate = promise.then(() => undefined);
      return () => {
        resolve(undefined);
      };
    },
  };
}

describe('A disk that is full', () => {
  it('answers 4503 retry to everything in the commit, and goes on when there is room', async () => {
    const { log, fail } = stubbornLog();
    const { ana, luis, channel, ofAna } = await together({ log });
    const frames = [await ofAna.next(), await ofAna.next(), await ofAna.next()];
    const send = () => {
      for (const { frame } of frames)
        ana.send({ kind: 'append', channel, wireFrame: wholeFrame(frame) });
    };
    fail('full');
    send();
    const nacks = await ana.take(3, 'nack');
    expect(nacks).toMatchObject(
      frames.map(({ entryId }) => ({ entryId, final: false, code: 4503 })),
    );
    expect(nacks[0]?.retryAfterMs).toBeGreaterThan(0);
    expect(await luis.client.settled()).toEqual([]);
    fail(null);
    send();
    expect((await ana.take(3, 'ack')).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    await luis.client.take(3, 'entry');
  });

  it('is an SQLite file at its last page: nobody is cut off, reading goes on, room brings it back', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'minga-full-'));
    onTestFinished(() => {
      rmSync(dir, { recursive: true });
    });
    const log = openSqliteLog(dir, { maxPages: 80 });
    const { scene, ana, known, doc, channel, ofAna } = await together({ log });
    const small = await ofAna.next();
    ana.send({ kind: 'append', channel, wireFrame: wholeFrame(small.frame) });
    await ana.next('ack');
    const large = await ofAna.next({ size: 900_000 });
    ana.send({ kind: 'append', channel, wireFrame: wholeFrame(large.frame) });
    expect(await ana.next('nack')).toMatchObject({
      entryId: large.entryId,
      final: false,
      code: 4503,
    });
    expect((await fetch(`${scene.relay.url}/healthz`)).status).toBe(503);
    const late = await TestClient.member(
      scene.relay.url,
      scene.ana,
      known.space,
    );
    await late.subscribe(doc);
    expect(await late.next('entry')).toMatchObject({ seq: 1 });
    const next = await ofAna.next();
    ana.send({ kind: 'append', channel, wireFrame: wholeFrame(next.frame) });
    expect(await ana.next('ack')).toMatchObject({ seq: 2 });
    expect((await fetch(`${scene.relay.url}/healthz`)).status).toBe(200);
  });

  it('refuses records, actions and new spaces in the same way', async () => {
    const { log, fail } = stubbornLog();
    const scene = await anaFounds({ log });
    fail('failed');
    const doc = randomId<DocumentId>(16);
    const header = await documentHeader(scene.ana, scene.known, doc);
    scene.client.send({ kind: 'doc', header });
    expect(await scene.client.next('doc-nack')).toMatchObject({
      code: 4503,
      final: false,
    });
    const rosa = await createPerson();
    await expect(
      TestClient.creator(scene.relay.url, rosa, await foundSpace(rosa)),
    ).rejects.toThrow('4500');
  });
});

describe('Durability', () => {
  it('[P21] acknowledges after the commit, not before', async () => {
    const { log, hold } = stubbornLog();
    const { ana, luis, channel, ofAna } = await together({ log });
    const release = hold();
    const { frame } = await ofAna.next();
    ana.send({ kind: 'append', channel, wireFrame: wholeFrame(frame) });
    expect(await ana.settled()).toEqual([]);
    expect(await luis.client.settled()).toEqual([]);
    release();
    await ana.next('ack');
    await luis.client.next('entry');
  });

  it('gathers what comes during a commit into the next one', async () => {
    const { log, hold } = stubbornLog();
    const { scene, ana, channel, ofAna } = await together({ log });
    const wire = new Wire();
    const append = async () => {
      const wireFrame = wire.encode(await ofAna.next());
      ana.send({ kind: 'append', channel, wireFrame });
    };
    const commits = async () => {
      const text = await (await fetch(`${scene.relay.url}/metrics`)).text();
      return Number(/minga_commits_total\S+ (\d+)/.exec(text)?.[1]);
    };
    const before = await commits();
    const release = hold();
    await append();
    await ana.settled();
    for (let i = 0; i < 20; i++) await append();
    await ana.settled();
    release();
    await ana.take(21, 'ack');
    expect((await commits()) - before).toBe(2);
  });
});

describe('Draining', () => {
  it('[P32] finishes the commit under way, acknowledges it, and closes with 4500', async () => {
    const { log, hold } = stubbornLog();
    const { scene, ana, luis, channel, ofAna } = await together({ log });
    const release = hold();
    const { frame } = await ofAna.next();
    ana.send({ kind: 'append', channel, wireFrame: wholeFrame(frame) });
    await ana.settled();
    const stopped = scene.relay.stop();
    await expect(TestClient.connect(scene.relay.url)).rejects.toThrow();
    const late = await ofAna.next();
    ana.send({ kind: 'append', channel, wireFrame: wholeFrame(late.frame) });
    await ana.settled();
    release();
    await ana.next('ack');
    expect(await ana.next('nack')).toMatchObject({ code: 4503, final: false });
    await luis.client.next('entry');
    expect(await ana.closed).toBe(4500);
    expect(await luis.client.closed).toBe(4500);
    await stopped;
  });

  it('does not wait for ever for who does not answer', async () => {
    const { scene, luis } = await together({ limits: { closeMs: 100 } });
    luis.client.socket.pause();
    const startedAt = Date.now();
    await scene.relay.stop();
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  it('main.ts says its address and nothing about anybody, and ends on SIGTERM', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'minga-main-'));
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    const child = spawn(process.execPath, [main], {
      env: { ...process.env, PORT: '0', MINGA_DATA: dir },
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
      rmSync(dir, { recursive: true });
    });
    const output = collect(child);
    const url = await output.match(/http:\S+/);
    const ana = await createPerson();
    const space = await foundSpace(ana);
    const client = await TestClient.creator(url, ana, space);
    const doc = await createDocument(
      { client, ana, space, known: space, relay: await startRelay() },
      space,
    );
    const channel = await client.subscribe(doc);
    const { frame } = await new Chain(ana, space, doc).next();
    client.send({ kind: 'append', channel, wireFrame: wholeFrame(frame) });
    await client.next('ack');
    child.kill('SIGTERM');
    expect(await client.closed).toBe(4500);
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
    expect(output.text()).toMatch(/^Minga: http:\/\/127\.0\.0\.1:\d+\n$/);
  });
});

describe('Metrics', () => {
  it('count, and name nobody', async () => {
    const { scene, ana, luis, known, doc, channel, ofAna } = await together();
    const { frame, entryId } = await ofAna.next();
    ana.send({ kind: 'append', channel, wireFrame: wholeFrame(frame) });
    await ana.next('ack');
    ana.send({ kind: 'report', doc, entryId, code: 1 });
    await ana.settled();
    const response = await fetch(`${scene.relay.url}/metrics`);
    const text = await response.text();
    expect(text).toContain('minga_appends_total{outcome="stored"} 1\n');
    expect(text).toContain('minga_connections 2\n');
    expect(text).toContain('minga_reports_total 1\n');
    const { device } = luis.person;
    for (const name of [known.space, doc, device, scene.ana.device, entryId])
      expect(text).not.toContain(name);
    expect(text).not.toContain('127.0.0.1');
    expect(text).toMatch(
      /^(minga_[a-z_]+(\{[a-z]+="[a-z0-9-]+"\})? [\d.]+\n)+$/,
    );
  });
});

function collect(child: ChildProcess) {
  let text = '';
  let look = (): void => undefined;
  const add = (chunk: Buffer) => {
    text += chunk.toString();
    look();
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return {
    text: () => text,
    match: (pattern: RegExp) =>
      new Promise<string>((resolve) => {
        look = () => {
          const found = pattern.exec(text);
          if (found !== null) resolve(found[0]);
        };
        look();
      }),
  };
}
