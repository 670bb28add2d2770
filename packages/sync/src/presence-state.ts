import {
  type Bytes,
  type Result,
  ByteReader,
  ByteWriter,
  DecodeError,
  equalBytes,
  err,
  ok,
  utf8,
} from '@minga/base';
import * as Y from 'yjs';

/** Where one clientID is, as it goes sealed to the others: no name and no colour, those come from membership. */
export interface ClientPresence {
  readonly clientId: number;
  readonly field: string | null;
  readonly cursor: { readonly anchor: Bytes; readonly head: Bytes } | null;
}

const longestField = 200;
const longestPosition = 200;
const mostClients = 8;
/** Padded and signed, the next size of ENVELOPE E7 is longer than any presence may be (PROTOCOL §7, limit 4). */
const longestContent = 1024 - 3;

const has = { field: 1, cursor: 2 } as const;

/**
 * Some 30 bytes for a caret, so that it fits the smallest padding (ENVELOPE E7). Clients there is no room for are left
 * out, and so is a caret too long for what room is left.
 */
export function encodePresenceStates(states: readonly ClientPresence[]): Bytes {
  const clients: Bytes[] = [];
  let room = longestContent - 1;
  for (const state of states.slice(0, mostClients)) {
    const whole = encodeClient(state);
    const encoded =
      whole.length <= room ? whole : encodeClient({ ...state, cursor: null });
    if (encoded.length > room) continue;
    clients.push(encoded);
    room -= encoded.length;
  }
  const writer = new ByteWriter(64).u8(clients.length);
  for (const client of clients) writer.raw(client);
  return writer.done();
}

function encodeClient({ clientId, field, cursor }: ClientPresence): Bytes {
  const flags =
    (field === null ? 0 : has.field) | (cursor === null ? 0 : has.cursor);
  const writer = new ByteWriter(48).varUint(clientId).u8(flags);
  if (field !== null) writer.text(field);
  if (cursor === null) return writer.done();
  const { anchor, head } = cursor;
  // Most carets select nothing: the second position is left empty when it is the first.
  const isCaret = equalBytes(anchor, head);
  return writer
    .blob(anchor)
    .blob(isCaret ? new Uint8Array() : head)
    .done();
}

export function decodePresenceStates(
  bytes: Bytes,
): Result<readonly ClientPresence[], 'malformed'> {
  try {
    const reader = new ByteReader(bytes);
    const count = reader.u8();
    if (count > mostClients) return err('malformed');
    const states = reader.list(count, 2, () => decodeClient(reader));
    reader.end();
    return ok(states);
  } catch (error) {
    if (error instanceof DecodeError) return err('malformed');
    throw error;
  }
}

function decodeClient(reader: ByteReader): ClientPresence {
  const clientId = reader.varUint();
  const flags = reader.u8();
  if (flags > (has.field | has.cursor)) throw new DecodeError('out-of-range');
  const field = (flags & has.field) === 0 ? null : reader.text(longestField);
  if ((flags & has.cursor) === 0) return { clientId, field, cursor: null };
  const anchor = reader.blob(longestPosition);
  const head = reader.blob(longestPosition);
  return {
    clientId,
    field,
    cursor: { anchor, head: head.length === 0 ? anchor : head },
  };
}

/** What an editor wrote into its awareness: relative positions as JSON, anything else as foreign as it came. */
export function presenceOfAwareness(
  clientId: number,
  state: unknown,
): ClientPresence {
  const { field, cursor } = isRecord(state) ? state : {};
  const ends = isRecord(cursor) ? cursor : {};
  const anchor = positionBytes(ends['anchor']);
  const head = positionBytes(ends['head']);
  return {
    clientId,
    field: isShort(field) ? field : null,
    cursor: anchor === null || head === null ? null : { anchor, head },
  };
}

/** The awareness state that this presence makes for the editors of other tabs and devices. */
export function awarenessOfPresence(
  presence: ClientPresence,
  user: {
    readonly name: string;
    readonly color: string;
    readonly shape: string;
  },
): Record<string, unknown> {
  const { field, cursor } = presence;
  const anchor = cursor === null ? null : positionJson(cursor.anchor);
  const head = cursor === null ? null : positionJson(cursor.head);
  return {
    user,
    field,
    cursor: anchor === null || head === null ? null : { anchor, head },
  };
}

function isShort(field: unknown): field is string {
  return typeof field === 'string' && utf8(field).length <= longestField;
}

function positionBytes(json: unknown): Bytes | null {
  if (!isRecord(json) || !isPosition(json)) return null;
  try {
    const position = Y.createRelativePositionFromJSON(json);
    const bytes = new Uint8Array(Y.encodeRelativePosition(position));
    return bytes.length <= longestPosition ? bytes : null;
  } catch {
    return null; // Not a position: an awareness may hold anything.
  }
}

/** The JSON of Yjs names an item, a type or a root. Another number than a whole one would keep lib0 writing for ever. */
function isPosition(json: Record<string, unknown>): boolean {
  const { type, tname, item } = json;
  const assoc = json['assoc'] ?? 0;
  const ids = [item ?? null, type ?? null].filter((id) => id !== null);
  const isNamed = ids.length > 0 || typeof tname === 'string';
  return isNamed && ids.every(isItemId) && Number.isSafeInteger(assoc);
}

function isItemId(id: unknown): boolean {
  return isRecord(id) && isCount(id['client']) && isCount(id['clock']);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function positionJson(bytes: Bytes): unknown {
  try {
    const position = Y.decodeRelativePosition(bytes);
    const { item, type, tname } = position;
    // Editors throw on a position that names nothing; it came from another device.
    const isNamed = item !== null || type !== null || tname !== null;
    return isNamed ? Y.relativePositionToJSON(position) : null;
  } catch {
    return null; // lib0 throws plain errors on bytes that end too early.
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
