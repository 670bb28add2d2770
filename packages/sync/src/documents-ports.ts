import type { Bytes, DocumentId, LogId, SpaceId } from '@minga/base';
import type { LogPosition } from '@minga/protocol';
import type { LocalStore, StoreGuard } from '@minga/store';
import type { WhyOpen } from './api.ts';
import type { DataSaver } from './data-saver.ts';
import type { DocumentHeaders } from './document-headers.ts';
import type {
  DocumentEngine,
  DocumentEnginePorts,
  EngineStatus,
} from './engine-ports.ts';
import type {
  DocumentHead,
  LinkEvents,
  RelayLink,
  SyncAnswer,
} from './relay-link.ts';

export interface SpaceDocuments {
  /** Documents with rows that are not yet sealed or acknowledged, and the heads known from earlier connections. */
  load(): Promise<void>;
  use(doc: DocumentId, why?: WhyOpen): Promise<DocumentEngine>;
  /** Once for each `use`, for the same reason. */
  release(doc: DocumentId, why?: WhyOpen): void;
  loaded(): readonly {
    readonly doc: DocumentId;
    readonly engine: DocumentEngine;
  }[];
  engineIfLoaded(doc: DocumentId): DocumentEngine | null;
  /** Nothing is known of it at the relay that has not come. */
  isAtHead(doc: DocumentId): boolean;
  /** The document is new here: put its record, then subscribe. */
  announce(doc: DocumentId): void;
  headsWrite(heads: readonly DocumentHead[]): {
    readonly kind: 'put';
    readonly table: 'meta';
    readonly key: string;
    readonly value: Bytes;
  }[];
  /** The last entry that this device knows to be in that log. */
  latest(logId: LogId): LogPosition | null;
  /** [P12] It goes by the same name and is another one: all is counted from 0 in it. */
  forgetPlaces(logId: LogId): Promise<void>;
  synced(answer: SyncAnswer): Promise<void>;
  linkDown(): void;
  readonly events: Pick<
    LinkEvents,
    | 'changed'
    | 'subscribed'
    | 'header'
    | 'headerRefused'
    | 'entry'
    | 'head'
    | 'channelClosed'
  >;
  membershipChanged(): void;
  /** Keys have come. */
  keysChanged(): void;
  status(): readonly EngineStatus[];
  flush(): Promise<void>;
  stop(): Promise<void>;
}

export interface SpaceDocumentsPorts {
  readonly space: SpaceId;
  readonly store: LocalStore;
  readonly guard: StoreGuard;
  readonly headers: DocumentHeaders;
  readonly link: () => RelayLink;
  readonly nowMs: () => number;
  readonly after: (ms: number, task: () => void) => () => void;
  /** Builds the engine of a document; what it says to the relay goes through the link. */
  engine(
    doc: DocumentId,
    wire: Pick<DocumentEnginePorts, 'append' | 'resubscribe' | 'fetch'>,
  ): DocumentEngine;
  /** Before the log of a document is asked for what is new in it. */
  asking(doc: DocumentId, engine: DocumentEngine): void;
  /** Told after anything that may change what a screen shows. */
  changed(doc: DocumentId): void;
  readonly dataSaver: DataSaver;
}
