import type { DataSaver } from './data-saver.ts';
import type {
  Bytes,
  Clock,
  DeviceKey,
  DocumentId,
  Hash,
  MemberId,
  Random,
  SpaceId,
} from '@minga/base';
import type { Signer, Verify } from '@minga/membership';
import type { DocumentClass } from '@minga/protocol';
import type { LocalStore, StoreError, StoreGuard } from '@minga/store';
import type { SpaceView } from './api.ts';
import type { DocumentHeaders } from './document-headers.ts';
import type { EntryDecoder } from './entry-decoder.ts';
import type { LogAgreement, RegisteredLog } from './log-agreement.ts';
import type { LazyAttachments } from './lazy-attachments.ts';
import type { MembershipLog } from './membership-log.ts';
import type { RelayLink } from './relay-link.ts';
import type { SpaceDocuments } from './space-documents.ts';
import type { SpaceSecrets } from './space-secrets.ts';
import type { Endorsement, SpaceSnapshots } from './space-snapshots.ts';
import type { Transport } from './transport.ts';

export interface SpaceCorePorts {
  readonly space: SpaceId;
  readonly store: LocalStore;
  readonly guard: StoreGuard & { readonly kind: 'fence' };
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: Transport;
  readonly verify: Verify;
  readonly decoder: EntryDecoder;
  readonly secrets: SpaceSecrets;
  /** WebSocket address of the home relay, and the host that AUTH names. */
  readonly relay: { readonly url: string; readonly audience: string };
  readonly dataSaver: DataSaver;
  endorsements(doc: DocumentId): readonly Endorsement[];
  registeredLogs(): readonly RegisteredLog[];
  viewChanged(): void;
  documentChanged(doc: DocumentId): void;
  attachmentChanged(name: Hash): void;
  documentReplaced(doc: DocumentId): void;
  presence(doc: DocumentId, presence: Bytes): void;
  register(register: Bytes): void;
  storeFailed(error: StoreError | null): void;
  /** [E5] This device has another key here now: the core is to be built anew from the store. */
  keyChanged(): void;
}

/** A space in the leader tab: its log of members, its link, its documents. */
export interface SpaceCore {
  readonly space: SpaceId;
  readonly log: MembershipLog;
  readonly agreement: LogAgreement;
  readonly headers: DocumentHeaders;
  readonly documents: SpaceDocuments;
  readonly snapshots: SpaceSnapshots;
  readonly link: RelayLink;
  readonly attachments: LazyAttachments;
  readonly signer: Signer;
  readonly secrets: SpaceSecrets;
  load(): Promise<void>;
  start(): void;
  view(): Promise<SpaceView>;
  me(): MemberId | null;
  memberOf(device: DeviceKey): MemberId | null;
  indexDocument(documentClass: DocumentClass): Promise<DocumentId | null>;
  /** `few`: who may open it, all of them members; null: everybody. */
  createDocument(
    documentClass: DocumentClass,
    few: readonly MemberId[] | null,
  ): Promise<DocumentId | null>;
  /** Signs, keeps and offers an action. */
  act(bytes: Bytes): Promise<boolean>;
  relayTimeMs(): number;
  stop(): Promise<void>;
}
