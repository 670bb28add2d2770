export {
  type ProtocolError,
  compareBytes,
  decoding,
  suite1,
  zeroEntryId,
  zeroHash,
} from './decoding.ts';
export {
  type EntryHeader,
  type EntryKind,
  type Frame,
  type FrameIds,
  type FrameParts,
  decodeFrame,
  encodeEntryHeader,
  encodeFrame,
  frameAad,
  frameIds,
  frameSigningBytes,
  hashFrame,
  maxPending,
} from './frame.ts';
export {
  type FramePredecessor,
  type WireContext,
  type WireFrame,
  decodeWireFrame,
  encodeWireFrame,
  framePredecessor,
} from './wire-frame.ts';
export {
  type Auth,
  type AuthCard,
  type AuthChallenge,
  type AuthCreate,
  type AuthInvite,
  type AuthMember,
  type AuthMode,
  authSigningBytes,
  authSubject,
} from './auth.ts';
export {
  type DocMessage,
  type AskMessage,
  type AskStatus,
  type EphMessage,
  type LogPosition,
  type SnapshotPart,
} from './message-codec.ts';
export {
  type BlobAck,
  type BlobSent,
  type GetBlob,
  type PutBlob,
  type StatBlob,
} from './messages-blob.ts';
export {
  type Append,
  type BlobRequest,
  type ClientMessage,
  type GetEntries,
  type GetSnapshot,
  type Hello,
  type PutKeys,
  type PutRegister,
  type PutSnapshot,
  type Report,
  type Sub,
  type Sync,
  protocolVersion,
} from './messages-client.ts';
export {
  type Ack,
  type ActionNack,
  type Card,
  type CardStatus,
  type Challenge,
  type Changes,
  type ChannelClosed,
  type DocNack,
  type DocumentHead,
  type Entry,
  type Found,
  type KeysSent,
  type Leased,
  type Nack,
  type Pong,
  type Ready,
  type RelayMessage,
  type SnapAck,
  type SnapshotSent,
  type Subbed,
  cardStatuses,
  mostFound,
} from './messages-relay.ts';
export {
  decodeClientMessages,
  decodeRelayMessages,
  encodeClientMessage,
  encodeRelayMessage,
  joinMessages,
} from './messages.ts';
export {
  type LimitName,
  type LimitValue,
  type Limits,
  changesPageSize,
  defaultLimits,
  limitIds,
  limitsBeforeReady,
  limitsFromValues,
  limitsToValues,
  messagesPerSocketMessage,
  slowLineBytes,
  snapshotPartSize,
} from './limits.ts';
export {
  type CloseCode,
  type NackCode,
  closeCodeFor,
  closeCodes,
  isFinalClose,
  nackCodes,
} from './codes.ts';
export {
  type DeviceLockbox,
  type DocumentClass,
  type DocumentHeader,
  type ForFew,
  type SignedDocumentHeader,
  decodeDocumentHeader,
  documentHeaderSigningBytes,
  encodeDocumentHeader,
  isDocumentClass,
} from './document-header.ts';
export { type FrameOfDevice } from './structures.ts';
export {
  type FrontierEntry,
  type Snapshot,
  type SnapshotHeader,
  decodeSnapshot,
  encodeSnapshot,
  snapshotAad,
  snapshotSigningBytes,
} from './snapshot.ts';
export {
  type DeviceCounter,
  type Register,
  type RegisterContent,
  type RegisterHeader,
  type RegisteredDocument,
  decodeRegister,
  decodeRegisterContent,
  encodeRegister,
  encodeRegisterContent,
  registerAad,
  registerSigningBytes,
} from './register.ts';
export {
  type Presence,
  type PresenceScope,
  type PresenceSignature,
  decodePresence,
  encodePresence,
  presenceAad,
  presenceSigningBytes,
} from './presence.ts';
export {
  type Statement,
  type StatementHeader,
  decodeStatement,
  encodeStatement,
  statementSigningBytes,
  statementSubjectSize,
} from './statement.ts';
export {
  type ContentCodec,
  type Plaintext,
  padContent,
  paddedLength,
  unpadContent,
} from './padding.ts';
export {
  type Claim,
  type ClaimOfDevice,
  type EntryContent,
  type SnapshotContent,
  claimSigningBytes,
  decodeEntryContent,
  decodeSnapshotContent,
  encodeEntryContent,
  encodeSnapshotContent,
} from './claims.ts';
export {
  clientIdOf,
  hashBytes,
  indexDocumentId,
  sha256,
} from './derived-ids.ts';
export {
  type Invitation,
  type InvitationLinkError,
  invitationToFragment,
  invitationToLink,
  linkToInvitation,
} from './invitation-link.ts';
