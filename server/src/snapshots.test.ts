import { type Bytes, type Hash, bytesToId, concatBytes } from '@minga/base';
import {
  type FrontierEntry,
  type SnapshotHeader,
  encodeSnapshot,
  snapshotPartSize,
  snapshotSigningBytes,
  zeroHash,
} from '@minga/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { RelayOptions } from './index.ts';
import { sha256 } from './services.ts';
import { TestClient } from './test-client.ts';
import {
  createDocument,
  letIn,
  skewedClock,
  createScenes,
} from './test-relay.ts';
import {
  type Chain,
  type Known,
  type Person,
  wholeFrame,
} from './test-story.ts';

const { together } = createScenes({ onTestFinished, vi });

type Doc = SnapshotHeader['doc'];

interface MadeSnapshot {
  readonly hash: Hash;
  readonly bytes: Bytes;
}

async function snapshotOf(
  person: Person,
  known: Known,
  doc: Doc,
  frontier: readonly FrontierEntry[],
  changes: { prevSnapHash?: Hash; size?: number } = {},
): Promise<MadeSnapshot> {
  const { size = 300, ...fields } = changes;
  const ciphertext = new Uint8Array(size).fill(7);
  const header: SnapshotHeader = {
    ...known,
    doc,
    device: person.device,
    prevSnapHash: zeroHash,
    frontier,
    epoch: 0,
    generation: 0,
    keyTag: new Uint8Array(8),
    nonce: crypto.getRandomValues(new Uint8Array(12)),
    ...fields,
  };
  const signature = await person.signer.sign(
    snapshotSigningBytes(header, sha256(ciphertext)),
  );
  const bytes = encodeSnapshot({ header, ciphertext, signature });
  return { hash: bytesToId<Hash>(sha256(bytes)), bytes };
}

function put(client: TestClient, doc: Doc, { hash, bytes }: MadeSnapshot) {
  const total = bytes.length;
  for (let offset = 0; offset < total; offset += snapshotPartSize) {
    const part = bytes.subarray(offset, offset + snapshotPartSize);
    client.send({ kind: 'snap-put', doc, hash, total, offset, part });
  }
  return client.next('snap-ack');
}

async function readSnapshot(
  client: TestClient,
): Promise<MadeSnapshot & { covers: number }> {
  const parts: Uint8Array[] = [];
  let received = 0;
  for (;;) {
    const { hash, covers, total, offset, part } = await client.next('snap');
    expect(offset).toBe(received);
    parts.push(part);
    received += part.length;
    if (received === total)
      return { hash, covers, bytes: concatBytes(...parts) };
  }
}

/** Five entries: Ana 1, Luis 1, Ana 2, Luis 2, Ana 3. */
async function written(options: RelayOptions = {}) {
  const scene = await together(options);
  const { ana, luis, channel, ofAna, ofLuis } = scene;
  const made: Awaited<ReturnType<Chain['next']>>[] = [];
  for (const [client, chain] of [
    [ana, ofAna],
    [luis.client, ofLuis],
    [ana, ofAna],
    [luis.client, ofLuis],
    [ana, ofAna],
  ] as const) {
    const one = await chain.next();
    made.push(one);
    client.send({ kind: 'append', channel, wireFrame: wholeFrame(one.frame) });
    await client.next('ack');
  }
  await ana.settled();
  await luis.client.settled();
  const upTo = (n: number): FrontierEntry[] => {
    const last = new Map<string, FrontierEntry>();
    for (const { frame, frameHash } of made.slice(0, n)) {
      const { device, counter } = frame.header;
      last.set(device, { device, counter, frameHash });
    }
    return [...last.values()];
  };
  const late = () =>
    TestClient.member(scene.scene.relay.url, luis.person, scene.known.space);
  return { ...scene, person: scene.scene.ana, upTo, late };
}

describe('Snapshots', () => {
  it('[P15] [P28] are taken in parts and given to who comes later, then the entries they do not hold', async () => {
    const { ana, person, known, doc, upTo, late } = await written();
    const made = await snapshotOf(person, known, doc, upTo(3), {
      size: 300_000,
    });
    expect(await put(ana, doc, made)).toEqual({
      kind: 'snap-ack',
      doc,
      accepted: true,
      hashInForce: made.hash,
    });
    const client = await late();
    client.send({ kind: 'sub', doc, since: 0, withoutSnapshot: false });
    expect(await readSnapshot(client)).toEqual({ ...made, covers: 3 });
    const entries = await client.take(2, 'entry');
    expect(entries.map(({ seq }) => seq)).toEqual([4, 5]);
    expect(await client.next('head')).toMatchObject({ seq: 5 });
    client.send({ kind: 'sub', doc, since: 0, withoutSnapshot: true });
    expect(await client.take(5, 'entry')).toHaveLength(5);
    client.send({ kind: 'sub', doc, since: 3, withoutSnapshot: false });
    expect(await client.take(2, 'entry')).toHaveLength(2);
    expect((await client.settled()).map(({ kind }) => kind)).not.toContain(
      'snap',
    );
  });

  it('[P28] cover only what lies before the first entry beyond their frontier', async () => {
    const { ana, person, known, doc, upTo, late } = await written();
    const onlyMine = upTo(5).filter(({ device }) => device === person.device);
    await put(ana, doc, await snapshotOf(person, known, doc, onlyMine));
    const client = await late();
    client.send({ kind: 'sub', doc, since: 0, withoutSnapshot: false });
    expect((await readSnapshot(client)).covers).toBe(1);
    expect(await client.take(4, 'entry')).toHaveLength(4);
  });

  it('[P28] move the pointer only from the one they stand on, which is kept', async () => {
    const { ana, luis, person, known, doc, upTo } = await written();
    const first = await snapshotOf(person, known, doc, upTo(2));
    const rival = await snapshotOf(luis.person, known, doc, upTo(2));
    await put(ana, doc, first);
    expect(await put(luis.client, doc, rival)).toMatchObject({
      accepted: false,
      hashInForce: first.hash,
    });
    const second = await snapshotOf(person, known, doc, upTo(4), {
      prevSnapHash: first.hash,
    });
    expect(await put(ana, doc, second)).toMatchObject({ accepted: true });
    expect(await put(ana, doc, second)).toMatchObject({ accepted: true });
    luis.client.send({ kind: 'get', what: 'snapshot', doc, hash: first.hash });
    expect((await readSnapshot(luis.client)).bytes).toEqual(first.bytes);
    luis.client.send({ kind: 'get', what: 'snapshot', doc, hash: second.hash });
    expect(await readSnapshot(luis.client)).toEqual({ ...second, covers: 4 });
  });

  it('[P28] that are not what they say are refused', async () => {
    const { ana, person, known, doc, upTo } = await written();
    const made = await snapshotOf(person, known, doc, upTo(2));
    const other = await snapshotOf(person, known, doc, upTo(2));
    const refused = { accepted: false, hashInForce: zeroHash };
    const wrongHash = { hash: other.hash, bytes: made.bytes };
    expect(await put(ana, doc, wrongHash)).toMatchObject(refused);
    const noise = new Uint8Array(200).fill(3);
    const noSnapshot = { hash: bytesToId<Hash>(sha256(noise)), bytes: noise };
    expect(await put(ana, doc, noSnapshot)).toMatchObject(refused);
    const { hash, bytes } = made;
    const total = bytes.length;
    const part = bytes.subarray(0, 50);
    ana.send({ kind: 'snap-put', doc, hash, total, offset: 0, part });
    ana.send({ kind: 'snap-put', doc, hash, total, offset: 60, part });
    expect(await ana.next('snap-ack')).toMatchObject(refused);
    expect(await ana.settled()).toEqual([]);
  });

  it('[P28] need the right to write the document, or the signature of who has it', async () => {
    const scene = await written();
    const { ana, luis, known, doc, upTo } = scene;
    const reader = await letIn(scene.scene, known, 'reader');
    const his = await snapshotOf(reader.person, reader.known, doc, upTo(2));
    expect(await put(reader.client, doc, his)).toMatchObject({
      accepted: false,
    });
    expect(await reader.client.next('nack')).toMatchObject({
      channel: 0,
      code: 4403,
    });
    const carried = await snapshotOf(luis.person, known, doc, upTo(2));
    expect(await put(reader.client, doc, carried)).toMatchObject({
      accepted: true,
    });
    const forged = await snapshotOf(
      { ...scene.person, device: luis.person.device },
      known,
      doc,
      upTo(3),
      { prevSnapHash: carried.hash },
    );
    expect(await put(ana, doc, forged)).toMatchObject({ accepted: false });
    expect(await ana.next('nack')).toMatchObject({ code: 4442 });
  });

  it('[P28] let the entries go that the previous one covers, once it is old enough', async () => {
    const clock = skewedClock();
    const scene = await written({ clock });
    const { ana, person, known, doc, upTo, late } = scene;
    const first = await snapshotOf(person, known, doc, upTo(2));
    await put(ana, doc, first);
    const second = await snapshotOf(person, known, doc, upTo(4), {
      prevSnapHash: first.hash,
    });
    await put(ana, doc, second);
    const seqs = async () => {
      const client = await late();
      client.send({ kind: 'sub', doc, since: 0, withoutSnapshot: true });
      await client.next('head');
      return (await client.settled()).flatMap((message) =>
        message.kind === 'entry' ? [[message.seq, message.back]] : [],
      );
    };
    expect(await seqs()).toHaveLength(5);
    clock.skip(8 * 24 * 3600 * 1000);
    const again = await TestClient.member(
      scene.scene.relay.url,
      person,
      known.space,
    );
    const third = await snapshotOf(person, known, doc, upTo(5), {
      prevSnapHash: second.hash,
    });
    await put(again, doc, third);
    expect(await seqs()).toEqual([[5, 5]]);
  });

  it('are under way on one device at a time', async () => {
    const { scene, ana, luis, known, doc } = await written();
    const lease = (client: TestClient, of = doc) => {
      client.send({ kind: 'lease', doc: of });
      return client.next('leased');
    };
    expect(await lease(ana)).toMatchObject({ doc, granted: true });
    const refused = await lease(luis.client);
    expect(refused.granted).toBe(false);
    expect(refused.ms).toBeLessThanOrEqual(60_000);
    expect(await lease(ana)).toMatchObject({ granted: true });
    await ana.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await lease(luis.client)).toMatchObject({ granted: true });
    const again = await TestClient.member(
      scene.relay.url,
      scene.ana,
      known.space,
    );
    const other = await createDocument({ ...scene, client: again }, known);
    expect(await lease(luis.client, other)).toMatchObject({ granted: true });
  });

  it('[P15] serve a storm: everybody gets the same, and the live entries after it', async () => {
    const { ana, person, known, doc, channel, upTo, late, ofAna } =
      await written();
    const made = await snapshotOf(person, known, doc, upTo(5), {
      size: 200_000,
    });
    await put(ana, doc, made);
    const storm = await Promise.all(Array.from({ length: 5 }, late));
    for (const client of storm) {
      client.send({ kind: 'sub', doc, since: 0, withoutSnapshot: false });
      expect(await readSnapshot(client)).toEqual({ ...made, covers: 5 });
      await client.next('head');
    }
    const { frame } = await ofAna.next();
    ana.send({ kind: 'append', channel, wireFrame: wholeFrame(frame) });
    for (const client of storm)
      expect(await client.next('entry')).toMatchObject({ seq: 6, back: 1 });
  });

  it('[P2] over the limit close the connection, too many at once have to wait', async () => {
    const { ana, luis, person, known, doc, upTo } = await written({
      limits: { uploadBytes: 1_000 },
    });
    const made = await snapshotOf(person, known, doc, upTo(2), { size: 5_000 });
    expect(await put(ana, doc, made)).toMatchObject({ accepted: false });
    expect(await ana.next('nack')).toMatchObject({ code: 4503, final: false });
    const part = new Uint8Array(10);
    const total = 16 * 1024 * 1024 + 1;
    const { hash } = made;
    luis.client.send({ kind: 'snap-put', doc, hash, total, offset: 0, part });
    expect(await luis.client.closed).toBe(4400);
  });
});
