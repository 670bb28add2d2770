import { hash } from 'node:crypto';
import { type DeviceKey, type Result, ok } from '@minga/base';
import {
  epochInForceAt,
  mayWrite,
  rightAt,
  standingOf,
} from '@minga/membership';
import {
  type Append,
  type Frame,
  type FrameIds,
  type NackCode,
  type ProtocolError,
  decodeWireFrame,
  encodeRelayMessage,
  frameIds,
  framePredecessor,
  frameSigningBytes,
  nackCodes,
} from '@minga/protocol';
import { encodeAck } from './hot-messages.ts';
import type { LogOutcome } from './relay-log.ts';
import type { NewEntry, Room } from './room.ts';
import { type Services, sha256 } from './services.ts';
import type { DocumentState, Space } from './space.ts';
import type { Subscription } from './subscription.ts';

/** Where an APPEND came in. */
export interface AppendTarget {
  readonly space: Space;
  readonly room: Room;
  readonly subscription: Subscription;
  /** The connection's device. */
  readonly device: DeviceKey;
}

/** Why an entry is not stored ([P23]); `final`: it never will be ([P24]). */
interface Refusal {
  readonly code: NackCode;
  readonly final: boolean;
  readonly retryAfterMs: number;
}

const never = (code: NackCode): Refusal => ({
  code,
  final: true,
  retryAfterMs: 0,
});
const later = (code: NackCode, retryAfterMs: number): Refusal => ({
  code,
  final: false,
  retryAfterMs,
});

/** How long a client waits before it offers again what only somebody else's act can make acceptable. */
const retryMs = { unknownYet: 2_000, busy: 2_000, quota: 600_000 };

type ArrivedEntry = Pick<NewEntry, 'frame' | 'ids' | 'via' | 'ownShort'>;

/** An error means that the connection broke the protocol; a refused entry is answered and is none. */
export function append(
  services: Services,
  target: AppendTarget,
  message: Append,
): Result<void | Promise<void>, ProtocolError> {
  const { space, room, subscription, device } = target;
  const context = { space: space.id, doc: room.doc, from: 'client' as const };
  const decoded = decodeWireFrame(
    message.wireFrame,
    context,
    subscription.predecessor,
  );
  if (!decoded.ok) return decoded;
  const { frame, whole } = decoded.value;
  const ids = frameIds(hash('sha256', frame.bytes, 'buffer'));
  const isOwn = frame.header.device === device;
  if (isOwn) subscription.predecessor = framePredecessor(frame, ids.frameHash);
  const refusal = judge(services, target, frame, isOwn);
  if (refusal !== null) answerRefusal(services, target, ids, refusal);
  else if (isOwn) {
    const ownShort = whole ? null : message.wireFrame;
    store(services, target, { frame, ids, via: null, ownShort });
  } else return ok(storeCarried(services, target, frame, ids));
  return ok(undefined);
}

/** [P20] What another device wrote is verified first; the connection's later messages wait for that. */
async function storeCarried(
  services: Services,
  target: AppendTarget,
  frame: Frame,
  ids: FrameIds,
): Promise<void> {
  const { header, ciphertext, signature } = frame;
  const signed = frameSigningBytes(header, sha256(ciphertext));
  const isValid = await services.verify(header.device, signed, signature);
  if (isValid) {
    const { device: via } = target;
    store(services, target, { frame, ids, via, ownShort: null });
  } else answerRefusal(services, target, ids, never(nackCodes.signature));
}

function judge(
  services: Services,
  target: AppendTarget,
  frame: Frame,
  isOwn: boolean,
): Refusal | null {
  const { space, room } = target;
  if (frame.bytes.length > services.limits.wire.frame)
    return never(nackCodes.quota);
  const document = space.documents.get(room.doc);
  if (document === undefined)
    return later(nackCodes.noDocument, retryMs.unknownYet);
  const refusal = isOwn
    ? judgeOwnRight(target, document)
    : judgeCarriedRight(target, document, frame);
  return (
    refusal ??
    judgeKeyPeriod(target, document, frame) ??
    judgeQuota(services, target, frame)
  );
}

/** The connection's right at the present position. */
function judgeOwnRight(
  { space, device }: AppendTarget,
  document: DocumentState,
): Refusal | null {
  const span = space.membership.rightNow(device);
  const may = span !== null && mayWrite(span.right, document.documentClass);
  return may ? null : never(nackCodes.noRight);
}

/**
 * Who carries needs only to be a member; the author's right is judged where the author stood. Otherwise nobody could
 * bring back, after a restore or from a file, what somebody wrote who has left since. Receivers judge it again.
 */
function judgeCarriedRight(
  { space, device }: AppendTarget,
  document: DocumentState,
  { header }: Frame,
): Refusal | null {
  if (space.membership.rightNow(device) === null)
    return never(nackCodes.noRight);
  const { state } = space.membership;
  const standing = standingOf(state, header);
  if (standing.kind !== 'at') return null;
  const right = rightAt(state, header.device, standing.index);
  const may = right !== null && mayWrite(right, document.documentClass);
  return may ? null : never(nackCodes.noRight);
}

function judgeKeyPeriod(
  { space }: AppendTarget,
  document: DocumentState,
  { header }: Frame,
): Refusal | null {
  const { state } = space.membership;
  const standing = standingOf(state, header);
  switch (standing.kind) {
    case 'fork':
      return never(nackCodes.staleSeen);
    case 'ahead':
      return later(nackCodes.staleSeen, retryMs.unknownYet);
    case 'read-only':
      return never(nackCodes.notCarriedOut);
    case 'at': {
      const epoch = epochInForceAt(state, standing.index)?.epoch;
      const isInForce =
        epoch === header.epoch && header.generation >= document.generation;
      return isInForce ? null : never(nackCodes.keyPeriod);
    }
  }
}

function judgeQuota(
  { clock, limits }: Services,
  { space, device }: AppendTarget,
  frame: Frame,
): Refusal | null {
  const size = frame.bytes.length;
  if (space.bytes + size > limits.wire.spaceBytes)
    return later(nackCodes.quota, retryMs.quota);
  const now = clock.now();
  const { frames, bytes } = space.bucketsOf(device);
  const wait = Math.max(frames.wait(1, now), bytes.wait(size, now));
  if (wait > 0) return later(nackCodes.tooMany, wait);
  frames.take(1, now);
  bytes.take(size, now);
  return null;
}

function store(
  services: Services,
  target: AppendTarget,
  entry: ArrivedEntry,
): void {
  const { space, room } = target;
  const { frame, ids, via } = entry;
  const { device, counter } = frame.header;
  space.hold();
  services.commits.add(
    {
      kind: 'entry',
      space: space.id,
      doc: room.doc,
      entryId: ids.entryId,
      device,
      counter,
      via,
      frame: frame.bytes,
    },
    (outcome) => {
      space.release();
      settle(services, target, entry, outcome);
    },
  );
}

function settle(
  services: Services,
  target: AppendTarget,
  entry: ArrivedEntry,
  outcome: LogOutcome | null,
): void {
  const { space, subscription } = target;
  // Everybody may have left the document meanwhile, and somebody come back to it.
  const room = space.openRoom(target.room.doc) ?? target.room;
  const { channel } = room;
  const document = space.documents.get(room.doc);
  if (outcome?.kind === 'stored' && document !== undefined) {
    const { seq, prevSeq } = outcome;
    services.metrics.count('appends_total{outcome="stored"}');
    space.entryStored(room, document, {
      ...entry,
      seq,
      prevSeq,
      from: subscription,
    });
  } else if (outcome?.kind === 'held') {
    services.metrics.count('appends_total{outcome="held"}');
    const { seq } = outcome;
    room.answer(subscription, encodeAck(channel, seq, 0));
  } else
    sendNack(services, target, entry.ids, later(nackCodes.busy, retryMs.busy));
}

/** [P21] Answers come in the order of the APPENDs: this one waits for the commit of those before it. */
function answerRefusal(
  services: Services,
  target: AppendTarget,
  ids: FrameIds,
  refusal: Refusal,
): void {
  services.commits.add(null, () => {
    sendNack(services, target, ids, refusal);
  });
}

function sendNack(
  services: Services,
  { room, subscription }: AppendTarget,
  { entryId }: FrameIds,
  refusal: Refusal,
): void {
  services.metrics.count('appends_total{outcome="refused"}');
  services.metrics.count(`nacks_total{code="${refusal.code}"}`);
  const { channel } = room;
  const nack = encodeRelayMessage({
    kind: 'nack',
    channel,
    entryId,
    ...refusal,
  });
  room.answer(subscription, nack);
}
