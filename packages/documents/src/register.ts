import type { Check } from '@minga/domain';
import type * as Y from 'yjs';
import { type Ulid, isUlid } from './ulid.ts';

/**
 * A kept-conflict register: a short value two people may set while apart. In the owning Y.Map every write is a key of its own,
 * `name/<ulid>` → `{ v, over? }`, where `over` names every write its author saw. So
 * - no nested Y.Map is born on two devices under one key (Yjs would keep one and drop the other);
 * - a write is lost only to one that saw it; if several remain, all are shown and a person chooses, which is again a write;
 * - the keys a write saw are deleted with it in one transaction. That only saves space: a key is written once in its life, so
 *   nothing can bring it back, and a concurrent write that saw the same ones has a key of its own and stays.
 * A write names *all* keys present, also those already superseded: else deleting the one that hides them would show them again.
 */
export type RegisterValue = string | number | boolean | null;

export interface Version<T> {
  readonly id: Ulid;
  /** Null where somebody cleared it, which is a version like any other. */
  readonly value: T | null;
  /** Yjs clientID that wrote it; the claims of the session tell which device, hence who, that is. */
  readonly clientId: number;
}

/** Versions by id, hence roughly by time; equal values count as one, the first written. */
export type RegisterReading<T> =
  | { readonly kind: 'empty'; readonly values: readonly [] }
  | { readonly kind: 'one'; readonly values: readonly [Version<T>] }
  | { readonly kind: 'several'; readonly values: readonly Version<T>[] };

export type { Check };

export interface RegisterKey<T extends RegisterValue> {
  readonly name: string;
  readonly check: Check<T>;
}

export interface RegisterWrite {
  readonly id: Ulid;
  readonly value: RegisterValue;
  readonly over: readonly string[];
  readonly clientId: number;
}

/** In UTF-16 units. What is longer belongs in a fragment, where people write together. */
export const longestRegisterText = 2000;

const empty = { kind: 'empty', values: [] } as const;

export function readRegister<T extends RegisterValue>(
  map: Y.Map<unknown>,
  key: RegisterKey<T>,
): RegisterReading<T> {
  return readWrites(registerWrites(map, key.name).get(key.name), key);
}

/** The value that stands when there is exactly one; null when there is none or people have not chosen yet. */
export function settledValue<T>(reading: RegisterReading<T>): T | null {
  return reading.kind === 'one' ? reading.values[0].value : null;
}

/** Survivors of what `registerWrites` found, as values of this register. What the schema refuses is passed over. */
export function readWrites<T extends RegisterValue>(
  writes: readonly RegisterWrite[] | undefined,
  key: RegisterKey<T>,
): RegisterReading<T> {
  if (writes === undefined) return empty;
  const superseded = new Set(writes.flatMap(({ over }) => over));
  const byValue = new Map<T | null, Version<T>>();
  for (const { id, value, clientId } of writes) {
    if (superseded.has(id)) continue;
    const parsed = value === null ? null : parse(value, key.check);
    if (parsed !== undefined && !byValue.has(parsed))
      byValue.set(parsed, { id, value: parsed, clientId });
  }
  const [first, ...others] = byValue.values();
  if (first === undefined) return empty;
  if (others.length > 0) return { kind: 'several', values: [first, ...others] };
  return first.value === null ? empty : { kind: 'one', values: [first] };
}

/**
 * All writes in a map by register name (or of one register), each list sorted by id. One pass, for maps that hold many.
 * Tolerates anything: what is not a write is not seen, neither shown nor superseded.
 */
export function registerWrites(
  map: Y.Map<unknown>,
  onlyName?: string,
): ReadonlyMap<string, readonly RegisterWrite[]> {
  const byName = new Map<string, RegisterWrite[]>();
  map.forEach((stored, key) => {
    const slash = key.lastIndexOf('/');
    const name = key.slice(0, Math.max(slash, 0));
    const id = key.slice(slash + 1);
    if (slash < 1 || (onlyName !== undefined && name !== onlyName)) return;
    if (!isUlid(id)) return;
    const write = toWrite(id, stored, map._map.get(key)?.id.client ?? 0);
    if (write === null) return;
    const writes = byName.get(name);
    if (writes === undefined) byName.set(name, [write]);
    else writes.push(write);
  });
  for (const writes of byName.values())
    writes.sort((a, b) => (a.id < b.id ? -1 : 1));
  return byName;
}

/**
 * Sets, clears (null) or, among several, chooses. Nothing is written when the one value standing is this one already: going
 * through a field without changing it must not look like a change. False then.
 */
export function writeRegister<T extends RegisterValue>(
  map: Y.Map<unknown>,
  key: RegisterKey<T>,
  value: T | null,
  newId: () => Ulid,
): boolean {
  if (value !== null && parse(value, key.check) === undefined)
    throw new Error(`${key.name}: a value its schema refuses`);
  const writes = registerWrites(map, key.name).get(key.name) ?? [];
  const reading = readWrites(writes, key);
  if (reading.kind !== 'several' && settledValue(reading) === value)
    return false;
  const over = writes.map(({ id }) => id);
  if (map.doc === null) throw new Error('a map that is in no document yet');
  map.doc.transact(() => {
    map.set(
      `${key.name}/${newId()}`,
      over.length > 0 ? { v: value, over } : { v: value },
    );
    for (const id of over) map.delete(`${key.name}/${id}`);
  });
  return true;
}

/** What stands, as first writes of another map: what nobody has chosen among stays undecided there. Inside a transaction. */
export function copyRegister<T extends RegisterValue>(
  from: Y.Map<unknown>,
  to: Y.Map<unknown>,
  key: RegisterKey<T>,
  newId: () => Ulid,
): void {
  const { values } = readRegister(from, key);
  for (const { value } of values)
    to.set(`${key.name}/${newId()}`, { v: value });
}

function parse<T extends RegisterValue>(
  value: RegisterValue,
  check: Check<T>,
): T | undefined {
  if (typeof value === 'string' && value.length > longestRegisterText)
    return undefined;
  const parsed = check.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

function toWrite(
  id: Ulid,
  stored: unknown,
  clientId: number,
): RegisterWrite | null {
  if (typeof stored !== 'object' || stored === null || !('v' in stored))
    return null;
  const over = 'over' in stored ? stored.over : [];
  if (!isRegisterValue(stored.v) || !isTextList(over)) return null;
  return { id, value: stored.v, over, clientId };
}

function isRegisterValue(value: unknown): value is RegisterValue {
  return (
    value === null ||
    typeof value === 'boolean' ||
    typeof value === 'string' ||
    (typeof value === 'number' && Number.isFinite(value))
  );
}

function isTextList(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) && value.every((item) => typeof item === 'string')
  );
}
