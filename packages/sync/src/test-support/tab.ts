import {
  type Bytes,
  type DocumentId,
  type SpaceId,
  ownBytes,
  systemRandom,
} from '@minga/base';
import { createDoc, isTagged, origins } from '@minga/documents';
import type { Signer } from '@minga/membership';
import { clientIdOf } from '@minga/protocol';
import { type MemoryDisk, createMemoryStore } from '@minga/store';
import * as Y from 'yjs';
import type { DocumentEngine } from '../engine-ports.ts';
import {
  encodeLocalRow,
  localRowKey,
  localRowOrdinal,
  nextOrdinal,
} from '../local-row.ts';
import { createRowWriter } from '../row-writer.ts';
import { fastClock } from './fast-clock.ts';

/** One open document of one tab. */
export interface Tab {
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  /** Resolves when everything written is durable and the engine knows. */
  settled(): Promise<void>;
  close(): void;
}

export interface TabWiring {
  readonly tab: Tab;
  wire(engine: DocumentEngine): void;
}

export async function openTab(
  { space, doc: id }: { readonly space: SpaceId; readonly doc: DocumentId },
  signer: Signer,
  disk: MemoryDisk,
): Promise<TabWiring> {
  const nonce = systemRandom.bytes(16);
  const doc = createDoc(await clientIdOf(signer.device, id, nonce));
  let engine: DocumentEngine | null = null;
  let unlisten: () => void = () => undefined;
  const untold = new Map<string, Bytes>();
  const telling = new Set<Promise<void>>();
  const tell = async (key: string, row: Bytes): Promise<void> => {
    const to = engine;
    await to?.rowStored(key, row);
    if (to === engine) untold.delete(key);
  };
  const writer = createRowWriter({
    store: createMemoryStore({ disk }),
    clock: fastClock,
    space,
    doc: id,
    nextOrdinal,
    rowKey: localRowKey,
    rowOrdinal: localRowOrdinal,
    stored(key, row) {
      untold.set(key, row);
      const told = tell(key, row).finally(() => telling.delete(told));
      telling.add(told);
    },
    failed: () => undefined,
  });
  const settled = async (): Promise<void> => {
    await writer.settled();
    await Promise.all(telling);
  };
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (isTagged(origin, 'stored', 'remote')) return;
    writer.write(encodeLocalRow(nonce, update));
  });
  return {
    tab: {
      doc,
      text: doc.getText('t'),
      settled,
      close() {
        unlisten();
        engine = null;
      },
    },
    wire(next) {
      unlisten();
      engine = next;
      unlisten = next.onUpdate((update) => {
        Y.applyUpdate(doc, update, origins.remote);
      });
      const answer = next.answer(Y.encodeStateVector(doc));
      Y.applyUpdate(doc, answer, origins.remote);
      for (const [key, row] of untold) void tell(key, row);
      const asserted = Y.encodeStateAsUpdate(
        doc,
        Y.encodeStateVector(next.shadow),
      );
      void settled().then(() => next.checkAssertion(ownBytes(asserted)));
    },
  };
}
