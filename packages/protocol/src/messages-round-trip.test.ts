import {
  type AnyId,
  type Bytes,
  type DeviceKey,
  type SpaceId,
  type DocumentId,
  type Hash,
  type EntryId,
  type LogId,
  type InviteId,
  bytesToId,
  idToBytes,
  unwrap,
} from '@minga/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Auth } from './auth.ts';
import { compareBytes, zeroEntryId } from './decoding.ts';
import { defaultLimits, snapshotPartSize } from './limits.ts';
import { askStatuses } from './message-codec.ts';
import type { ClientMessage } from './messages-client.ts';
import { type RelayMessage, cardStatuses } from './messages-relay.ts';
import {
  decodeClientMessages,
  decodeRelayMessages,
  encodeClientMessage,
  encodeRelayMessage,
  joinMessages,
} from './messages.ts';
import { scatter } from './vectors/fixed.ts';

const size = (length: number): fc.Arbitrary<Bytes> =>
  fc.nat().map((seed) => scatter(length, seed));
const bytes = (longest: number): fc.Arbitrary<Bytes> =>
  fc.nat({ max: longest }).chain(size);
const id = <Id extends AnyId>(length: number): fc.Arbitrary<Id> =>
  size(length).map((raw) => bytesToId<Id>(raw));
const deviceBytes = size(33).map((raw) => raw.fill(1, 0, 1));
const device = deviceBytes.map((raw) => bytesToId<DeviceKey>(raw));
const space = id<SpaceId>(32);
const doc = id<DocumentId>(16);
const hash = id<Hash>(32);
const entryId = id<EntryId>(16);
const logId = id<LogId>(16);
const inviteId = id<InviteId>(16);
const varUint = fc.maxSafeNat();
const counter = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const signature = size(64);
const byte = fc.nat({ max: 255 });

const position = fc.oneof(
  fc.constant({ seq: 0, entryId: zeroEntryId }),
  fc.record({ seq: counter, entryId }),
);
const part = fc.record({
  hash,
  total: fc.integer({ min: snapshotPartSize, max: defaultLimits.snapshot }),
  offset: fc.constant(0),
  part: bytes(300).filter((one) => one.length > 0),
});
const piece = {
  name: hash,
  total: fc.integer({ min: 300, max: defaultLimits.blob }),
  offset: fc.constant(0),
  part: bytes(300).filter((one) => one.length > 0),
};
const kind = <K extends string>(one: K) => fc.constant(one);
const auth: fc.Arbitrary<Auth> = fc.oneof(
  fc.record({
    mode: kind('member'),
    device,
    haveActions: counter,
    haveHash: hash,
    signature,
  }),
  fc.record({
    mode: kind('invite'),
    inviteId,
    inviteKey: deviceBytes,
    signature,
  }),
  fc.record({ mode: kind('create'), device, action: bytes(300), signature }),
  fc.record({ mode: kind('card'), cardKey: deviceBytes, signature }),
);
const askMessage = fc.record({
  kind: kind('ask'),
  device,
  status: fc.constantFrom(...askStatuses),
  note: bytes(300),
});
const docMessage = fc.record({ kind: kind('doc'), header: bytes(300) });
const eph = fc.record({
  kind: kind('eph'),
  channel: varUint,
  presence: bytes(300),
});

const clientMessage: fc.Arbitrary<ClientMessage> = fc.oneof(
  fc.record({
    kind: kind('hello'),
    version: fc.constant(1),
    space,
    suites: fc.array(byte, { maxLength: 4 }),
  }),
  fc.record({ kind: kind('auth'), auth }),
  fc.record({ kind: kind('sync'), logId, since: position }),
  fc.record({
    kind: kind('sub'),
    doc,
    since: varUint,
    withoutSnapshot: fc.boolean(),
  }),
  fc.record({ kind: kind('unsub'), channel: varUint }),
  fc.record({
    kind: kind('append'),
    channel: varUint,
    wireFrame: bytes(300),
  }),
  docMessage,
  fc.record({ kind: kind('action'), action: bytes(300) }),
  fc.record({
    kind: kind('keybox'),
    inviteId,
    sealedKeys: bytes(300),
    sealedCard: bytes(300),
  }),
  askMessage,
  fc.record({ kind: kind('lease'), doc }),
  fc
    .tuple(doc, part)
    .map(([of, rest]) => ({ kind: 'snap-put' as const, doc: of, ...rest })),
  fc.record({
    kind: kind('get'),
    what: kind('entries'),
    doc,
    from: fc.nat(),
    to: counter.filter((to) => to > 2 ** 31),
  }),
  fc.record({ kind: kind('get'), what: kind('snapshot'), doc, hash }),
  eph,
  fc.record({
    kind: kind('reg'),
    register: fc.option(bytes(300).filter((one) => one.length > 0)),
  }),
  fc.record({ kind: kind('report'), doc, entryId, code: varUint }),
  fc.record({ kind: kind('ping'), clientTimeMs: varUint }),
  fc.record({ kind: kind('blob-put'), ...piece }),
  fc.record({ kind: kind('blob-get'), name: hash, offset: varUint }),
  fc.record({ kind: kind('blob-stat'), name: hash }),
  fc.record({
    kind: kind('blob'),
    type: fc.integer({ min: 65, max: 67 }),
    body: bytes(300),
  }),
);

const final = fc.boolean();
const seqAndBack = fc
  .tuple(varUint, varUint)
  .map(([a, b]) => ({ seq: Math.max(a, b), back: Math.min(a, b) }));
const relayMessage: fc.Arbitrary<RelayMessage> = fc.oneof(
  fc.record({
    kind: kind('challenge'),
    nonce: size(32),
    serverTimeMs: varUint,
  }),
  fc.record({
    kind: kind('ready'),
    logId,
    serverTimeMs: varUint,
    actionCount: varUint,
    spaceHead: varUint,
    limits: fc
      .uniqueArray(fc.integer({ min: 1, max: 255 }), { maxLength: 6 })
      .map((ids) =>
        ids.sort((a, b) => a - b).map((one) => ({ id: one, value: one * 99 })),
      ),
  }),
  fc.record({
    kind: kind('card'),
    inviteId,
    status: fc.constantFrom(...cardStatuses),
    sealedCard: bytes(300),
  }),
  fc.record({
    kind: kind('found'),
    spaces: fc
      .uniqueArray(space, { minLength: 1, maxLength: 16 })
      .map((ids) =>
        ids.sort((a, b) => compareBytes(idToBytes(a), idToBytes(b))),
      ),
  }),
  fc.record({
    kind: kind('changes'),
    reset: fc.boolean(),
    more: fc.boolean(),
    live: fc.boolean(),
    logId,
    upTo: position,
    documents: fc.array(fc.record({ doc, head: varUint }), { maxLength: 5 }),
  }),
  fc.record({ kind: kind('subbed'), doc, channel: counter, head: varUint }),
  fc
    .tuple(varUint, seqAndBack, counter, bytes(300))
    .map(([channel, seq, alias, wireFrame]) => ({
      kind: 'entry' as const,
      channel,
      ...seq,
      alias,
      wireFrame,
    })),
  fc.record({ kind: kind('head'), channel: varUint, seq: varUint }),
  fc.tuple(varUint, varUint, part).map(([channel, covers, rest]) => ({
    kind: 'snap' as const,
    channel,
    covers,
    ...rest,
  })),
  fc
    .tuple(varUint, seqAndBack)
    .map(([channel, seq]) => ({ kind: 'ack' as const, channel, ...seq })),
  fc.record({
    kind: kind('nack'),
    channel: varUint,
    entryId,
    final,
    code: varUint,
    retryAfterMs: varUint,
  }),
  docMessage,
  fc.record({ kind: kind('doc-nack'), doc, final, code: varUint }),
  fc.record({ kind: kind('action'), index: varUint, action: bytes(300) }),
  fc.record({
    kind: kind('action-nack'),
    actionHash: hash,
    final,
    code: varUint,
  }),
  fc.record({ kind: kind('keybox'), inviteId, sealedKeys: bytes(300) }),
  askMessage,
  fc.record({
    kind: kind('leased'),
    doc,
    granted: fc.boolean(),
    ms: varUint,
  }),
  fc.record({
    kind: kind('snap-ack'),
    doc,
    accepted: fc.boolean(),
    hashInForce: hash,
  }),
  eph,
  fc.record({
    kind: kind('reg'),
    register: bytes(300).filter((one) => one.length > 0),
  }),
  fc.record({ kind: kind('chan-close'), channel: varUint, code: varUint }),
  fc.record({
    kind: kind('pong'),
    clientTimeMs: varUint,
    serverTimeMs: varUint,
    spaceHead: varUint,
  }),
);

describe('round trips of messages', () => {
  it('[P3] any messages of a device, joined', () => {
    fc.assert(
      fc.property(
        fc.array(clientMessage, { minLength: 1, maxLength: 5 }),
        (messages) => {
          const [joined] = joinMessages(messages.map(encodeClientMessage));
          const read = decodeClientMessages(joined!, defaultLimits);
          expect(unwrap(read)).toEqual(messages);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('[P3] any messages of a relay, joined', () => {
    fc.assert(
      fc.property(
        fc.array(relayMessage, { minLength: 1, maxLength: 5 }),
        (messages) => {
          const [joined] = joinMessages(messages.map(encodeRelayMessage));
          const read = decodeRelayMessages(joined!, defaultLimits);
          expect(unwrap(read)).toEqual(messages);
        },
      ),
      { numRuns: 600 },
    );
  });
});
