import type { DocumentId } from '@minga/base';
import type { StoreError } from '@minga/store';
import type { EngineEvents } from './engine-ports.ts';

/** What the engine of any document tells and the core only passes on. */
export function toldByEngines(
  ports: {
    viewChanged(): void;
    documentReplaced(doc: DocumentId): void;
    storeFailed(error: StoreError | null): void;
  },
  doc: DocumentId,
): Pick<
  EngineEvents,
  'refused' | 'replaced' | 'salvaged' | 'storeFailed' | 'stopped'
> {
  return {
    refused: () => {
      ports.viewChanged();
    },
    replaced: () => {
      ports.documentReplaced(doc);
    },
    salvaged: (bytes) => {
      console.warn(
        `minga: ${String(bytes)} bytes on screen were in no row and have been saved`,
      );
    },
    storeFailed: (error) => {
      ports.storeFailed(error);
    },
    stopped: (error) => {
      console.error('minga: a document stopped', error);
    },
  };
}
