import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentId, type LogId, bytesToId, unwrap } from '@minga/base';
import {
  type ClientMessage,
  type LogPosition,
  decodeWireFrame,
  zeroEntryId,
  zeroHash,
} from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { backUp } from './backup.ts';
import type { LogWrite } from './relay-log.ts';
import { databaseName, openSqliteLog } from './sqlite-log.ts';
import { TestClient } from './test-client.ts';
import {
  type Scene,
  createDocument,
  letIn,
  createScenes,
} from './test-relay.ts';
import {
  Chain,
  type Known,
  type Person,
  Wire,
  createPerson,
  documentHeader,
  randomId,
  wholeFrame,
} from './test-story.ts';

const { anaFounds, together } = createScenes({ onTestFinished, vi });

const nowhere: LogPosition = { seq: 0, entryId: zeroEntryId };

/** Appends `count` frames and returns the last one's position. */
async function write(
  client: TestClient,
  channel: number,
  chain: Chain,
  count: number,
): Promise<LogPosition> {
  let entryId = zeroEntryId;
  for (let i = 0; i < count; i++) {
    const made = await chain.next();
    entryId = made.entryId;
    client.send({ kind: 'append', channel, wireFrame: wholeFrame(made.frame) });
  }
  const acks = await client.take(count, 'ack');
  return { seq: acks.at(-1)?.seq ?? 0, entryId };
}

const syncFrom = (logId: LogId, since: LogPosition): ClientMessage => ({
  kind: 'sync',
  logId,
  since,
});

async function logIdOf({ relay, ana, space }: Scene): Promise<LogId> {
  const client = await TestClient.connect(relay.url);
  const fields = { haveActions: 0, haveHash: zeroHash };
  await client.authenticate(space.space, 'member', ana, fields);
  const { logId } = await client.next('ready');
  await client.close();
  return logId;
}

async function seedDocuments(
  dir: string,
  person: Person,
  known: Known,
  count: number,
): Promise<void> {
  const { space } = known;
  const writes: LogWrite[] = [];
  for (let i = 0; i < count; i++) {
    const doc = randomId<DocumentId>(16);
    const header = await documentHeader(person, known, doc);
    const { frame, entryId } = await new Chain(person, known, doc).next();
    const { bytes } = frame;
    const { device, counter } = frame.header;
    const entry = { space, doc, entryId, device, counter, via: null };
    writes.push(
      { kind: 'header', space, doc, generation: 0, header },
      { kind: 'entry', ...entry, frame: bytes },
    );
  }
  const log = openSqliteLog(dir);
  unwrap(await log.commit(writes));
  await log.close();
}

describe('SYNC', () => {
  it('[P13] lists what moved on since, and names the head', async () => {
    const { scene, ana, known, channel, doc, ofAna } = await together();
    const logId = await logIdOf(scene);
    const first = await write(ana, channel, ofAna, 2);
    const other = await createDocument(scene, known);
    const otherChannel = await ana.subscribe(other);
    const second = await write(
      ana,
      otherChannel,
      new Chain(scene.ana, known, other),
      1,
    );
    ana.send(syncFrom(logId, nowhere));
    expect(await ana.next('changes')).toEqual({
      kind: 'changes',
      reset: false,
      more: false,
      live: false,
      logId,
      upTo: second,
      documents: [
        { doc, head: first.seq },
        { doc: other, head: second.seq },
      ],
    });
    ana.send(syncFrom(logId, first));
    expect((await ana.next('changes')).documents).toEqual([
      { doc: other, head: second.seq },
    ]);
    ana.send(syncFrom(logId, second));
    expect(await ana.next('changes')).toMatchObject({
      reset: false,
      upTo: second,
      documents: [],
    });
  });

  it('[P12] resets when log, entry or position are not ours', async () => {
    const { scene, ana, doc, channel, ofAna } = await together();
    const logId = await logIdOf(scene);
    const at = await write(ana, channel, ofAna, 2);
    const resetFor = async (of: LogId, since: LogPosition) => {
      ana.send(syncFrom(of, since));
      const { reset, documents } = await ana.next('changes');
      return [reset, documents];
    };
    const everything = [true, [{ doc, head: at.seq }]];
    const otherLog = bytesToId<LogId>(new Uint8Array(16).fill(5));
    expect(await resetFor(otherLog, at)).toEqual(everything);
    const { entryId } = at;
    expect(await resetFor(logId, { seq: 1, entryId })).toEqual(everything);
    expect(await resetFor(logId, { seq: 99, entryId })).toEqual(everything);
    expect(await resetFor(logId, at)).toEqual([false, []]);
  });

  it('[P12] betrays a log that was restored from an older file, by flag and without', async () => {
    const { scene, ana, known, doc, channel, ofAna } = await together();
    const { relay } = scene;
    const logId = await logIdOf(scene);
    await write(ana, channel, ofAna, 1);
    const copy = join(relay.dir, 'copy.db');
    backUp(relay.dir, copy);
    const lost = await write(ana, channel, ofAna, 2);
    await relay.stop();
    copyFileSync(copy, join(relay.dir, databaseName));
    await relay.restart();
    const again = await TestClient.member(relay.url, scene.ana, known.space);
    again.send(syncFrom(logId, lost));
    const { reset, logId: minted } = await again.next('changes');
    expect(reset).toBe(true);
    // The file lies where the old one lay, so this time only the operator can know.
    await relay.restart({ dataDir: relay.dir, restored: true });
    expect(await logIdOf(scene)).not.toBe(minted);
    const third = await TestClient.member(relay.url, scene.ana, known.space);
    third.send({ kind: 'sub', doc, since: lost.seq, withoutSnapshot: false });
    expect(await third.next('subbed')).toMatchObject({ head: 1 });
    expect(await third.next('entry')).toMatchObject({ seq: 1 });
  });

  it('[P13] pages of at most 500 documents, the last without more', async () => {
    const scene = await anaFounds();
    const { relay, ana, known } = scene;
    const logId = await logIdOf(scene);
    const count = 510;
    await relay.stop();
    await seedDocuments(relay.dir, ana, known, count);
    await relay.restart();
    const client = await TestClient.member(relay.url, ana, known.space);
    client.send(syncFrom(logId, nowhere));
    const [first, last] = await client.take(2, 'changes');
    expect([first?.more, first?.documents.length]).toEqual([true, 500]);
    expect([last?.more, last?.documents.length]).toEqual([false, 10]);
    expect(last?.upTo.seq).toBe(count);
  });

  it('[P14] tells once of a change in a document that is not subscribed', async () => {
    const { scene, ana, luis, known, doc, channel, ofAna } = await together();
    const logId = await logIdOf(scene);
    const idle = await TestClient.member(
      scene.relay.url,
      luis.person,
      known.space,
    );
    await write(ana, channel, ofAna, 1);
    expect((await idle.settled()).map(({ kind }) => kind)).not.toContain(
      'changes',
    );
    idle.send(syncFrom(logId, nowhere));
    await idle.next('changes');
    const at = await write(ana, channel, ofAna, 1);
    expect(await idle.next('changes')).toMatchObject({
      live: true,
      upTo: at,
      documents: [{ doc, head: at.seq }],
    });
    await write(ana, channel, ofAna, 3);
    expect(await idle.settled()).toEqual([]);
    idle.send(syncFrom(logId, at));
    await idle.next('changes');
    const later = await write(ana, channel, ofAna, 1);
    expect((await idle.next('changes')).documents).toEqual([
      { doc, head: later.seq },
    ]);
    await idle.subscribe(doc, later.seq);
    await write(ana, channel, ofAna, 1);
    await idle.next('entry');
    expect(await idle.settled()).not.toContainEqual(
      expect.objectContaining({ kind: 'changes' }),
    );
  });
});

describe('SUB', () => {
  it('[P15] SUBBED, DOC, the entries after since, HEAD, then live', async () => {
    const { scene, ana, luis, known, doc, channel, ofAna } = await together();
    await write(ana, channel, ofAna, 3);
    const late = await TestClient.member(
      scene.relay.url,
      luis.person,
      known.space,
    );
    await late.settled();
    late.send({ kind: 'sub', doc, since: 1, withoutSnapshot: false });
    await late.next('head');
    late.send({ kind: 'sub', doc, since: 1, withoutSnapshot: false });
    await late.next('head');
    const told = late.received.map((message) =>
      'seq' in message ? [message.kind, message.seq] : [message.kind],
    );
    const once = [['subbed'], ['doc'], ['entry', 2], ['entry', 3]];
    expect(told).toEqual([...once, ...once]);
    await write(ana, channel, ofAna, 1);
    late.received.length = 0;
    await late.settled();
  });

  it('[P16] is the same channel for every connection, until UNSUB', async () => {
    const { ana, luis, doc, channel, ofAna } = await together();
    luis.client.send({ kind: 'unsub', channel });
    await luis.client.settled();
    await write(ana, channel, ofAna, 1);
    expect(await luis.client.settled()).toEqual([]);
    expect(await luis.client.subscribe(doc)).toBe(channel);
  });

  it('[P21] answers an APPEND whose document was left before the answer', async () => {
    const { ana, channel, ofAna } = await together();
    const wireFrame = wholeFrame((await ofAna.next()).frame);
    ana.send(
      { kind: 'append', channel, wireFrame },
      { kind: 'unsub', channel },
    );
    expect(await ana.next('ack')).toMatchObject({ seq: 1 });
  });

  it('[P15] catches up over many pages while the document goes on growing', async () => {
    const { scene, ana, luis, known, doc, channel, ofAna } = await together();
    const wire = new Wire();
    const send = async (count: number) => {
      for (let i = 0; i < count; i++) {
        const wireFrame = wire.encode(await ofAna.next({ size: 9_000 }));
        ana.send({ kind: 'append', channel, wireFrame });
      }
    };
    await send(70);
    await ana.take(70, 'ack');
    const late = await TestClient.member(
      scene.relay.url,
      luis.person,
      known.space,
    );
    late.send({ kind: 'sub', doc, since: 0, withoutSnapshot: false });
    await send(30);
    const entries = await late.take(100, 'entry');
    expect(entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
    const shorts = entries.filter(({ wireFrame }) => wireFrame[0] === 0);
    expect(shorts.length).toBeGreaterThan(95);
  });

  it('[P15] serves a storm from one encoding', async () => {
    const { scene, ana, luis, known, doc, channel, ofAna } = await together();
    await write(ana, channel, ofAna, 20);
    const storm = await Promise.all(
      Array.from({ length: 6 }, () =>
        TestClient.member(scene.relay.url, luis.person, known.space),
      ),
    );
    const answers = [];
    for (const client of storm) {
      client.send({ kind: 'sub', doc, since: 0, withoutSnapshot: false });
      answers.push(await client.take(20, 'entry'));
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await write(ana, channel, ofAna, 1);
    for (const client of storm)
      expect(await client.next('entry')).toMatchObject({ seq: 21 });
  });

  it('[P17] GET gives whole frames again without disturbing the channel', async () => {
    const { scene, ana, luis, known, doc, channel, ofAna } = await together();
    await write(ana, channel, ofAna, 4);
    await luis.client.take(4, 'entry');
    luis.client.send({ kind: 'get', what: 'entries', doc, from: 1, to: 3 });
    const [two, three] = await luis.client.take(2, 'entry');
    expect([two?.seq, two?.alias, three?.seq]).toEqual([2, 0, 3]);
    const context = { space: known.space, doc, from: 'relay' as const };
    expect(decodeWireFrame(two!.wireFrame, context, null)).toMatchObject({
      ok: true,
      value: { whole: true, frame: { header: { device: scene.ana.device } } },
    });
    expect(await luis.client.next('head')).toMatchObject({ channel, seq: 4 });
    await write(ana, channel, ofAna, 1);
    const { wireFrame } = await luis.client.next('entry');
    expect(wireFrame[0]).toBe(0);
  });

  it('[P17] GET of what is not subscribed, or not there: 4404 on channel 0', async () => {
    const { ana, doc } = await together();
    const unknown = randomId<DocumentId>(16);
    const refusal = { channel: 0, entryId: zeroEntryId, final: true };
    ana.send({ kind: 'get', what: 'entries', doc: unknown, from: 0, to: 9 });
    expect(await ana.next('nack')).toMatchObject({ ...refusal, code: 4404 });
    ana.send({ kind: 'get', what: 'snapshot', doc, hash: zeroHash });
    expect(await ana.next('nack')).toMatchObject({ ...refusal, code: 4404 });
  });
});

describe('Beside the documents', () => {
  it('reserved messages are refused, the connection goes on', async () => {
    const { client } = await anaFounds();
    client.send({ kind: 'blob', type: 65, body: new Uint8Array(3) });
    expect(await client.next('nack')).toMatchObject({
      channel: 0,
      final: true,
      code: 4409,
    });
    const doc = randomId<DocumentId>(16);
    client.send({ kind: 'report', doc, entryId: zeroEntryId, code: 3 });
    client.send({ kind: 'ping', clientTimeMs: 7 });
    expect(await client.next('pong')).toMatchObject({
      clientTimeMs: 7,
      spaceHead: 0,
    });
  });

  it('keeps spaces apart', async () => {
    const first = await anaFounds();
    const rosa = await createPerson();
    const luis = await letIn(first, first.known);
    const second = await anaFounds();
    await expect(
      TestClient.member(second.relay.url, luis.person, second.space.space),
    ).rejects.toThrow('4403');
    await expect(
      TestClient.member(first.relay.url, rosa, first.space.space),
    ).rejects.toThrow('4403');
  });
});
