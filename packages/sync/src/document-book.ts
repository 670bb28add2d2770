import {
  type ByteReader,
  ByteWriter,
  type Bytes,
  type DeviceKey,
  type EntryId,
  type Hash,
  bytesToId,
  idToBytes,
} from '@minga/base';
import type { FrontierEntry } from '@minga/protocol';
import {
  type ChainVerdict,
  type ChainedFrame,
  type DeviceChain,
  coverChain,
  emptyChain,
  extendChain,
  judgeInChain,
  readChain,
  writeChain,
} from './device-chain.ts';

/** Who wrote what: frames met, chains, claims of clientIDs. In memory, and saved with the compacted log. */
export interface DocumentBook {
  knows(frameHash: Hash): boolean;
  remember(frameHash: Hash): void;
  readonly chains: ReadonlyMap<DeviceKey, DeviceChain>;
  /** Enters a frame whose signature holds, `seen-decreased` or not. */
  note(frame: ChainedFrame): ChainVerdict;
  /** [E21] Everything up to these frames is here by way of a snapshot. */
  cover(frontier: readonly FrontierEntry[]): void;
  /** [E10] Devices that claim a clientID; more than one: structs stay and nobody is attributed. */
  claimants(clientId: number): readonly DeviceKey[];
  readonly claims: ReadonlyMap<number, readonly DeviceKey[]>;
  readonly claimCount: number;
  claim(clientId: number, device: DeviceKey): void;
  write(writer: ByteWriter): void;
}

export interface SavedBook {
  readonly known: readonly EntryId[];
  readonly chains: readonly (readonly [DeviceKey, DeviceChain])[];
  readonly claims: readonly (readonly [number, readonly DeviceKey[]])[];
}

const noBook: SavedBook = { known: [], chains: [], claims: [] };

export function createBook(saved: SavedBook = noBook): DocumentBook {
  const known = new Set(saved.known);
  const chains = new Map(saved.chains);
  const claims = new Map(saved.claims);
  let claimCount = claims.size;
  return {
    chains,
    claims,
    get claimCount() {
      return claimCount;
    },
    knows: (frameHash) => known.has(entryIdOf(frameHash)),
    remember(frameHash) {
      known.add(entryIdOf(frameHash));
    },
    note(frame) {
      const { device } = frame.header;
      const chain = chains.get(device) ?? emptyChain;
      chains.set(device, extendChain(chain, frame));
      return judgeInChain(chain, frame);
    },
    cover(frontier) {
      for (const { device, ...last } of frontier)
        chains.set(device, coverChain(chains.get(device) ?? emptyChain, last));
    },
    claimants: (clientId) => claims.get(clientId) ?? [],
    claim(clientId, device) {
      const devices = claims.get(clientId) ?? [];
      if (devices.includes(device)) return;
      claims.set(clientId, [...devices, device]);
      claimCount += 1;
    },
    write(writer) {
      writer.varUint(known.size);
      for (const id of known) writer.raw(idToBytes(id));
      writer.varUint(chains.size);
      for (const [device, chain] of chains)
        writeChain(writer.raw(idToBytes(device)), chain);
      writer.varUint(claims.size);
      for (const [clientId, devices] of claims) {
        writer.varUint(clientId).varUint(devices.length);
        for (const device of devices) writer.raw(idToBytes(device));
      }
    },
  };
}

export function entryIdOf(frameHash: Hash): EntryId {
  return bytesToId<EntryId>(idToBytes(frameHash).subarray(0, 16));
}

function readBook(reader: ByteReader): SavedBook {
  const readDevice = (): DeviceKey => bytesToId<DeviceKey>(reader.view(33));
  return {
    known: reader.list(reader.varUint(), 16, () =>
      bytesToId<EntryId>(reader.view(16)),
    ),
    chains: reader.list(reader.varUint(), 69, () => [
      readDevice(),
      readChain(reader),
    ]),
    claims: reader.list(reader.varUint(), 2, () => [
      reader.varUint(),
      reader.list(reader.varUint(), 33, readDevice),
    ]),
  };
}

export interface CompactedLog {
  /** Rows of `log` below this number are in it. */
  readonly before: number;
  /** Yjs state, v2. */
  readonly state: Bytes;
  readonly book: SavedBook;
}

export function encodeCompactedLog(
  before: number,
  state: Bytes,
  book: DocumentBook,
): Bytes {
  const writer = new ByteWriter(state.length + 1024).u8(1);
  book.write(writer.varUint(before).blob(state));
  return writer.done();
}

/** Inside `decoding`, which has read the version. */
export function readCompactedLog(reader: ByteReader): CompactedLog {
  return {
    before: reader.varUint(),
    state: reader.blob(),
    book: readBook(reader),
  };
}
