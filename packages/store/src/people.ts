import { type Bytes, type Result, err, ok } from '@minga/base';
import {
  type PinSeal,
  openRowKey,
  pinIterations,
  sealedKeyLength,
} from './pin.ts';

/** Somebody who uses this device with a PIN. Nothing of it is sealed: it is read before anybody has said a PIN. */
export interface PersonHere {
  /** Random; says nothing about her. */
  readonly id: string;
  /** As she wrote it for whoever takes the device. */
  readonly name: string;
  /** Of her own, and nobody else's. */
  readonly database: string;
  readonly seal: PinSeal;
  /**
   * 'unsealed': some of her rows may still be under the key they had before there was a PIN. 'erasing': she has closed
   * without a trace, and something of her may be left.
   */
  readonly rows: 'unsealed' | 'sealed' | 'erasing';
  readonly wrongTries: number;
  /** No PIN is tried before, ms since 1970. */
  readonly notBefore: number;
  readonly lockAfterMinutes: number;
}

/** Who uses this device. Every change is one transaction, on the disk when it resolves. */
export interface PeopleHere {
  all(): Promise<Result<readonly PersonHere[], 'failed'>>;
  /** `change` gives what takes the place of what is there, null: nothing. Answers what is there afterwards. */
  change(
    id: string,
    change: (person: PersonHere | null) => PersonHere | null,
  ): Promise<Result<PersonHere | null, 'failed'>>;
  close(): void;
}

export type PinRefusal =
  | { readonly code: 'wrong' | 'too-soon'; readonly waitMs: number }
  | { readonly code: 'failed' };

const freeTries = 3;
const firstWaitMs = 30_000;
const longestWaitMs = 3_600_000;

/** How long to wait after so many wrong PINs in a row: the third one costs half a minute, each further one twice as much. */
export function waitAfter(wrongTries: number): number {
  if (wrongTries < freeTries) return 0;
  return Math.min(longestWaitMs, firstWaitMs * 2 ** (wrongTries - freeTries));
}

/** How long she has to wait from now on. A clock that was put back does not lock her out for longer than she was told. */
export function waitOf(
  { wrongTries, notBefore }: PersonHere,
  now: number,
): number {
  return Math.max(0, Math.min(notBefore - now, waitAfter(wrongTries)));
}

/** The row key of whom the PIN is. The try is counted before the PIN is: who closes the page has tried. */
export async function tryPin(
  people: PeopleHere,
  id: string,
  pin: string,
  now: () => number,
): Promise<Result<CryptoKey, PinRefusal>> {
  const at = now();
  let waitMs = 0;
  const counted = await people.change(id, (person) => {
    if (person === null) return null;
    waitMs = waitOf(person, at);
    if (waitMs > 0) return { ...person, notBefore: at + waitMs };
    const wrongTries = person.wrongTries + 1;
    return { ...person, wrongTries, notBefore: at + waitAfter(wrongTries) };
  });
  if (!counted.ok || counted.value === null) return err({ code: 'failed' });
  if (waitMs > 0) return err({ code: 'too-soon', waitMs });
  const rowKey = await openRowKey(counted.value.seal, id, pin);
  if (rowKey === null)
    return err({ code: 'wrong', waitMs: waitOf(counted.value, now()) });
  const cleared = await people.change(
    id,
    (person) => person && { ...person, wrongTries: 0, notBefore: 0 },
  );
  return cleared.ok ? ok(rowKey) : err({ code: 'failed' });
}

const databaseName = 'minga-people';
const storeName = 'people';

/** Null where nobody has set a PIN: asking leaves nothing behind. `create`: then there is a place for it. */
export async function openPeople(
  create = false,
): Promise<Result<PeopleHere | null, 'failed'>> {
  try {
    const db = await openDatabase(create);
    return ok(db && peopleIn(db));
  } catch {
    return err('failed');
  }
}

/** When nobody is left. */
export async function erasePeople(): Promise<void> {
  await answerOf(indexedDB.deleteDatabase(databaseName));
}

async function openDatabase(create: boolean): Promise<IDBDatabase | null> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => {
    if (create) request.result.createObjectStore(storeName, { keyPath: 'id' });
    else request.transaction?.abort();
  };
  try {
    const db = await answerOf(request);
    db.onversionchange = () => {
      db.close();
    };
    return db;
  } catch (thrown) {
    // Made by asking, and taken back.
    if (request.error?.name === 'AbortError') return null;
    throw thrown;
  }
}

function peopleIn(db: IDBDatabase): PeopleHere {
  const inTransaction = async <T>(
    mode: IDBTransactionMode,
    work: (people: IDBObjectStore) => Promise<T>,
  ): Promise<Result<T, 'failed'>> => {
    try {
      const transaction = db.transaction(storeName, mode, {
        durability: 'strict',
      });
      const ended = endOf(transaction);
      const done = await work(transaction.objectStore(storeName));
      await ended;
      return ok(done);
    } catch {
      return err('failed');
    }
  };
  return {
    all: () =>
      inTransaction('readonly', async (people) => {
        const found: unknown[] = await answerOf(people.getAll());
        return found.map(personOf).filter((person) => person !== null);
      }),
    change: (id, change) =>
      inTransaction('readwrite', async (people) => {
        const found: unknown = await answerOf(people.get(id));
        const person = personOf(found);
        const next = change(person);
        if (next !== null) people.put(next);
        else if (person !== null) people.delete(id);
        return next;
      }),
    close() {
      db.close();
    },
  };
}

/** Null when it is not whole: her rows cannot be opened without it, and nothing else may take their place. */
function personOf(stored: unknown): PersonHere | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const at = (name: string): unknown => Reflect.get(stored, name);
  const text = (name: string): string | null => {
    const value = at(name);
    return typeof value === 'string' ? value : null;
  };
  const number = (name: string): number => {
    const value = at(name);
    return typeof value === 'number' && value >= 0 ? value : 0;
  };
  const [id, name, database] = ['id', 'name', 'database'].map(text);
  const seal = sealOf(at('seal'));
  const rows = at('rows');
  if (!id || !database || name === null || name === undefined) return null;
  if (seal === null) return null;
  if (rows !== 'unsealed' && rows !== 'sealed' && rows !== 'erasing')
    return null;
  return {
    id,
    name,
    database,
    seal,
    rows,
    wrongTries: number('wrongTries'),
    notBefore: number('notBefore'),
    lockAfterMinutes: number('lockAfterMinutes') || 5,
  };
}

function sealOf(stored: unknown): PinSeal | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const iterations: unknown = Reflect.get(stored, 'iterations');
  const salt = bytesOf(Reflect.get(stored, 'salt'));
  const sealedKey = bytesOf(Reflect.get(stored, 'sealedKey'));
  if (typeof iterations !== 'number' || iterations < pinIterations) return null;
  return salt?.length === 16 && sealedKey?.length === sealedKeyLength
    ? { iterations, salt, sealedKey }
    : null;
}

function bytesOf(stored: unknown): Bytes | null {
  return stored instanceof Uint8Array ? new Uint8Array(stored) : null;
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB gave no answer'));
    };
  });
}

function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('IndexedDB took it back'));
    };
  });
}
