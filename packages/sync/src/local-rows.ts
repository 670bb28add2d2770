import type { Bytes } from '@minga/base';
import type { Appender } from './append.ts';
import { holdsAll, missingFrom } from './assertion.ts';
import { decodeUpdate } from './decode-update.ts';
import type { EngineContext } from './engine-context.ts';
import {
  decodeLocalRow,
  documentPrefix,
  encodeLocalRow,
  localRowKey,
  localRowOrdinal,
  nextOrdinal,
} from './local-row.ts';
import { recover } from './restore.ts';

/** Rows written on this device, in any tab, on their way into the shadow. All inside a turn. */
export interface LocalRows {
  /** Read from the store at opening. */
  seen(ordinal: number): void;
  stored(key: string, row: Bytes): Promise<void>;
  /** Rows whose tab died before it told us. */
  sweep(): Promise<void>;
  /** Null: `update` says nothing that is not in the shadow or a row. */
  missing(update: Bytes): Promise<Bytes | null>;
  /** As a row of its own kind: safe first, then sealed like any other. */
  salvage(update: Bytes): Promise<void>;
  /** The same with what somebody else wrote. False: it could not be kept. */
  carry(update: Bytes): Promise<boolean>;
}

export function createLocalRows(
  context: EngineContext,
  appender: Appender,
): LocalRows {
  const { ports, shadow } = context;
  const { space, doc, store } = ports;
  let last = 0;

  const take = async (key: string, bytes: Bytes): Promise<void> => {
    const ordinal = localRowOrdinal(key);
    const row = decodeLocalRow(bytes);
    const isKnown = appender.unsent.some((one) => one.ordinal === ordinal);
    if (!row.ok || isKnown) return;
    last = Math.max(last, ordinal);
    await context.authorship.own([row.value]);
    appender.add({ ...row.value, ordinal });
    const decoded = decodeUpdate({ codec: 'v1', update: row.value.update });
    if (!decoded.ok) return;
    if (!shadow.isReady(decoded.value))
      context.stranded = [...context.stranded, decoded.value];
    else if (!shadow.apply([decoded.value.update])) await recover(context, []);
    ports.events.changed();
  };
  const freeKey = async (): Promise<string> => {
    for (;;) {
      last = nextOrdinal(ports.clock.now(), last);
      const key = localRowKey(space, doc, last);
      const there = await store.get('local', key);
      if (!there.ok || there.value === null) return key;
    }
  };
  const rowsInStore = async () => {
    const rows = await store.list('local', {
      prefix: documentPrefix(space, doc),
    });
    return rows.ok ? rows.value : [];
  };
  const sweep = async (): Promise<void> => {
    for (const { key, value } of await rowsInStore()) await take(key, value);
  };

  const carry = async (update: Bytes): Promise<boolean> => {
    const row = encodeLocalRow(new Uint8Array(16), update, 'salvage');
    const key = await freeKey();
    const put = { kind: 'put', table: 'local', key, value: row } as const;
    if (!(await context.commit([put]))) return false;
    await take(key, row);
    return true;
  };

  return {
    seen(ordinal) {
      last = Math.max(last, ordinal);
    },
    async stored(key, row) {
      // A tab tells its next leader again what the one before may have sealed: then the row is there no more.
      const there = await store.get('local', key);
      if (!there.ok || there.value !== null) await take(key, row);
    },
    sweep,
    async missing(update) {
      if (holdsAll(shadow.doc, update)) return null;
      await sweep();
      const stranded = context.stranded.map((one) => one.update);
      return missingFrom(shadow.doc, stranded, update);
    },
    async salvage(update) {
      if (await carry(update)) ports.events.salvaged(update.length);
    },
    carry,
  };
}
