import { readAuth, writeAuth } from './auth.ts';
import {
  readDoc,
  readEntryId,
  readFlag,
  readHash,
  readInviteId,
  readLogId,
  readSpace,
  refuse,
  sizes,
  writeId,
  zeroHash,
} from './decoding.ts';
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
import { blobGet, blobPut, blobStat } from './messages-blob.ts';
import {
  type Append,
  type BlobRequest,
  type ClientMessage,
  type GetEntries,
  type GetSnapshot,
  type Hello,
  type PutKeys,
  type PutRegister,
  type PutSnapshot,
  type Report,
  type Sub,
  type Sync,
  protocolVersion,
} from './messages-client.ts';

type Of<Kind> = Extract<ClientMessage, { kind: Kind }>;

const hello: MessageCodec<Hello> = {
  type: 1,
  write(writer, message) {
    writer.varUint(message.version);
    writeId(writer, message.space, sizes.space);
    writer.varUint(message.suites.length);
    for (const suite of message.suites) writer.u8(suite);
  },
  read(reader) {
    const version = reader.varUint();
    if (version !== protocolVersion) return refuse('version-unknown');
    const space = readSpace(reader);
    const suites = reader.list(reader.varUint(), 1, () => reader.u8());
    return { kind: 'hello', version, space, suites };
  },
};

const auth: MessageCodec<Of<'auth'>> = {
  type: 3,
  write: (writer, message) => writeAuth(writer, message.auth),
  read: (reader, limits) => ({ kind: 'auth', auth: readAuth(reader, limits) }),
};

const sync: MessageCodec<Sync> = {
  type: 10,
  write(writer, message) {
    writeId(writer, message.logId, sizes.logId);
    writePosition(writer, message.since);
  },
  read: (reader) => ({
    kind: 'sync',
    logId: readLogId(reader),
    since: readPosition(reader),
  }),
};

const sub: MessageCodec<Sub> = {
  type: 12,
  write(writer, message) {
    writeId(writer, message.doc, sizes.doc);
    writer.varUint(message.since).u8(message.withoutSnapshot ? 1 : 0);
  },
  read: (reader) => ({
    kind: 'sub',
    doc: readDoc(reader),
    since: reader.varUint(),
    withoutSnapshot: readFlag(reader),
  }),
};

const unsub: MessageCodec<Of<'unsub'>> = {
  type: 14,
  write: (writer, message) => void writer.varUint(message.channel),
  read: (reader) => ({ kind: 'unsub', channel: reader.varUint() }),
};

const append: MessageCodec<Append> = {
  type: 20,
  write: (writer, message) =>
    void writer.varUint(message.channel).raw(message.wireFrame),
  read: (reader) => ({
    kind: 'append',
    channel: reader.varUint(),
    wireFrame: reader.rest(),
  }),
};

const action: MessageCodec<Of<'action'>> = {
  type: 26,
  write: (writer, message) => void writer.varUint(0).blob(message.action),
  read(reader, limits) {
    if (reader.varUint() !== 0) return refuse('out-of-range');
    return { kind: 'action', action: reader.blobView(limits.record) };
  },
};

const keybox: MessageCodec<PutKeys> = {
  type: 28,
  write(writer, message) {
    writeId(writer, message.inviteId, sizes.inviteId);
    writer.blob(message.sealedKeys).blob(message.sealedCard);
  },
  read: (reader, limits) => ({
    kind: 'keybox',
    inviteId: readInviteId(reader),
    sealedKeys: reader.blobView(limits.sealed),
    sealedCard: reader.blobView(limits.sealed),
  }),
};

const lease: MessageCodec<Of<'lease'>> = {
  type: 30,
  write: (writer, message) => writeId(writer, message.doc, sizes.doc),
  read: (reader) => ({ kind: 'lease', doc: readDoc(reader) }),
};

const snapPut: MessageCodec<PutSnapshot> = {
  type: 32,
  write(writer, message) {
    writeId(writer, message.doc, sizes.doc);
    writePart(writer, message);
  },
  read: (reader, limits) => ({
    kind: 'snap-put',
    doc: readDoc(reader),
    ...readPart(reader, limits),
  }),
};

// What the other form would carry is zero.
const get: MessageCodec<GetEntries | GetSnapshot> = {
  type: 34,
  write(writer, message) {
    const entries = message.what === 'entries';
    writer.u8(entries ? 0 : 1);
    writeId(writer, message.doc, sizes.doc);
    writer.varUint(entries ? message.from : 0);
    writer.varUint(entries ? message.to : 0);
    writeId(writer, entries ? zeroHash : message.hash, sizes.hash);
  },
  read(reader) {
    const wantsSnapshot = readFlag(reader);
    const doc = readDoc(reader);
    const from = reader.varUint();
    const to = reader.varUint();
    const hash = readHash(reader);
    const otherForm = wantsSnapshot ? from + to !== 0 : hash !== zeroHash;
    if (otherForm || from > to) return refuse('out-of-range');
    return wantsSnapshot
      ? { kind: 'get', what: 'snapshot', doc, hash }
      : { kind: 'get', what: 'entries', doc, from, to };
  },
};

const reg: MessageCodec<PutRegister> = {
  type: 41,
  write: (writer, message) =>
    void writer.blob(message.register ?? new Uint8Array()),
  read(reader, limits) {
    const register = reader.blobView(limits.register);
    return { kind: 'reg', register: register.length === 0 ? null : register };
  },
};

const report: MessageCodec<Report> = {
  type: 44,
  write(writer, message) {
    writeId(writer, message.doc, sizes.doc);
    writeId(writer, message.entryId, sizes.entryId);
    writer.varUint(message.code);
  },
  read: (reader) => ({
    kind: 'report',
    doc: readDoc(reader),
    entryId: readEntryId(reader),
    code: reader.varUint(),
  }),
};

const ping: MessageCodec<Of<'ping'>> = {
  type: 50,
  write: (writer, message) => void writer.varUint(message.clientTimeMs),
  read: (reader) => ({ kind: 'ping', clientTimeMs: reader.varUint() }),
};

const blobTypes = [65, 66, 67];
const blobOf = (type: number): MessageCodec<BlobRequest> => ({
  type,
  write: (writer, message) => void writer.raw(message.body),
  read: (reader) => ({ kind: 'blob', type, body: reader.rest() }),
});

const codecByKind: {
  readonly [Kind in Exclude<ClientMessage['kind'], 'blob'>]: MessageCodec<
    Of<Kind>
  >;
} = {
  hello,
  auth,
  sync,
  sub,
  unsub,
  append,
  doc,
  action,
  keybox,
  ask,
  lease,
  'snap-put': snapPut,
  get,
  eph,
  reg,
  report,
  ping,
  'blob-put': blobPut,
  'blob-get': blobGet,
  'blob-stat': blobStat,
};

/** The kind picks the codec of that very kind, which is why the wider type is sound here. */
export function clientCodecFor(
  message: ClientMessage,
): MessageCodec<ClientMessage> {
  return message.kind === 'blob'
    ? blobOf(message.type)
    : codecByKind[message.kind];
}

export const clientCodecByType = codecsByType<ClientMessage>([
  ...Object.values(codecByKind),
  ...blobTypes.map(blobOf),
]);
