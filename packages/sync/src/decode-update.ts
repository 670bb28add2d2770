import { type Bytes, type Result, err, ok, ownBytes } from '@minga/base';
import * as Y from 'yjs';
import {
  type ClockRange,
  WalkError,
  type WalkedStruct,
  walkUpdate,
} from './walk-update.ts';

/** ENVELOPE §3: how the update of an entry is written. */
export type UpdateCodec = 'v1' | 'v2';

export interface EncodedUpdate {
  readonly codec: UpdateCodec;
  readonly update: Bytes;
}

export interface DecodedUpdate {
  /** Always v1: what was checked is exactly what is applied. */
  readonly update: Bytes;
  /** Structs it holds: maximal runs, ascending within a client. */
  readonly runs: readonly ClockRange[];
  /** [E11] What a state vector must reach before Yjs can apply it whole, and leave nothing pending. */
  readonly needs: ReadonlyMap<number, number>;
}

export type DecodeFailure = 'malformed' | 'too-large';

export interface DecodeLimits {
  readonly bytes: number;
  readonly structs: number;
}

/** An entry: its frame is at most 1 MiB, but a v2 update may unfold. */
export const entryLimits: DecodeLimits = {
  bytes: 16 * 1024 * 1024,
  structs: 1_000_000,
};

/** Pure: the worker runs it on bytes from outside; rows of our own may be given to it directly. */
export function decodeUpdate(
  encoded: EncodedUpdate,
  limits: DecodeLimits = entryLimits,
): Result<DecodedUpdate, DecodeFailure> {
  try {
    return ok(decode(encoded, limits));
  } catch (error) {
    // lib0 and JSON.parse throw errors of many kinds for bytes they cannot read.
    return err(error instanceof WalkError ? error.code : 'malformed');
  }
}

function decode(encoded: EncodedUpdate, limits: DecodeLimits): DecodedUpdate {
  if (encoded.update.length > limits.bytes) throw new WalkError('too-large');
  if (encoded.codec === 'v2')
    walkUpdate(encoded.update, 'v2', limits.structs, nobody);
  const update =
    encoded.codec === 'v2'
      ? ownBytes(Y.convertUpdateFormatV2ToV1(encoded.update))
      : encoded.update;
  if (update.length > limits.bytes) throw new WalkError('too-large');
  const structs: WalkedStruct[] = [];
  const deletes: ClockRange[] = [];
  walkUpdate(update, 'v1', limits.structs, {
    struct: (struct) => structs.push(struct),
    deleted: (range) => deletes.push(range),
  });
  const runsByClient = runsOf(structs);
  if (hasCircle(structs, runsByClient)) throw new WalkError('malformed');
  return {
    update,
    runs: [...runsByClient.values()].flat(),
    needs: needsOf(structs, deletes, runsByClient),
  };
}

const nobody = {
  struct: () => undefined,
  deleted: () => undefined,
};

type RunsByClient = ReadonlyMap<number, readonly ClockRange[]>;

function runsOf(structs: readonly WalkedStruct[]): RunsByClient {
  const runs = new Map<number, ClockRange[]>();
  for (const { client, from, to } of structs) {
    const own = runs.get(client) ?? [];
    const last = own.at(-1);
    if (last?.to === from) own[own.length - 1] = { ...last, to };
    else own.push({ client, from, to });
    runs.set(client, own);
  }
  return runs;
}

/** Runs of a client ascend, so that a search by halves will do: an update may claim very many. */
function isInside(runs: RunsByClient, client: number, clock: number): boolean {
  const own = runs.get(client) ?? [];
  let low = 0;
  let high = own.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((own[middle]?.to ?? 0) <= clock) low = middle + 1;
    else high = middle;
  }
  return (own[low]?.from ?? Infinity) <= clock;
}

function needsOf(
  structs: readonly WalkedStruct[],
  deletes: readonly ClockRange[],
  runs: RunsByClient,
): ReadonlyMap<number, number> {
  const needs = new Map<number, number>();
  const need = (client: number, clock: number): void => {
    if (clock > (needs.get(client) ?? 0)) needs.set(client, clock);
  };
  for (const own of runs.values())
    for (const { client, from } of own) need(client, from);
  for (const { placedBy } of structs)
    for (const { client, clock } of placedBy)
      if (!isInside(runs, client, clock)) need(client, clock + 1);
  for (const { client, to } of deletes)
    if (!isInside(runs, client, to - 1)) need(client, to);
  return needs;
}

interface WaitingClient {
  readonly structs: WalkedStruct[];
  next: number;
}

/**
 * Structs that wait for each other would stay pending in Yjs for ever. Goes through the clients as Yjs does, as far
 * as each can get, until nobody moves.
 */
function hasCircle(
  structs: readonly WalkedStruct[],
  runs: RunsByClient,
): boolean {
  if (runs.size < 2) return false;
  const waiting = new Map<number, WaitingClient>();
  for (const struct of structs) {
    const placedBy = struct.placedBy.filter(
      (id) =>
        id.client !== struct.client && isInside(runs, id.client, id.clock),
    );
    if (placedBy.length === 0) continue;
    const own = waiting.get(struct.client) ?? { structs: [], next: 0 };
    own.structs.push({ ...struct, placedBy });
    waiting.set(struct.client, own);
  }
  const isThere = (id: Y.ID): boolean => {
    const own = waiting.get(id.client);
    const stopsAt = own?.structs[own.next]?.from;
    return stopsAt === undefined || id.clock < stopsAt;
  };
  while ([...waiting.values()].some((own) => advance(own, isThere)));
  return [...waiting.values()].some((own) => own.next < own.structs.length);
}

/** False when the client could not move at all. */
function advance(own: WaitingClient, isThere: (id: Y.ID) => boolean): boolean {
  const before = own.next;
  while (own.structs[own.next]?.placedBy.every(isThere) === true) own.next++;
  return own.next > before;
}
