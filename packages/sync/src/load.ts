import { type Bytes, type Result, err, ok } from '@minga/base';
import type { StoreError, StoreRow } from '@minga/store';
import { type Recovered, decodeRecovered, recoveredKey } from './authorship.ts';
import { type CompactedLog, readCompactedLog } from './document-book.ts';
import {
  type DocumentMeta,
  type HeldRow,
  type LogRow,
  decodeHeldRow,
  decodeLogRow,
  decodeMeta,
  decoding,
  metaKey,
  stateKey,
} from './document-rows.ts';
import type { DocumentEnginePorts } from './engine-ports.ts';
import {
  type LocalRow,
  decodeLocalRow,
  documentPrefix,
  numberText,
} from './local-row.ts';
import { type SentRow, decodeSentRow } from './sent-row.ts';

/** What the store has of one document. Rows ascend by key. */
export interface StoredDocument {
  readonly meta: DocumentMeta | null;
  readonly compacted: CompactedLog | null;
  readonly recovered: readonly Recovered[];
  /** From where `compacted` ends. */
  readonly log: readonly KeyedRow<LogRow>[];
  readonly held: readonly KeyedRow<HeldRow>[];
  readonly sent: readonly KeyedRow<SentRow>[];
  readonly local: readonly KeyedRow<LocalRow>[];
  /** How many rows do not open or decode: what they held has to be fetched again. */
  readonly damage: number;
}

export interface KeyedRow<Row> {
  readonly key: string;
  /** What the key ends with; 0 for a key that ends otherwise. */
  readonly number: number;
  readonly row: Row;
}

export async function readStored(
  ports: DocumentEnginePorts,
): Promise<Result<StoredDocument, StoreError>> {
  const { space, doc, store } = ports;
  const prefix = documentPrefix(space, doc);
  const reading = createReading();
  const meta = reading.one(
    await store.get('meta', metaKey(space, doc)),
    decodeMeta,
  );
  const compacted = reading.one(
    await store.get('state', stateKey(space, doc)),
    (bytes) => decoding(bytes, readCompactedLog),
  );
  const recovered = reading.one(
    await store.get('state', recoveredKey(space, doc)),
    decodeRecovered,
  );
  const from = prefix + numberText(compacted?.before ?? 0);
  // ':' is the character after '9': all keys that end with a number.
  const [log, held, sent, local] = await Promise.all([
    store.list('log', { from, to: `${prefix}:` }),
    store.list('held', { prefix }),
    store.list('sent', { prefix }),
    store.list('local', { prefix }),
  ]);
  const stored = {
    meta,
    compacted,
    recovered: recovered ?? [],
    log: reading.all(log, decodeLogRow),
    held: reading.all(held, decodeHeldRow),
    sent: reading.all(sent, decodeSentRow),
    local: reading.all(local, decodeLocalRow),
  };
  const { failure, damage } = reading.result();
  return failure === null ? ok({ ...stored, damage }) : err(failure);
}

/** Damage is passed over and remembered; anything else that the store says ends the reading. */
function createReading() {
  let failure: StoreError | null = null;
  let damage = 0;
  const rowsOf = (
    result: Result<readonly StoreRow[], StoreError>,
  ): readonly StoreRow[] => {
    if (result.ok) return result.value;
    if (result.error.code !== 'corrupt') {
      failure = result.error;
      return [];
    }
    damage += result.error.damagedKeys.length;
    return result.error.rows;
  };
  type Decode<Row> = (bytes: Bytes) => Result<Row, 'malformed'>;
  return {
    one<Row>(
      result: Result<Bytes | null, StoreError>,
      decode: Decode<Row>,
    ): Row | null {
      if (!result.ok) rowsOf(result);
      if (!result.ok || result.value === null) return null;
      const row = decode(result.value);
      if (!row.ok) damage++;
      return row.ok ? row.value : null;
    },
    all<Row>(
      result: Result<readonly StoreRow[], StoreError>,
      decode: Decode<Row>,
    ): readonly KeyedRow<Row>[] {
      return rowsOf(result).flatMap(({ key, value }) => {
        const row = decode(value);
        if (!row.ok) damage++;
        return row.ok ? [{ key, number: numberIn(key), row: row.value }] : [];
      });
    },
    result: () => ({ failure, damage }),
  };
}

function numberIn(key: string): number {
  const number = Number(key.slice(key.lastIndexOf('/') + 1));
  return Number.isSafeInteger(number) ? number : 0;
}
