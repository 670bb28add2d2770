import {
  type DocumentId,
  type EntryId,
  type Hash,
  bytesToId,
  systemRandom,
  unwrap,
} from '@minga/base';
import {
  type Signer,
  createSigner,
  generateDeviceKeys,
  noSpace,
  seenNothing,
  signAction,
  spaceOf,
} from '@minga/membership';
import {
  type Frame,
  type FramePredecessor,
  decodeFrame,
  decodeWireFrame,
  documentHeaderSigningBytes,
  encodeDocumentHeader,
  encodeFrame,
  encodeWireFrame,
  frameSigningBytes,
  framePredecessor,
  hashFrame,
  sha256,
  zeroHash,
} from '@minga/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type RawSocket,
  authenticateRaw,
  openRawSocket,
} from '../support/raw-socket.ts';
import { type Relay, startRelay } from '../support/relay.ts';

const kills = 20;
const documents = 3;
const inFlight = 64;

let relay: Relay;
beforeAll(async () => {
  relay = await startRelay();
});
afterAll(() => relay.dispose());

it('[P21] a relay killed again and again under load loses no entry it acknowledged', async () => {
  const writer = await createWriter();
  for (let kill = 0; kill < kills; kill++) {
    const socket = await writer.connect();
    const dies = new Promise((resolve) => {
      setTimeout(resolve, 30 + systemRandom.bytes(1)[0]! / 2);
    }).then(() => relay.stop('SIGKILL'));
    await writer.writeUntilClosed(socket);
    await dies;
    await relay.start();
  }
  const { acknowledged } = writer;
  expect(acknowledged.size).toBeGreaterThan(kills * 5);
  const held = await writer.readEverything();
  expect([...acknowledged].filter((id) => !held.has(id))).toEqual([]);
});

interface Chain {
  readonly doc: DocumentId;
  counter: number;
  prevHash: Hash;
  /** seq of the last entry that was acknowledged. */
  cursor: number;
  /** Sent and not answered: the first thing to send again. */
  unanswered: { readonly frame: Frame; readonly entryId: EntryId }[];
}

/** One device that writes to its documents as fast as it may, and remembers what was acknowledged. */
async function createWriter() {
  const keys = await generateDeviceKeys();
  const signer = createSigner(keys.device, keys.signingKey);
  const create = await signAction(
    signer,
    { space: noSpace, ...seenNothing },
    {
      kind: 'create',
      salt: systemRandom.bytes(16),
      boxKey: keys.boxKey,
      epochCommitment: systemRandom.bytes(32),
      homeRelay: '',
    },
  );
  const space = spaceOf(create.hash);
  const known = { space, seenIndex: 0, seenHash: create.hash };
  const chains: Chain[] = Array.from({ length: documents }, () => ({
    doc: bytesToId<DocumentId>(systemRandom.bytes(16)),
    counter: 0,
    prevHash: zeroHash,
    cursor: 0,
    unanswered: [],
  }));
  const acknowledged = new Set<EntryId>();

  const connect = async (): Promise<RawSocket> => {
    const socket = await openRawSocket(relay.url);
    const { device } = signer;
    await authenticateRaw(socket, relay.url, {
      space,
      mode: 'create',
      signer,
      auth: (signature) => ({
        mode: 'create',
        device,
        action: create.bytes,
        signature,
      }),
    });
    await socket.next('ready');
    for (const { doc } of chains) {
      socket.send({ kind: 'doc', header: await header(signer, known, doc) });
      await socket.next('doc');
    }
    return socket;
  };

  const writeUntilClosed = async (socket: RawSocket): Promise<void> => {
    for (const { doc, cursor: since } of chains)
      socket.send({ kind: 'sub', doc, since, withoutSnapshot: true });
    const channels = new Map<number, Chain>();
    try {
      for (let i = 0; i < chains.length; i++) {
        const { doc, channel } = await socket.next('subbed');
        const chain = chains.find((each) => each.doc === doc);
        if (chain !== undefined) channels.set(channel, chain);
      }
      await writeAll(socket, channels);
    } catch {
      // The relay was killed: what was not answered is sent again to the next one.
    }
  };

  const writeAll = async (
    socket: RawSocket,
    channels: ReadonlyMap<number, Chain>,
  ): Promise<never> => {
    const send = (channel: number, frame: Frame): void => {
      const wireFrame = encodeWireFrame(frame, null, null);
      socket.send({ kind: 'append', channel, wireFrame });
    };
    for (const [channel, { unanswered }] of channels)
      for (const { frame } of unanswered) send(channel, frame);
    for (;;) {
      for (const [channel, chain] of channels)
        if (chain.unanswered.length < inFlight)
          send(channel, await seal(signer, known, chain));
      await takeAcks(socket, channels);
    }
  };

  const takeAcks = async (
    socket: RawSocket,
    channels: ReadonlyMap<number, Chain>,
  ): Promise<void> => {
    const isFull = [...channels.values()].every(
      ({ unanswered }) => unanswered.length >= inFlight,
    );
    if (isFull || socket.received.length > 0) {
      const { channel, seq } = await socket.next('ack');
      const chain = channels.get(channel);
      const first = chain?.unanswered.shift();
      if (chain === undefined || first === undefined) return;
      chain.cursor = Math.max(chain.cursor, seq);
      acknowledged.add(first.entryId);
    } else await new Promise((resolve) => setImmediate(resolve));
  };

  const readEverything = async (): Promise<Set<EntryId>> => {
    const held = new Set<EntryId>();
    const socket = await connect();
    for (const { doc } of chains) {
      socket.send({ kind: 'sub', doc, since: 0, withoutSnapshot: true });
      const { head } = await socket.next('subbed');
      let predecessor: FramePredecessor | null = null;
      let cursor = 0;
      while (cursor < head) {
        const { seq, back, wireFrame } = await socket.next('entry');
        expect(seq - back).toBe(cursor);
        cursor = seq;
        const { frame } = unwrap(
          decodeWireFrame(
            wireFrame,
            { space, doc, from: 'relay' },
            predecessor,
          ),
        );
        const { frameHash, entryId } = await hashFrame(frame.bytes);
        predecessor = framePredecessor(frame, frameHash);
        expect(held.has(entryId)).toBe(false);
        held.add(entryId);
      }
    }
    socket.close();
    return held;
  };

  return { connect, writeUntilClosed, readEverything, acknowledged };
}

type Known = Pick<Frame['header'], 'space' | 'seenIndex' | 'seenHash'>;

async function header(signer: Signer, known: Known, doc: DocumentId) {
  const record = {
    ...known,
    doc,
    class: 0 as const,
    generation: 0,
    device: signer.device,
    forFew: null,
  };
  const signature = await signer.sign(documentHeaderSigningBytes(record));
  return encodeDocumentHeader({ header: record, signature });
}

/** The next frame of a chain, with noise of the size of a few words inside. */
async function seal(
  signer: Signer,
  known: Known,
  chain: Chain,
): Promise<Frame> {
  const ciphertext = systemRandom.bytes(80);
  const record = {
    ...known,
    doc: chain.doc,
    device: signer.device,
    kind: 'edit' as const,
    counter: ++chain.counter,
    prevHash: chain.prevHash,
    voids: null,
    pending: [],
    epoch: 0,
    generation: 0,
    keyTag: new Uint8Array(8),
    nonce: systemRandom.bytes(12),
  };
  const signature = await signer.sign(
    frameSigningBytes(record, await sha256(ciphertext)),
  );
  const bytes = encodeFrame({ header: record, ciphertext, signature });
  const { frameHash, entryId } = await hashFrame(bytes);
  const frame = unwrap(decodeFrame(bytes));
  chain.prevHash = frameHash;
  chain.unanswered.push({ frame, entryId });
  return frame;
}
