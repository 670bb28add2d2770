import type { SearchAnswer, SearchEntry, SearchQuery } from './search-entry.ts';
import type { SearchReply, SearchRequest } from './search-worker.ts';

/** The index, in its worker. */
export interface SearchThread {
  put(doc: string, entries: readonly SearchEntry[]): void;
  find(query: SearchQuery): Promise<SearchAnswer>;
}

export function startSearchThread(): SearchThread {
  // Written out like this, so that the bundler finds the file.
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), {
    type: 'module',
  });
  const asked = new Map<number, (answer: SearchAnswer) => void>();
  let count = 0;
  worker.onmessage = ({ data }: MessageEvent<SearchReply>) => {
    asked.get(data.ask)?.(data.answer);
    asked.delete(data.ask);
  };
  const post = (request: SearchRequest): void => {
    worker.postMessage(request);
  };
  return {
    put(doc, entries) {
      post({ kind: 'put', doc, entries });
    },
    find(query) {
      const { promise, resolve } = Promise.withResolvers<SearchAnswer>();
      asked.set((count += 1), resolve);
      post({ kind: 'find', ask: count, query });
      return promise;
    },
  };
}
