import {
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Result,
  type SpaceId,
  bytesToId,
  idToBytes,
  toBase64Url,
} from '@minga/base';
import { clientIdOf } from '@minga/protocol';
import { decoding } from './document-rows.ts';
import { type LocalRow, documentPrefix } from './local-row.ts';

/** A clientID, and every device that may have written under it: it has one author when all of them are one member's. */
export interface Authored {
  readonly clientId: number;
  readonly devices: readonly DeviceKey[];
}

/** A device has brought structs of a clientID it had not claimed, by a salvage ([E10]). */
export interface Recovered {
  readonly clientId: number;
  readonly device: DeviceKey;
}

/**
 * Whose a clientID of one document is. A claim alone does not tell: a salvage may hold structs of anybody's, so whoever
 * sent one under another's clientID could otherwise speak in her name.
 */
export interface Authorship {
  /** Rises with every change of what `list` answers. */
  edition(): number;
  list(): readonly Authored[];
  /** Rows of this device's sessions, whose claims no frame in the log may carry yet. */
  own(rows: readonly LocalRow[]): Promise<void>;
  /** Known from the store. */
  restore(recovered: readonly Recovered[]): void;
  /** All of them, to be stored, when any is new; else null. */
  recovered(recovered: readonly Recovered[]): Bytes | null;
}

export interface Claims {
  readonly claims: ReadonlyMap<number, readonly DeviceKey[]>;
  readonly claimCount: number;
}

export function createAuthorship(
  scope: { readonly device: DeviceKey; readonly doc: DocumentId },
  book: () => Claims,
): Authorship {
  const { device, doc } = scope;
  const own = new Set<number>();
  const sessions = new Set<string>();
  const recoverers = new Map<number, readonly DeviceKey[]>();
  let recoveries = 0;

  const add = ({ clientId, device: by }: Recovered): boolean => {
    const known = recoverers.get(clientId) ?? [];
    if (known.includes(by)) return false;
    recoverers.set(clientId, [...known, by]);
    recoveries += 1;
    return true;
  };
  const authored = (
    clientId: number,
    claimants: readonly DeviceKey[],
  ): Authored => ({
    clientId,
    devices: [...claimants, ...(recoverers.get(clientId) ?? [])],
  });
  return {
    edition: () => book().claimCount + own.size + recoveries,
    list() {
      const { claims } = book();
      return [
        ...[...claims].map(([clientId, devices]) =>
          authored(clientId, devices),
        ),
        ...[...own]
          .filter((clientId) => !claims.has(clientId))
          .map((clientId) => authored(clientId, [device])),
      ];
    },
    async own(rows) {
      for (const { kind, sessionNonce } of rows) {
        const name = toBase64Url(sessionNonce);
        if (kind !== 'edit' || sessions.has(name)) continue;
        sessions.add(name);
        own.add(await clientIdOf(device, doc, sessionNonce));
      }
    },
    restore(recovered) {
      for (const one of recovered) add(one);
    },
    recovered(recovered) {
      const isNew = recovered.map(add).includes(true);
      return isNew ? encodeRecovered(recoverers) : null;
    },
  };
}

/** In `state`: outlives the frames that said it. */
export function recoveredKey(space: SpaceId, doc: DocumentId): string {
  return `${documentPrefix(space, doc)}recovered`;
}

function encodeRecovered(
  recoverers: ReadonlyMap<number, readonly DeviceKey[]>,
): Bytes {
  const all = [...recoverers].flatMap(([clientId, devices]) =>
    devices.map((device) => ({ clientId, device })),
  );
  const writer = new ByteWriter(64).u8(1).varUint(all.length);
  for (const { clientId, device } of all)
    writer.varUint(clientId).raw(idToBytes(device));
  return writer.done();
}

export function decodeRecovered(
  bytes: Bytes,
): Result<readonly Recovered[], 'malformed'> {
  return decoding(bytes, (reader) =>
    reader.list(reader.varUint(), 34, () => ({
      clientId: reader.varUint(),
      device: bytesToId<DeviceKey>(reader.view(33)),
    })),
  );
}
