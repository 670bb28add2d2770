import type {
  Bytes,
  DeviceKey,
  DocumentId,
  Hash,
  InviteId,
  MemberId,
  Result,
  SpaceId,
} from '@minga/base';
import type { Right } from '@minga/membership';
import type {
  DeviceAnswers,
  DeviceRequestKind,
  DeviceRequests,
} from './linking-api.ts';
import type { SpaceAttachments } from './attachments-api.ts';
import type { OwnProfile } from './own-profile.ts';
import type { OverreachView } from './overreach.ts';
import type { ArrivalView } from './space-arrivals.ts';
import type {
  DeletionView,
  WaitingMemberView,
  WaitingView,
} from './waiting-api.ts';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';

export type { AttachmentRef, SpaceAttachments } from './attachments-api.ts';
export type { OwnProfile } from './own-profile.ts';

/** The store contract of Svelte: calls `run` at once with the present value, then at every change. */
export interface Observable<T> {
  subscribe(run: (value: T) => void): () => void;
}

/** Codes for machines; the sentences for people are in the app's table of messages. */
export type MingaErrorCode =
  | 'not-a-link'
  | 'link-cut'
  | 'link-newer'
  | 'invitation-expired'
  | 'invitation-used'
  | 'invitation-revoked'
  | 'invitation-unknown'
  | 'relay-unreachable'
  | 'relay-refused'
  | 'newer-app-needed'
  | 'already-member'
  /** Somebody has to let her in ([P39]): `Minga.waiting` has it from now on. */
  | 'approval-awaited'
  | 'no-right'
  | 'last-steward'
  | 'unknown-space'
  | 'storage-full'
  | 'storage-failed'
  | 'browser-unsupported'
  | 'failed';

export interface MingaError {
  readonly code: MingaErrorCode;
  /** For the log of a developer; never shown. */
  readonly detail?: string;
  /** For 'already-member': where to go. */
  readonly space?: SpaceId;
}

/** Who invites, to what, how many read it: shown before the name is asked. Reading it uses nothing up. */
export interface InvitationCard {
  readonly group: string;
  readonly kind: string;
  readonly inviter: string;
  readonly readers: number;
  readonly space: SpaceId;
}

/** Whether this browser keeps what is written: a banner says so when it does not. */
export type StorageHealth = 'persistent' | 'best-effort' | 'memory-only';

/** The owner of the socket is this tab or another one of the same browser; the app works the same in both. */
export type TabRole = 'leader' | 'follower';

export interface SpaceSummary {
  readonly id: SpaceId;
  readonly name: string;
  readonly kind: string;
}

/** What a member may do. On screen: cuida · miembro · acompaña · lectura. */
export type MemberRight = 'steward' | 'writer' | 'companion' | 'reader';

export interface MemberView {
  readonly id: MemberId;
  readonly name: string;
  /** What she does, and where, in her own words; empty when she has not said. */
  readonly cargo: string;
  readonly school: string;
  readonly self: boolean;
  readonly right: MemberRight;
  /** When the right ends, ms since 1970; 0: never. */
  readonly until: number;
  readonly devices: readonly DeviceKey[];
}

/** Somebody who does not belong any more, and is still named in what she wrote. */
export interface FormerMemberView {
  readonly id: MemberId;
  readonly name: string;
  readonly departure: 'removed' | 'left';
  /** Who removed her; herself when she left. */
  readonly by: MemberId;
}

/** An invitation that may still be used. */
export interface InvitationView {
  readonly id: InviteId;
  readonly by: MemberId;
  readonly right: MemberRight;
  readonly expires: number;
  readonly usesLeft: number;
}

/** One change of who belongs or what they may do. */
export type AccessChange =
  | {
      readonly kind: 'right';
      readonly member: MemberId;
      readonly right: MemberRight;
      /** ms since 1970; 0: without an end. */
      readonly until: number;
    }
  | { readonly kind: 'remove'; readonly member: MemberId }
  | { readonly kind: 'leave' }
  | {
      readonly kind: 'approve' | 'turn-away';
      readonly device: DeviceKey;
    }
  /** Nobody writes from then on; for good. */
  | { readonly kind: 'close' }
  /** The relay erases it after seven days, until when 'keep' takes it back. */
  | { readonly kind: 'delete' | 'keep' }
  | { readonly kind: 'revoke-invitation'; readonly invite: InviteId }
  | {
      readonly kind: 'settings';
      readonly name: string;
      readonly groupKind: string;
      readonly country: string;
    };

export type Connection =
  'offline' | 'connecting' | 'catching-up' | 'live' | 'refused';

/** [E33] A document that only some members can open, this device among theirs. Its title is only in itself. */
export interface DocumentForFew {
  readonly id: DocumentId;
  readonly writeClass: WriteClass;
  readonly members: readonly MemberId[];
}

/** Structured-cloneable: followers receive it from the leader tab as it is. */
export interface SpaceView {
  readonly id: SpaceId;
  readonly name: string;
  readonly kind: string;
  readonly country: string;
  readonly me: MemberId | null;
  readonly members: readonly MemberView[];
  readonly former: readonly FormerMemberView[];
  readonly invitations: readonly InvitationView[];
  readonly waiting: readonly WaitingMemberView[];
  /** Nobody writes any more. */
  readonly closed: boolean;
  readonly deletion: DeletionView | null;
  readonly connection: Connection;
  readonly refusedCode: number | null;
  /** The log holds something this build does not carry out: nothing is written until the app is updated. */
  readonly readOnly: boolean;
  /** Bytes of this device were met that this device did not write (a copied browser profile). */
  readonly deviceDuplicated: boolean;
  readonly unsent: number;
  readonly refused: number;
  readonly held: number;
  readonly quarantined: number;
  /** [E16], [E19] Who tried what her right does not allow, with the help of the relay: none of it counts. */
  readonly overreaching: readonly OverreachView[];
  /** [P34] Open documents, and the log of members, of which others hold more than the relay hands over. */
  readonly withheld: number;
  /** [E6] What the relay says of members contradicts what this device holds: nothing is sent until it agrees again. */
  readonly forked: boolean;
  /** [E24] Members of whom a device holds another log of members than this one. */
  readonly differing: readonly MemberId[];
  /** What others wrote while this device was away; it stays until the next time it was. Empty on the first contact. */
  readonly arrived: readonly ArrivalView[];
  /** No index lists them. */
  readonly forFew: readonly DocumentForFew[];
  /** Difference between this device's clock and the relay's, ms; null before the first contact. */
  readonly clockSkewMs: number | null;
}

/** What the three words say of one document. */
export interface DocumentStatus {
  /** 'here': on this device only · 'sent': the relay has it durably · 'held-by': members whose devices have it. */
  readonly word: 'here' | 'sent' | 'held-by';
  readonly members: number;
  readonly haveIt: number;
  readonly unsent: number;
  readonly refused: number;
  /** What was written last is in this window only, for the device did not take it: no room, or its store failed. */
  readonly unkept: 'no-room' | 'failed' | null;
  /** The log's head has been reached since this connection began; false offline. */
  readonly caughtUp: boolean;
  /** [E22] It stands on a snapshot that only its maker vouches for: "sin confirmar". */
  readonly unconfirmed: boolean;
  /** A newer app wrote it: shown, not edited, the editor is not mounted. */
  readonly readOnly: boolean;
}

/** 'glance': a list says a line of it. While data is saved it shows what this device has and brings nothing. */
export type WhyOpen = 'work' | 'glance';

/** Which documents a right may write (ENVELOPE E19): a reader comments and writes nothing else. */
export type WriteClass = 'school' | 'accompaniment' | 'comments' | 'steward';

/** Whose a clientID is; null while nobody has claimed it, or when that is not certain ([E10]). */
export type MemberOf = (clientId: number) => MemberId | null;

export interface Peer {
  readonly clientId: number;
  readonly member: MemberId;
  readonly name: string;
  readonly field: string | null;
}

/** [E26] What somebody has decided, signed by her: true, of this document, by who could do so when she signed. */
export interface StatementView {
  /** Names it: SHA-256 of its bytes. */
  readonly hash: Hash;
  /** What kind of decision, in the words of the document's kind. */
  readonly kind: number;
  readonly subject: Bytes;
  /** SHA-256 of what was decided. */
  readonly bodyHash: Hash;
  readonly member: MemberId;
  readonly device: DeviceKey;
  /** Hers when she signed. Whether it suffices is the document's to say. */
  readonly right: Right;
  /** How far she knew the membership log. */
  readonly seenIndex: number;
}

/**
 * Null for bytes that are no true statement of this document, and for those not yet looked at: each is verified once, and
 * `OpenDocument.statements` changes when that is done.
 */
export type ReadStatement = (statement: Uint8Array) => StatementView | null;

export interface OpenDocument {
  readonly id: DocumentId;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly status: Observable<DocumentStatus>;
  readonly peers: Observable<readonly Peer[]>;
  /** Changes as claims come: what was nobody's may be somebody's. */
  readonly memberOf: Observable<MemberOf>;
  /** [E26] What a person decides counts only if it reads here. Changes as statements are verified. */
  readonly statements: Observable<ReadStatement>;
  /**
   * [E22] What was shown early has turned out to be false, and `doc` still holds it: nothing reaches it any more. Once
   * `settled`, it is to be closed and opened again; what was written in it is kept.
   */
  readonly replaced: Observable<boolean>;
  /**
   * [E26] What the person decides, signed by this device, to be put into `doc` as it is. `kind`: one byte; `subject`: at
   * most 1 KiB, for all who read the document; of `body` only the hash is in it. Works offline; 'relay-unreachable' is who
   * has just joined and is not in the log of members yet.
   */
  sign(
    kind: number,
    subject: Uint8Array,
    body: Uint8Array,
  ): Promise<Result<Bytes, MingaError>>;
  /** Resolves when everything written so far is durable on this device. */
  settled(): Promise<void>;
  close(): void;
}

export interface InviteOptions {
  readonly days: number;
  readonly uses: number;
  /** 'writer' when not said. */
  readonly right?: MemberRight;
  /** Who comes waits until somebody lets her in. */
  readonly approval?: boolean;
  /** When the right that it gives ends, ms since 1970; 0, and when not said: without an end. */
  readonly until?: number;
}

export interface Space {
  readonly id: SpaceId;
  readonly view: Observable<SpaceView>;
  /** The index document of the group: titles of its problems. One for each class; 'school' when not said. */
  openIndex(writeClass?: WriteClass): Promise<OpenDocument>;
  openDocument(id: DocumentId, why?: WhyOpen): Promise<OpenDocument>;
  /**
   * Hears of each document of which this device may hold something else than before, open or not; more often than it has
   * changed, for how far it has come is told the same way.
   */
  onDocumentChange(listener: (id: DocumentId) => void): () => void;
  /** A new document; `template` is applied by this device as its first row. 'no-right' when one may not write that class. */
  createDocument(
    template?: (doc: Y.Doc) => void,
    writeClass?: WriteClass,
  ): Promise<Result<DocumentId, MingaError>>;
  /**
   * [E33] The same, for these members and oneself: nobody else can open it, nor learn what it is called. That it exists,
   * and for whose devices, is known to all. Not to be listed in an index.
   */
  createDocumentForFew(
    members: readonly MemberId[],
    template?: (doc: Y.Doc) => void,
    writeClass?: WriteClass,
  ): Promise<Result<DocumentId, MingaError>>;
  /**
   * Who opens it from here on: these members, and oneself. Who is added reads all of it; who is taken off keeps what she
   * has. Needs the relay: 'relay-unreachable' otherwise. 'no-right' for who is not among its few, or may not write it.
   */
  changeFew(
    id: DocumentId,
    members: readonly MemberId[],
  ): Promise<Result<void, MingaError>>;
  /** The link to send; the secret is in its fragment. Works offline: the relay learns of it later. */
  invite(
    options: InviteOptions,
  ): Promise<
    Result<
      { readonly link: string; readonly onlyThisMachine: boolean },
      MingaError
    >
  >;
  rename(profile: string | OwnProfile): Promise<Result<void, MingaError>>;
  readonly attachments: SpaceAttachments;
  /**
   * 'no-right', or 'last-steward' when nobody would be left to look after the group. Works offline; who is removed is out
   * once the relay has heard of it, and the keys change then.
   */
  changeAccess(change: AccessChange): Promise<Result<void, MingaError>>;
  /** [E29] What somebody who has gone wrote, and none of us had when she went: on this device, and in no document. */
  leftOut(): Promise<Result<readonly LeftOut[], MingaError>>;
  /**
   * [E29] Puts it into its document under this person's name, as far as what it stands on is there. Answers how many entries
   * it was. 'no-right' for who may not write there.
   */
  adopt(leftOut: LeftOut): Promise<Result<number, MingaError>>;
  /** Connect now instead of after the backoff. */
  hurry(): void;
  /** Send at once what waits (the page is being hidden). */
  flush(): void;
}

/** Of one document and one person. */
export interface LeftOut {
  readonly doc: DocumentId;
  /** Null: nobody knows whose device it was. */
  readonly member: MemberId | null;
  /** What it would put there, as far as it is text. */
  readonly text: string;
  readonly entries: readonly Hash[];
}

/** One per tab: the whole of Minga below the screens. */
export interface Minga {
  readonly role: Observable<TabRole>;
  readonly storage: StorageHealth;
  readonly spaces: Observable<readonly SpaceSummary[]>;
  /** Of kind 'cuaderno' there is one: asked for again, its id is the answer. */
  createSpace(input: {
    readonly name: string;
    readonly kind: string;
    readonly country: string;
    readonly personName: string;
  }): Promise<Result<SpaceId, MingaError>>;
  readInvitation(link: string): Promise<Result<InvitationCard, MingaError>>;
  join(link: string, personName: string): Promise<Result<SpaceId, MingaError>>;
  /** Groups she has asked to be let into; one leaves the list when she is in. */
  readonly waiting: Observable<readonly WaitingView[]>;
  /** She has read the answer, or does not want to wait any more. */
  forgetWaiting(space: SpaceId): Promise<void>;
  /** The devices of this person, and her rescue card: `createOwnDevices` puts them together. */
  devices<K extends DeviceRequestKind>(
    kind: K,
    request: DeviceRequests[K],
  ): Promise<Result<DeviceAnswers[K], MingaError>>;
  /** Null while the space is not on this device. */
  space(id: SpaceId): Space | null;
  close(): Promise<void>;
}
