import type {
  Bytes,
  DeviceKey,
  DocumentId,
  Hash,
  MemberId,
  Result,
  SpaceId,
} from '@minga/base';
import type {
  AttachmentRef,
  AccessChange,
  DocumentStatus,
  InvitationCard,
  InviteOptions,
  LeftOut,
  MingaError,
  OwnProfile,
  Peer,
  SpaceSummary,
  SpaceView,
  WhyOpen,
  WriteClass,
} from './api.ts';
import type { WaitingView } from './waiting-api.ts';
import type { StatementVerdict } from './statement-reader.ts';

import type {
  DeviceAnswers,
  DeviceRequestKind,
  DeviceRequests,
} from './linking-api.ts';

/** Names one virtual socket: the tab that opened it and a number of that tab. */
export type ChannelId = string & { readonly __channelId: true };

/**
 * What the leader tab does for every tab, itself included. All arguments and answers are structured-cloneable: a
 * follower reaches the same object over a BroadcastChannel (`tab-calls.ts`).
 */
export interface CoreMethods {
  spaces(): Promise<readonly SpaceSummary[]>;
  createSpace(input: {
    readonly name: string;
    readonly kind: string;
    readonly country: string;
    readonly personName: string;
  }): Promise<Result<SpaceId, MingaError>>;
  readInvitation(link: string): Promise<Result<InvitationCard, MingaError>>;
  join(link: string, personName: string): Promise<Result<SpaceId, MingaError>>;
  waiting(): Promise<readonly WaitingView[]>;
  forgetWaiting(space: SpaceId): Promise<void>;
  /** Of this person: sign in, list, remove. */
  devices<K extends DeviceRequestKind>(
    kind: K,
    request: DeviceRequests[K],
  ): Promise<Result<DeviceAnswers[K], MingaError>>;
  view(space: SpaceId): Promise<SpaceView | null>;
  invite(
    space: SpaceId,
    options: InviteOptions,
  ): Promise<
    Result<
      { readonly link: string; readonly onlyThisMachine: boolean },
      MingaError
    >
  >;
  rename(
    space: SpaceId,
    profile: OwnProfile,
  ): Promise<Result<void, MingaError>>;
  keepAttachment(
    space: SpaceId,
    content: Bytes,
  ): Promise<Result<AttachmentRef, MingaError>>;
  readAttachment(
    space: SpaceId,
    ref: AttachmentRef,
  ): Promise<Result<Bytes | null, MingaError>>;
  changeAccess(
    space: SpaceId,
    change: AccessChange,
  ): Promise<Result<void, MingaError>>;
  leftOut(space: SpaceId): Promise<Result<readonly LeftOut[], MingaError>>;
  adopt(space: SpaceId, leftOut: LeftOut): Promise<Result<number, MingaError>>;
  hurry(space: SpaceId): Promise<void>;
  flush(space: SpaceId): Promise<void>;
  indexDocument(
    space: SpaceId,
    writeClass: WriteClass,
  ): Promise<Result<DocumentId, MingaError>>;
  /** `few`: members who may open it beside oneself; null: everybody. */
  createDocument(
    space: SpaceId,
    writeClass: WriteClass,
    few: readonly MemberId[] | null,
  ): Promise<Result<DocumentId, MingaError>>;
  changeFew(
    space: SpaceId,
    doc: DocumentId,
    members: readonly MemberId[],
  ): Promise<Result<void, MingaError>>;
  /** What this device holds of a document, as one Yjs update (v2), and who writes under which device key here. */
  loadDocument(
    space: SpaceId,
    doc: DocumentId,
    why?: WhyOpen,
  ): Promise<Result<LoadedDocument, MingaError>>;
  /** A row of local origin is durable in the store under `key`. Answered once the core has taken note. */
  rowStored(
    space: SpaceId,
    doc: DocumentId,
    key: string,
    row: Bytes,
  ): Promise<void>;
  signStatement(
    space: SpaceId,
    doc: DocumentId,
    draft: StatementDraft,
  ): Promise<Result<Bytes, MingaError>>;
  /** One verdict for each statement, in their order. */
  readStatements(
    space: SpaceId,
    doc: DocumentId,
    statements: readonly Bytes[],
  ): Promise<Result<readonly StatementVerdict[], MingaError>>;
  openChannel(
    channel: ChannelId,
    space: SpaceId,
    doc: DocumentId,
    why?: WhyOpen,
  ): Promise<void>;
  sendToChannel(channel: ChannelId, message: Bytes): Promise<void>;
  closeChannel(channel: ChannelId): Promise<void>;
}

export interface StatementDraft {
  readonly kind: number;
  readonly subject: Bytes;
  readonly bodyHash: Hash;
}

export interface LoadedDocument {
  readonly state: Bytes;
  readonly device: DeviceKey;
  readonly me: MemberId | null;
  readonly authors: Authors;
  readonly status: DocumentStatus;
}

/** ClientIDs that somebody has claimed; null where it is not certain whose they are. */
export type Authors = readonly (readonly [number, MemberId | null])[];

/** What the leader tells all tabs, unasked. */
export type CoreEvent =
  | { readonly kind: 'spaces'; readonly spaces: readonly SpaceSummary[] }
  | { readonly kind: 'view'; readonly view: SpaceView }
  | { readonly kind: 'waiting'; readonly waiting: readonly WaitingView[] }
  /** The store of this device takes no writes (no room); null: it does again. */
  | { readonly kind: 'store-failed'; readonly code: string | null }
  | {
      readonly kind: 'status';
      readonly space: SpaceId;
      readonly doc: DocumentId;
      readonly status: DocumentStatus;
    }
  | {
      readonly kind: 'peers';
      readonly space: SpaceId;
      readonly doc: DocumentId;
      readonly peers: readonly Peer[];
    }
  /** All of them, each time one more is known. */
  | {
      readonly kind: 'authors';
      readonly space: SpaceId;
      readonly doc: DocumentId;
      readonly authors: Authors;
    }
  /** [E22] Tabs that have it open hold what the log does not say. */
  | {
      readonly kind: 'replaced';
      readonly space: SpaceId;
      readonly doc: DocumentId;
    }
  /** It has come, or has been sent. */
  | {
      readonly kind: 'attachment';
      readonly space: SpaceId;
      readonly name: Hash;
    }
  | {
      readonly kind: 'channel-opened';
      readonly channel: ChannelId;
      /** Under which key this device writes now. */
      readonly device: DeviceKey;
    }
  | {
      readonly kind: 'channel-message';
      readonly channel: ChannelId;
      readonly message: Bytes;
    }
  | {
      readonly kind: 'channel-closed';
      readonly channel: ChannelId;
      readonly code: number;
    };

export interface CorePort {
  readonly methods: CoreMethods;
  listen(listener: (event: CoreEvent) => void): () => void;
}
