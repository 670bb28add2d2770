import { type Bytes, type DeviceKey, equalBytes, ownBytes } from '@minga/base';
import {
  type Right,
  lastIndex,
  mayWrite,
  rightAt,
  standingOf,
} from '@minga/membership';
import {
  type DocumentHeader,
  type NackCode,
  type SignedDocumentHeader,
  decodeDocumentHeader,
  documentHeaderSigningBytes,
  encodeRelayMessage,
  nackCodes,
} from '@minga/protocol';
import type { Services } from './services.ts';
import type { DocumentState, Space, SpaceMember } from './space.ts';

interface Refusal {
  readonly code: NackCode;
  readonly final: boolean;
}

/** [P25] Puts a document's header record. False: the record cannot be read, the connection broke the protocol. */
export async function putDocument(
  services: Services,
  space: Space,
  member: SpaceMember,
  message: Bytes,
): Promise<boolean> {
  const read = decodeDocumentHeader(message);
  if (!read.ok) return false;
  const { header } = read.value;
  const { doc } = header;
  const inForce = space.documents.get(doc);
  const refusal =
    judge(space, member.device, header, message) ??
    judgeQuota(services, space, member.device, header) ??
    (await judgeSignature(services, member.device, read.value));
  if (refusal !== null) {
    refuse(space, member, header, refusal);
  } else if (inForce !== undefined && equalBytes(inForce.header, message))
    member.outbox.push(encodeRelayMessage({ kind: 'doc', header: message }));
  else await store(services, space, member, header, ownBytes(message));
  return true;
}

function judge(
  space: Space,
  device: DeviceKey,
  header: DocumentHeader,
  bytes: Bytes,
): Refusal | null {
  const { class: documentClass, doc } = header;
  const derived = space.classByIndexDocument.get(doc);
  const inForce = space.documents.get(doc);
  const isOfClass =
    (derived ?? documentClass) === documentClass &&
    (inForce?.documentClass ?? documentClass) === documentClass;
  if (header.space !== space.id || !isOfClass)
    return { code: nackCodes.malformed, final: true };
  const standing = standingOf(space.membership.state, {
    ...header,
    pending: [],
  });
  if (standing.kind !== 'at')
    return { code: nackCodes.staleSeen, final: standing.kind !== 'ahead' };
  const right = rightOf(space, device, header, standing.index);
  if (right === null || !mayWrite(right, documentClass))
    return { code: nackCodes.noRight, final: true };
  return judgeSuccession(inForce, header, bytes);
}

function judgeSuccession(
  inForce: DocumentState | undefined,
  header: DocumentHeader,
  bytes: Bytes,
): Refusal | null {
  if (inForce !== undefined && equalBytes(inForce.header, bytes)) return null;
  return judgeGeneration(inForce, header) ?? judgeList(inForce, header);
}

/** [P25] The one after a record for a few is for a few, and by one of them. */
function judgeList(
  inForce: DocumentState | undefined,
  { device, forFew }: DocumentHeader,
): Refusal | null {
  if (inForce === undefined) return null;
  const before = decodeDocumentHeader(inForce.header);
  // A relay stores no record that it cannot read.
  const list = before.ok ? before.value.header.forFew : null;
  const isRightful =
    list === null || forFew === null
      ? list === forFew
      : list.lockboxes.some((box) => box.device === device);
  return isRightful ? null : { code: nackCodes.noRight, final: true };
}

/** One's own record is judged here and now; a carried one where its author stood, like a carried frame. */
function rightOf(
  space: Space,
  device: DeviceKey,
  header: DocumentHeader,
  index: number,
): Right | null {
  const { membership } = space;
  const ofConnection = membership.rightNow(device)?.right ?? null;
  if (header.device === device || ofConnection === null) return ofConnection;
  const at = Math.min(index, lastIndex(membership.state));
  return rightAt(membership.state, header.device, at);
}

function judgeGeneration(
  inForce: DocumentState | undefined,
  { generation }: DocumentHeader,
): Refusal | null {
  const expected = inForce === undefined ? 0 : inForce.generation + 1;
  return generation === expected
    ? null
    : { code: nackCodes.compareAndSetLost, final: true };
}

function judgeQuota(
  { clock, limits }: Services,
  space: Space,
  device: DeviceKey,
  { doc }: DocumentHeader,
): Refusal | null {
  const isNew = !space.documents.has(doc);
  if (isNew && space.documents.size >= limits.wire.documents)
    return { code: nackCodes.quota, final: false };
  const now = clock.now();
  const { frames } = space.bucketsOf(device);
  if (frames.wait(1, now) > 0) return { code: nackCodes.tooMany, final: false };
  frames.take(1, now);
  return null;
}

async function judgeSignature(
  { verify }: Services,
  device: DeviceKey,
  { header, signature }: SignedDocumentHeader,
): Promise<Refusal | null> {
  if (header.device === device) return null;
  const signed = documentHeaderSigningBytes(header);
  return (await verify(header.device, signed, signature))
    ? null
    : { code: nackCodes.signature, final: true };
}

async function store(
  { commits }: Services,
  space: Space,
  member: SpaceMember,
  { doc, generation, class: documentClass }: DocumentHeader,
  header: Bytes,
): Promise<void> {
  const outcome = await commits.commit({
    kind: 'header',
    space: space.id,
    doc,
    generation,
    header,
  });
  if (outcome?.kind !== 'done') {
    const code =
      outcome === null ? nackCodes.busy : nackCodes.compareAndSetLost;
    refuse(space, member, { doc }, { code, final: outcome !== null });
    return;
  }
  const known = space.documents.get(doc);
  if (known !== undefined) Object.assign(known, { generation, header });
  else
    space.documents.set(doc, {
      doc,
      documentClass,
      generation,
      header,
      head: 0,
      snapshot: null,
    });
  const message = encodeRelayMessage({ kind: 'doc', header });
  member.outbox.push(message);
  space.openRoom(doc)?.tell(message, member.outbox);
}

/** The loser learns what is in force. */
function refuse(
  space: Space,
  { outbox }: SpaceMember,
  { doc }: Pick<DocumentHeader, 'doc'>,
  refusal: Refusal,
): void {
  outbox.push(encodeRelayMessage({ kind: 'doc-nack', doc, ...refusal }));
  const inForce = space.documents.get(doc);
  if (refusal.code === nackCodes.compareAndSetLost && inForce !== undefined)
    outbox.push(encodeRelayMessage({ kind: 'doc', header: inForce.header }));
}
