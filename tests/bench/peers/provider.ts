import type { Doc } from 'yjs';

// What we use of y-websocket's client. Its own types are there only once the peers are installed.

interface Provider {
  readonly awareness: {
    setLocalStateField(field: string, value: unknown): void;
  };
  once(event: 'sync', run: () => void): void;
  destroy(): void;
}

export interface ProviderModule {
  readonly WebsocketProvider: new (
    url: string,
    room: string,
    doc: Doc,
    options: object,
  ) => Provider;
}
