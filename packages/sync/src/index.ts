export type {
  DeletionView,
  WaitingMemberView,
  WaitingView,
} from './waiting-api.ts';
export type { ArrivalView } from './space-arrivals.ts';
export {
  type AttachmentRef,
  type AccessChange,
  type LeftOut,
  type Connection,
  type DocumentForFew,
  type DocumentStatus,
  type FormerMemberView,
  type InvitationCard,
  type InvitationView,
  type InviteOptions,
  type MemberOf,
  type MemberRight,
  type MemberView,
  type Minga,
  type MingaError,
  type MingaErrorCode,
  type Observable,
  type OpenDocument,
  type OwnProfile,
  type Peer,
  type ReadStatement,
  type Space,
  type SpaceSummary,
  type SpaceView,
  type StatementView,
  type StorageHealth,
  type TabRole,
  type WriteClass,
} from './api.ts';
export { threadDecoder } from './decode-thread.ts';
export { type EntryDecoder, inlineDecoder } from './entry-decoder.ts';
export { type Faults, faultyTransport } from './faulty-transport.ts';
export { deafEvents } from './deaf-events.ts';
export { type MemorySpaceContent, createMemorySpace } from './memory-space.ts';
export { type MingaPorts, openMinga } from './minga.ts';
export type { OverreachView } from './overreach.ts';
export { type Writable, writable } from './observable.ts';
export {
  type ProfileCorePorts,
  type RelayAddress,
  createProfileCore,
} from './profile-core.ts';
export type {
  AppendAnswer,
  LinkEvents,
  LinkState,
  ReceivedEntry,
  RelayLink,
} from './relay-link.ts';
export type { DataSaver } from './data-saver.ts';
export { type SpaceLinkPorts, createSpaceLink } from './space-link.ts';
export type { TabBus } from './tab-calls.ts';
export type { LeadingCore } from './tab-core.ts';
export type { Locks } from './tab-leader.ts';
export type {
  Transport,
  TransportEvents,
  TransportSocket,
} from './transport.ts';
export { websocketTransport } from './websocket-transport.ts';
export type { FoundCard } from './linking-api.ts';
export {
  type OwnDeviceView,
  type OwnDevicesView,
  type PersonDevices,
  openPersonDevices,
  withLinked,
} from './rescue-devices.ts';
export {
  type Restored,
  linkWith,
  notebookOf,
  readCard,
  restoreWithCard,
} from './rescue-restore.ts';
