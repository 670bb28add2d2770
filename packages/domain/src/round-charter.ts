import {
  type Bytes,
  ByteReader,
  ByteWriter,
  DecodeError,
  type DocumentId,
  type MemberId,
  type SpaceId,
  bytesToId,
  idToBytes,
  lp,
  readLp,
} from '@minga/base';

/** What of an answer is shown with it: the name; no name on the screen; only how the answers spread. */
export const identityRules = [
  'con_nombre',
  'sin_nombre_en_pantalla',
  'solo_distribucion',
] as const;
export type IdentityRule = (typeof identityRules)[number];

/**
 * The rules of a round in sealed envelopes ([E41]), shown before anybody answers. They never change: other rules are another
 * round, and an envelope opens only under the charter it was sealed under.
 */
export interface Charter {
  readonly space: SpaceId;
  readonly doc: DocumentId;
  /** SHA-256 of the instrument, 32 bytes. */
  readonly instrumentHash: Bytes;
  readonly identity: IdentityRule;
  /** ms since 1970, by the clock of whoever looks; null: only when all have answered, or by two. */
  readonly deadline: number | null;
  /** NIV-COL unless the group says otherwise. */
  readonly level: string;
  /** Capacities, one to four, in this order in every envelope. */
  readonly focus: readonly string[];
  /** Who answers, sorted. */
  readonly members: readonly MemberId[];
  /** 16 random bytes: two rounds with the same rules are two charters. */
  readonly salt: Bytes;
}

const label = 'minga/1/round-charter';
const sizes = { space: 32, doc: 16, hash: 32, member: 16, salt: 16 };
const longestId = 40;
const mostMembers = 60;
const mostFocus = 4;

export function encodeCharter(charter: Charter): Bytes {
  const { focus, members } = charter;
  const writer = new ByteWriter(512)
    .raw(idToBytes(charter.space))
    .raw(idToBytes(charter.doc))
    .raw(charter.instrumentHash)
    .u8(identityRules.indexOf(charter.identity))
    .u64(charter.deadline ?? 0)
    .text(charter.level)
    .varUint(focus.length);
  for (const id of focus) writer.text(id);
  writer.varUint(members.length);
  for (const member of members.toSorted()) writer.raw(idToBytes(member));
  return lp(label, writer.raw(charter.salt).done());
}

/** Null for what is no charter. */
export function decodeCharter(bytes: Uint8Array): Charter | null {
  const [field] = readLp(bytes, label, 1) ?? [];
  if (field === undefined) return null;
  try {
    return readCharter(new ByteReader(field));
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

function readCharter(reader: ByteReader): Charter | null {
  const space = bytesToId<SpaceId>(reader.take(sizes.space));
  const doc = bytesToId<DocumentId>(reader.take(sizes.doc));
  const instrumentHash = reader.take(sizes.hash);
  const identity = identityRules[reader.u8()];
  const deadline = reader.u64();
  const level = reader.text(longestId);
  const focus = reader.list(reader.varUint(), 1, () => reader.text(longestId));
  const members = reader.list(reader.varUint(), sizes.member, () =>
    bytesToId<MemberId>(reader.take(sizes.member)),
  );
  const salt = reader.take(sizes.salt);
  reader.end();
  const isWhole =
    identity !== undefined &&
    focus.length >= 1 &&
    focus.length <= mostFocus &&
    members.length >= 1 &&
    members.length <= mostMembers &&
    members.every((id, at) => at === 0 || id > (members[at - 1] ?? ''));
  if (!isWhole) return null;
  return {
    space,
    doc,
    instrumentHash,
    identity,
    deadline: deadline === 0 ? null : deadline,
    level,
    focus,
    members,
    salt,
  };
}
