import type { SearchAnswer, SearchEntry, SearchQuery } from './search-entry.ts';
import { createSearchIndex } from './search-index.ts';

export type SearchRequest =
  | {
      readonly kind: 'put';
      readonly doc: string;
      readonly entries: readonly SearchEntry[];
    }
  | {
      readonly kind: 'find';
      readonly ask: number;
      readonly query: SearchQuery;
    };

export interface SearchReply {
  readonly ask: number;
  readonly answer: SearchAnswer;
}

interface WorkerScope {
  onmessage: ((event: MessageEvent<SearchRequest>) => void) | null;
  postMessage(message: SearchReply): void;
}

// What is searched never holds up what is typed: it has a thread of its own.
const scope = globalThis as unknown as WorkerScope;
const index = createSearchIndex();
scope.onmessage = ({ data }) => {
  if (data.kind === 'put') index.put(data.doc, data.entries);
  else scope.postMessage({ ask: data.ask, answer: index.find(data.query) });
};
