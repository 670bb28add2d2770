import {
  ByteWriter,
  type Bytes,
  type Hash,
  type Result,
  err,
  ok,
} from '@minga/base';
import { hashBytes } from '@minga/protocol';
import * as Y from 'yjs';
import {
  type CanonicalWriter,
  type Content,
  writeContents,
} from './canonical-content.ts';
import { hasPending } from './shadow.ts';

/**
 * [E23] Equal for two documents exactly when they hold the same edits, however these came in and wherever Yjs has split,
 * merged or collected since. Clocks are not enough (other text under the same clocks), bytes are too much (they differ
 * between honest replicas). It never leaves the device: what it is made of may change with any release.
 */
export async function canonicalForm(
  doc: Y.Doc,
): Promise<Result<Hash, 'pending'>> {
  const bytes = canonicalBytes(doc);
  return bytes === null ? err('pending') : ok(await hashBytes(bytes));
}

/** Null while something is pending: it would be in the document on one device and not on another. */
export function canonicalBytes(doc: Y.Doc): Bytes | null {
  if (hasPending(doc)) return null;
  const clients = [...doc.store.clients].sort(([a], [b]) => a - b);
  const names: Names = {
    clients: new Map(clients.map(([client], index) => [client, index])),
    roots: new Map<object, string>(
      [...doc.share].map(([name, type]) => [type, name]),
    ),
  };
  const bytes = new ByteWriter(256 * 1024).varUint(clients.length);
  const text: string[] = [];
  for (const [client, structs] of clients) {
    bytes.varUint(client);
    writeRuns({ bytes, text }, names, structs);
    bytes.u8(ends);
  }
  return bytes.text(text.join('')).done();
}

type Type = Y.AbstractType<unknown>;

interface Names {
  /** Written often and long: by its place in the list. */
  readonly clients: ReadonlyMap<number, number>;
  readonly roots: ReadonlyMap<object, string>;
}

const ends = 0;
/** Below a deleted ancestor, or collected: Yjs remembers no more than how much there was. */
const gone = 1;
/** In a parent that still shows: what stands beside it stands on it. */
const deleted = 2;
const live = 3;

/** Units of one client that follow each other and were written one after another. */
interface Run {
  readonly kind: number;
  readonly first: Y.Item | null;
  readonly contents: Content[];
  /** Exclusive. */
  to: number;
  units: number;
}

function writeRuns(
  writer: CanonicalWriter,
  names: Names,
  structs: readonly (Y.Item | Y.GC)[],
): void {
  let run: Run | null = null;
  for (const struct of structs) {
    const kind = kindOf(struct);
    const item = kind === gone || !(struct instanceof Y.Item) ? null : struct;
    if (run === null || run.kind !== kind || !continues(run, item)) {
      if (run !== null) writeRun(writer, names, run);
      run = { kind, first: item, contents: [], to: 0, units: 0 };
    }
    run.to = struct.id.clock + struct.length;
    run.units += struct.length;
    if (kind === live && item !== null) run.contents.push(item.content);
  }
  if (run !== null) writeRun(writer, names, run);
}

function kindOf(struct: Y.Item | Y.GC): number {
  if (!(struct instanceof Y.Item)) return gone;
  const parent = parentOf(struct);
  // Deleting a type deletes everything in it: one step up is enough.
  if (parent === null || parent._item?.deleted === true) return gone;
  return struct.deleted ? deleted : live;
}

function parentOf(item: Y.Item): Type | null {
  return item.parent instanceof Y.AbstractType ? item.parent : null;
}

/** Whether Yjs could hold both in one item, be they neighbours in the text or not. */
function continues({ first, to }: Run, item: Y.Item | null): boolean {
  if (first === null || item === null) return first === item;
  return (
    item.origin?.client === item.id.client &&
    item.origin.clock === to - 1 &&
    Y.compareIDs(item.rightOrigin, first.rightOrigin) &&
    item.parent === first.parent &&
    item.parentSub === first.parentSub
  );
}

function writeRun(writer: CanonicalWriter, names: Names, run: Run): void {
  const { kind, first, contents, units } = run;
  const { bytes } = writer;
  bytes.u8(kind).varUint(units);
  if (first === null) return;
  writeId(bytes, names, first.origin);
  writeId(bytes, names, first.rightOrigin);
  writeParent(bytes, names, parentOf(first));
  if (first.parentSub === null) bytes.u8(0);
  else bytes.u8(1).text(first.parentSub);
  if (kind === live) writeContents(writer, contents);
}

function writeId(writer: ByteWriter, names: Names, id: Y.ID | null): void {
  if (id === null) writer.varUint(0);
  else
    writer
      .varUint(1 + (names.clients.get(id.client) ?? names.clients.size))
      .varUint(id.clock);
}

function writeParent(
  writer: ByteWriter,
  names: Names,
  parent: Type | null,
): void {
  writeId(writer, names, parent?._item?.id ?? null);
  if (parent?._item === null) writer.text(names.roots.get(parent) ?? '');
}
