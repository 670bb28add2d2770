import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type EntryId,
  type Hash,
  type InviteId,
  type LogId,
  type SpaceId,
  bytesToId,
  err,
  ok,
} from '@minga/base';
import type {
  EntryWrite,
  Keybox,
  LogOutcome,
  LogWrite,
  RelayLog,
  SnapshotPointer,
  SnapshotWrite,
  StoredEntry,
} from './relay-log.ts';

interface MemorySpace {
  readonly logId: LogId;
  head: number;
  readonly actions: Bytes[];
  readonly placedAtMs: number[];
  readonly notes: Map<DeviceKey, Bytes>;
  erasing: number | null;
  readonly documents: Map<DocumentId, MemoryDocument>;
  readonly entryIds: Map<number, { entryId: EntryId; purgedAt: number | null }>;
  readonly snapshots: Map<Hash, Bytes>;
  readonly registered: Set<DeviceKey>;
  readonly registers: Map<DeviceKey, { counter: number; register: Bytes }>;
  readonly keyboxes: Map<InviteId, Keybox>;
}

interface MemoryDocument {
  generation: number;
  header: Bytes;
  head: number;
  entries: StoredEntry[];
  readonly seqByEntryId: Map<EntryId, number>;
  /** Oldest first; the last is in force, the one before it is kept too, of the others only this line. */
  snapshots: (SnapshotPointer & { readonly at: number })[];
}

const done: LogOutcome = { kind: 'done' };
const lost: LogOutcome = { kind: 'lost' };
const absent: LogOutcome = { kind: 'absent' };
const noEntryId = bytesToId<EntryId>(new Uint8Array(16));

/** The twin of the durable logs for tests: the same answers, nothing survives. */
export function createMemoryLog(): RelayLog {
  const spaces = new Map<SpaceId, MemorySpace>();
  const tombstones = new Map<SpaceId, Bytes>();
  let closed = false;
  return {
    async space(id) {
      const space = spaces.get(id);
      if (space === undefined) return null;
      return {
        logId: space.logId,
        head: space.head,
        headEntryId: space.entryIds.get(space.head)?.entryId ?? noEntryId,
        bytes: storedBytes(space),
        actions: [...space.actions],
        placedAtMs: [...space.placedAtMs],
        documents: Array.from(space.documents, ([doc, record]) => ({
          doc,
          generation: record.generation,
          header: record.header,
          head: record.head,
          snapshot: record.snapshots.at(-1) ?? null,
        })),
        keyboxes: [...space.keyboxes.values()],
        notes: Array.from(space.notes, ([device, note]) => ({ device, note })),
      };
    },
    async commit(writes) {
      if (closed) return err('closed');
      return ok(writes.map((write) => apply(spaces, tombstones, write)));
    },
    async entries({ space, doc, after, upTo, maxBytes }) {
      const all = spaces.get(space)?.documents.get(doc)?.entries ?? [];
      const page: StoredEntry[] = [];
      let bytes = 0;
      for (const entry of all) {
        if (entry.seq <= after || entry.seq > upTo) continue;
        if (bytes >= maxBytes) break;
        bytes += entry.frame.length;
        page.push(entry);
      }
      return page;
    },
    async entryIdAt(space, seq) {
      return spaces.get(space)?.entryIds.get(seq)?.entryId ?? null;
    },
    async snapshot(space, hash) {
      return spaces.get(space)?.snapshots.get(hash) ?? null;
    },
    async registers(space) {
      const kept = spaces.get(space)?.registers.values() ?? [];
      return Array.from(kept, ({ register }) => register);
    },
    async spacesOfDevice(device) {
      return [...spaces]
        .filter(([, { registered }]) => registered.has(device))
        .map(([id]) => id);
    },
    async dueForErasing(now) {
      return [...spaces]
        .filter(([, { erasing }]) => erasing !== null && erasing <= now)
        .map(([id]) => id);
    },
    async isErased(space) {
      return tombstones.has(space);
    },
    async close() {
      closed = true;
    },
  };
}

function storedBytes(space: MemorySpace): number {
  let bytes = 0;
  for (const { entries } of space.documents.values())
    for (const { frame } of entries) bytes += frame.length;
  for (const snapshot of space.snapshots.values()) bytes += snapshot.length;
  return bytes;
}

function apply(
  spaces: Map<SpaceId, MemorySpace>,
  tombstones: Map<SpaceId, Bytes>,
  write: LogWrite,
): LogOutcome {
  if (write.kind === 'create')
    return tombstones.has(write.space) ? lost : create(spaces, write);
  if (write.kind === 'erased') {
    if (!spaces.delete(write.space)) return absent;
    tombstones.set(write.space, write.tombstone);
    return done;
  }
  if (write.kind === 'keyboxes-expired') {
    for (const { keyboxes } of spaces.values())
      for (const { invite, expires } of keyboxes.values())
        if (expires <= write.now) keyboxes.delete(invite);
    return done;
  }
  const space = spaces.get(write.space);
  return space === undefined ? absent : applyToSpace(space, write);
}

function applyToSpace(
  space: MemorySpace,
  write: Exclude<LogWrite, { kind: 'create' | 'erased' | 'keyboxes-expired' }>,
): LogOutcome {
  switch (write.kind) {
    case 'entry':
      return append(space, write);
    case 'action':
      if (write.index !== space.actions.length) return lost;
      space.actions.push(write.action);
      space.placedAtMs.push(write.at);
      if (write.erasing !== 'as-it-was') space.erasing = write.erasing;
      if (write.registers !== null) space.registered.add(write.registers);
      return done;
    case 'header':
      return putHeader(space, write);
    case 'register':
      return putRegister(space, write);
    case 'snapshot':
      return putSnapshot(space, write);
    case 'purge':
      return purge(space, write);
    default:
      return applyBeside(space, write);
  }
}

/** What lies beside the log for who comes in. */
function applyBeside(
  space: MemorySpace,
  write: Extract<
    LogWrite,
    { kind: 'keybox' | 'keybox-erased' | 'note' | 'note-erased' }
  >,
): LogOutcome {
  switch (write.kind) {
    case 'keybox': {
      const { invite, expires, sealedKeys, sealedCard } = write;
      const box = { invite, expires, sealedKeys, sealedCard };
      space.keyboxes.set(invite, box);
      return done;
    }
    case 'keybox-erased':
      space.keyboxes.delete(write.invite);
      return done;
    case 'note':
      space.notes.set(write.device, write.note);
      return done;
    case 'note-erased':
      space.notes.delete(write.device);
      return done;
  }
}

function create(
  spaces: Map<SpaceId, MemorySpace>,
  { space, logId, action }: LogWrite & { kind: 'create' },
): LogOutcome {
  if (spaces.has(space)) return lost;
  spaces.set(space, {
    logId,
    head: 0,
    actions: [action],
    placedAtMs: [0],
    notes: new Map(),
    erasing: null,
    documents: new Map(),
    entryIds: new Map(),
    snapshots: new Map(),
    registered: new Set(),
    registers: new Map(),
    keyboxes: new Map(),
  });
  return done;
}

function append(space: MemorySpace, write: EntryWrite): LogOutcome {
  const document = space.documents.get(write.doc);
  if (document === undefined) return absent;
  const held = document.seqByEntryId.get(write.entryId);
  if (held !== undefined) return { kind: 'held', seq: held };
  const seq = ++space.head;
  const prevSeq = document.entries.at(-1)?.seq ?? 0;
  const { device, counter, via, frame } = write;
  document.entries.push({ seq, prevSeq, device, counter, via, frame });
  document.seqByEntryId.set(write.entryId, seq);
  document.head = seq;
  space.entryIds.set(seq, { entryId: write.entryId, purgedAt: null });
  return { kind: 'stored', seq, prevSeq };
}

function putHeader(
  space: MemorySpace,
  { doc, generation, header }: LogWrite & { kind: 'header' },
): LogOutcome {
  const document = space.documents.get(doc);
  const expected = document === undefined ? 0 : document.generation + 1;
  if (generation !== expected) return lost;
  if (document === undefined)
    space.documents.set(doc, {
      generation,
      header,
      head: 0,
      entries: [],
      seqByEntryId: new Map(),
      snapshots: [],
    });
  else Object.assign(document, { generation, header });
  return done;
}

function putRegister(
  space: MemorySpace,
  { device, counter, register }: LogWrite & { kind: 'register' },
): LogOutcome {
  const kept = space.registers.get(device);
  if (kept !== undefined && kept.counter >= counter) return lost;
  space.registers.set(device, { counter, register });
  return done;
}

function putSnapshot(space: MemorySpace, write: SnapshotWrite): LogOutcome {
  const document = space.documents.get(write.doc);
  if (document === undefined) return absent;
  const [previous, inForce] = lastTwo(document);
  if (inForce?.hash === write.hash) return sized(space);
  if ((inForce?.hash ?? null) !== write.previous) return lost;
  if (previous !== undefined) space.snapshots.delete(previous.hash);
  space.snapshots.set(write.hash, write.snapshot);
  const { hash, covers, at } = write;
  document.snapshots.push({ hash, covers, at });
  return sized(space);
}

function lastTwo({ snapshots }: MemoryDocument) {
  return [snapshots.at(-2), snapshots.at(-1)] as const;
}

function purge(
  space: MemorySpace,
  { doc, coveredBefore, at, forgetBefore }: LogWrite & { kind: 'purge' },
): LogOutcome {
  const document = space.documents.get(doc);
  if (document === undefined) return absent;
  const [previous] = lastTwo(document);
  const ripe = document.snapshots.filter((one) => one.at < coveredBefore);
  const upTo = Math.min(
    previous?.covers ?? 0,
    Math.max(0, ...ripe.map(({ covers }) => covers)),
  );
  for (const { seq } of document.entries) {
    const known = space.entryIds.get(seq);
    if (seq <= upTo && known !== undefined) known.purgedAt = at;
  }
  for (const [entryId, seq] of document.seqByEntryId)
    if (seq <= upTo) document.seqByEntryId.delete(entryId);
  document.entries = document.entries
    .filter(({ seq }) => seq > upTo)
    .map((entry, i) => (i === 0 ? { ...entry, prevSeq: 0 } : entry));
  for (const [seq, { purgedAt }] of space.entryIds)
    if (purgedAt !== null && purgedAt < forgetBefore)
      space.entryIds.delete(seq);
  return sized(space);
}

function sized(space: MemorySpace): LogOutcome {
  return { kind: 'sized', bytes: storedBytes(space) };
}
