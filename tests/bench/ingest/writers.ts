import type { LoadSocket } from '../fan-out/load-socket.ts';
import {
  RelayClient,
  messageFrame,
  readMessages,
} from '../fan-out/relay-client.ts';
import type { SealedSpace } from '../fan-out/sealed-space.ts';

/** A device with a document to itself: what it appends is acknowledged and goes to nobody. */
export interface Writer {
  readonly total: number;
  readonly sent: number;
  /** seq of each acknowledged entry, in order. */
  readonly acked: readonly number[];
  /** From APPEND to ACK, ms. */
  readonly latencies: readonly number[];
  append(): void;
  onAck(listen: () => void): void;
  close(): void;
}

export function openWriters(
  cast: SealedSpace,
  port: number,
): Promise<readonly Writer[]> {
  return Promise.all(
    cast.pens.map((pen, member) => openWriter(cast, port, member, pen)),
  );
}

async function openWriter(
  cast: SealedSpace,
  port: number,
  member: number,
  { doc, wireFrames }: SealedSpace['pens'][number],
): Promise<Writer> {
  const { socket, channel } = await subscribe(cast, port, member, doc);
  const frames = wireFrames.map((wireFrame) =>
    messageFrame({ kind: 'append', channel, wireFrame }),
  );
  const sentAt: number[] = [];
  const acked: number[] = [];
  const latencies: number[] = [];
  let listen: () => void = () => undefined;
  socket.onMessage((payload) => {
    const now = performance.now();
    for (const message of readMessages(payload)) {
      if (message.kind === 'nack')
        throw new Error(`refused with ${message.code}`);
      if (message.kind !== 'ack') continue;
      latencies.push(now - (sentAt[acked.length] ?? NaN));
      acked.push(message.seq);
    }
    listen();
  });
  return {
    total: frames.length,
    get sent() {
      return sentAt.length;
    },
    acked,
    latencies,
    append() {
      const frame = frames[sentAt.length];
      if (frame === undefined) return;
      sentAt.push(performance.now());
      socket.send(frame);
    },
    onAck(next) {
      listen = next;
    },
    close() {
      socket.close();
    },
  };
}

async function subscribe(
  cast: SealedSpace,
  port: number,
  member: number,
  doc: SealedSpace['docs'][number],
): Promise<{ socket: LoadSocket; channel: number }> {
  const client = await RelayClient.member(cast, port, member);
  const channel = await client.subscribe(doc);
  return { socket: client.socket, channel };
}

/** The seqs of a document as the relay serves them. */
export async function readLog(
  cast: SealedSpace,
  port: number,
  member: number,
): Promise<ReadonlySet<number>> {
  const pen = cast.pens[member];
  if (pen === undefined) throw new Error('no such pen');
  const client = await RelayClient.member(cast, port, member);
  client.send({
    kind: 'sub',
    doc: pen.doc,
    since: 0,
    withoutSnapshot: true,
  });
  const seqs = new Set<number>();
  for (let isThere = false; !isThere;)
    for (const message of readMessages(await client.socket.next())) {
      if (message.kind === 'entry') seqs.add(message.seq);
      if (message.kind === 'head') isThere = true;
    }
  client.socket.close();
  return seqs;
}
