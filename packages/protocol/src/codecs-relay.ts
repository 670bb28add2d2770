import {
  type Reader,
  readAtMost,
  readDoc,
  readEntryId,
  readFlag,
  readHash,
  readInviteId,
  readLogId,
  refuse,
  sizes,
  writeFixed,
  writeId,
} from './decoding.ts';
import { found } from './codec-found.ts';
import { type LimitValue, changesPageSize } from './limits.ts';
import {
  ask,
  type MessageCodec,
  codecsByType,
  doc,
  eph,
  readPart,
  readPosition,
  writePart,
  writePosition,
} from './message-codec.ts';
import { blobAck, blobPart } from './messages-blob.ts';
import {
  type Ack,
  type ActionNack,
  type Card,
  type Challenge,
  type Changes,
  type ChannelClosed,
  type DocNack,
  type Entry,
  type KeysSent,
  type Leased,
  type Nack,
  type Pong,
  type Ready,
  type RelayMessage,
  type SnapAck,
  type SnapshotSent,
  type Subbed,
  cardStatuses,
} from './messages-relay.ts';
import { isWholeWireFrame } from './wire-frame.ts';

type Of<Kind> = Extract<RelayMessage, { kind: Kind }>;

const challenge: MessageCodec<Challenge> = {
  type: 2,
  write(writer, message) {
    writeFixed(writer, message.nonce, sizes.challenge);
    writer.varUint(message.serverTimeMs);
  },
  read: (reader) => ({
    kind: 'challenge',
    nonce: reader.view(sizes.challenge),
    serverTimeMs: reader.varUint(),
  }),
};

const ready: MessageCodec<Ready> = {
  type: 4,
  write(writer, message) {
    writeId(writer, message.logId, sizes.logId);
    writer.varUint(message.serverTimeMs).varUint(message.actionCount);
    writer.varUint(message.spaceHead).varUint(message.limits.length);
    for (const { id, value } of message.limits) writer.u8(id).varUint(value);
  },
  read: (reader) => ({
    kind: 'ready',
    logId: readLogId(reader),
    serverTimeMs: reader.varUint(),
    actionCount: reader.varUint(),
    spaceHead: reader.varUint(),
    limits: readLimits(reader),
  }),
};

function readLimits(reader: Reader): readonly LimitValue[] {
  let previous = 0;
  return reader.list(reader.varUint(), 2, () => {
    const id = reader.u8();
    if (id <= previous) return refuse('not-sorted');
    previous = id;
    return { id, value: reader.varUint() };
  });
}

const card: MessageCodec<Card> = {
  type: 5,
  write(writer, message) {
    writeId(writer, message.inviteId, sizes.inviteId);
    writer.u8(cardStatuses.indexOf(message.status)).blob(message.sealedCard);
  },
  read: (reader, limits) => ({
    kind: 'card',
    inviteId: readInviteId(reader),
    status: cardStatuses[reader.u8()] ?? refuse('out-of-range'),
    sealedCard: reader.blobView(limits.sealed),
  }),
};

const changes: MessageCodec<Changes> = {
  type: 11,
  write(writer, message) {
    if (message.documents.length > changesPageSize)
      throw new RangeError('a page of CHANGES holds at most 500 documents');
    const { reset, more, live } = message;
    writer.u8((reset ? 1 : 0) | (more ? 2 : 0) | (live ? 4 : 0));
    writeId(writer, message.logId, sizes.logId);
    writePosition(writer, message.upTo);
    writer.varUint(message.documents.length);
    for (const { doc, head: seq } of message.documents) {
      writeId(writer, doc, sizes.doc);
      writer.varUint(seq);
    }
  },
  read(reader) {
    const flags = readAtMost(reader, 7);
    const logId = readLogId(reader);
    const upTo = readPosition(reader);
    const count = reader.varUint();
    if (count > changesPageSize) return refuse('too-long');
    return {
      kind: 'changes',
      reset: (flags & 1) !== 0,
      more: (flags & 2) !== 0,
      live: (flags & 4) !== 0,
      logId,
      upTo,
      documents: reader.list(count, sizes.doc + 1, () => ({
        doc: readDoc(reader),
        head: reader.varUint(),
      })),
    };
  },
};

const subbed: MessageCodec<Subbed> = {
  type: 13,
  write(writer, message) {
    writeId(writer, message.doc, sizes.doc);
    writer.varUint(message.channel).varUint(message.head);
  },
  read(reader) {
    const doc = readDoc(reader);
    const channel = reader.varUint();
    if (channel === 0) return refuse('out-of-range');
    return { kind: 'subbed', doc, channel, head: reader.varUint() };
  },
};

const entry: MessageCodec<Entry> = {
  type: 15,
  write(writer, message) {
    writer.varUint(message.channel).varUint(message.seq).varUint(message.back);
    writer.varUint(message.alias).raw(message.wireFrame);
  },
  read(reader) {
    const channel = reader.varUint();
    const seq = reader.varUint();
    const back = readBack(reader, seq);
    const alias = reader.varUint();
    const wireFrame = reader.rest();
    if (alias === 0 && !isWholeWireFrame(wireFrame))
      return refuse('no-predecessor');
    return { kind: 'entry', channel, seq, back, alias, wireFrame };
  },
};

function readBack(reader: Reader, seq: number): number {
  const back = reader.varUint();
  return back > seq ? refuse('out-of-range') : back;
}

const head: MessageCodec<Of<'head'>> = {
  type: 16,
  write: (writer, message) =>
    void writer.varUint(message.channel).varUint(message.seq),
  read: (reader) => ({
    kind: 'head',
    channel: reader.varUint(),
    seq: reader.varUint(),
  }),
};

const snap: MessageCodec<SnapshotSent> = {
  type: 17,
  write(writer, message) {
    writer.varUint(message.channel).varUint(message.covers);
    writePart(writer, message);
  },
  read: (reader, limits) => ({
    kind: 'snap',
    channel: reader.varUint(),
    covers: reader.varUint(),
    ...readPart(reader, limits),
  }),
};

const ack: MessageCodec<Ack> = {
  type: 21,
  write: (writer, message) =>
    void writer
      .varUint(message.channel)
      .varUint(message.seq)
      .varUint(message.back),
  read(reader) {
    const channel = reader.varUint();
    const seq = reader.varUint();
    return { kind: 'ack', channel, seq, back: readBack(reader, seq) };
  },
};

const nack: MessageCodec<Nack> = {
  type: 22,
  write(writer, message) {
    writer.varUint(message.channel);
    writeId(writer, message.entryId, sizes.entryId);
    writer.u8(message.final ? 1 : 0).varUint(message.code);
    writer.varUint(message.retryAfterMs);
  },
  read: (reader) => ({
    kind: 'nack',
    channel: reader.varUint(),
    entryId: readEntryId(reader),
    final: readFlag(reader),
    code: reader.varUint(),
    retryAfterMs: reader.varUint(),
  }),
};

const docNack: MessageCodec<DocNack> = {
  type: 25,
  write(writer, message) {
    writeId(writer, message.doc, sizes.doc);
    writer.u8(message.final ? 1 : 0).varUint(message.code);
  },
  read: (reader) => ({
    kind: 'doc-nack',
    doc: readDoc(reader),
    final: readFlag(reader),
    code: reader.varUint(),
  }),
};

const action: MessageCodec<Of<'action'>> = {
  type: 26,
  write: (writer, message) =>
    void writer.varUint(message.index).blob(message.action),
  read: (reader, limits) => ({
    kind: 'action',
    index: reader.varUint(),
    action: reader.blobView(limits.record),
  }),
};

const actionNack: MessageCodec<ActionNack> = {
  type: 27,
  write(writer, message) {
    writeId(writer, message.actionHash, sizes.hash);
    writer.u8(message.final ? 1 : 0).varUint(message.code);
  },
  read: (reader) => ({
    kind: 'action-nack',
    actionHash: readHash(reader),
    final: readFlag(reader),
    code: reader.varUint(),
  }),
};

const keybox: MessageCodec<KeysSent> = {
  type: 28,
  write(writer, message) {
    writeId(writer, message.inviteId, sizes.inviteId);
    writer.blob(message.sealedKeys).varUint(0);
  },
  read(reader, limits) {
    const inviteId = readInviteId(reader);
    const sealedKeys = reader.blobView(limits.sealed);
    // The client's own form has a card here; the relay showed it before (CARD).
    if (reader.varUint() !== 0) return refuse('out-of-range');
    return { kind: 'keybox', inviteId, sealedKeys };
  },
};

const leased: MessageCodec<Leased> = {
  type: 31,
  write(writer, message) {
    writeId(writer, message.doc, sizes.doc);
    writer.u8(message.granted ? 1 : 0).varUint(message.ms);
  },
  read: (reader) => ({
    kind: 'leased',
    doc: readDoc(reader),
    granted: readFlag(reader),
    ms: reader.varUint(),
  }),
};

const snapAck: MessageCodec<SnapAck> = {
  type: 33,
  write(writer, message) {
    writeId(writer, message.doc, sizes.doc);
    writer.u8(message.accepted ? 1 : 0);
    writeId(writer, message.hashInForce, sizes.hash);
  },
  read: (reader) => ({
    kind: 'snap-ack',
    doc: readDoc(reader),
    accepted: readFlag(reader),
    hashInForce: readHash(reader),
  }),
};

const reg: MessageCodec<Of<'reg'>> = {
  type: 41,
  write: (writer, message) => void writer.blob(message.register),
  read(reader, limits) {
    const register = reader.blobView(limits.register);
    // Empty is the client's question.
    if (register.length === 0) return refuse('empty');
    return { kind: 'reg', register };
  },
};

const chanClose: MessageCodec<ChannelClosed> = {
  type: 45,
  write: (writer, message) =>
    void writer.varUint(message.channel).varUint(message.code),
  read: (reader) => ({
    kind: 'chan-close',
    channel: reader.varUint(),
    code: reader.varUint(),
  }),
};

const pong: MessageCodec<Pong> = {
  type: 51,
  write: (writer, message) =>
    void writer
      .varUint(message.clientTimeMs)
      .varUint(message.serverTimeMs)
      .varUint(message.spaceHead),
  read: (reader) => ({
    kind: 'pong',
    clientTimeMs: reader.varUint(),
    serverTimeMs: reader.varUint(),
    spaceHead: reader.varUint(),
  }),
};

const codecByKind: {
  readonly [Kind in RelayMessage['kind']]: MessageCodec<Of<Kind>>;
} = {
  challenge,
  ready,
  card,
  found,
  changes,
  subbed,
  entry,
  head,
  snap,
  ack,
  nack,
  doc,
  'doc-nack': docNack,
  action,
  'action-nack': actionNack,
  keybox,
  ask,
  leased,
  'snap-ack': snapAck,
  eph,
  reg,
  'chan-close': chanClose,
  pong,
  'blob-part': blobPart,
  'blob-ack': blobAck,
};

/** The kind picks the codec of that very kind, which is why the wider type is sound here. */
export function relayCodecFor(
  message: RelayMessage,
): MessageCodec<RelayMessage> {
  return codecByKind[message.kind];
}

export const relayCodecByType = codecsByType<RelayMessage>(
  Object.values(codecByKind),
);
