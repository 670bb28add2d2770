export {
  type AskScope,
  askKeysOf,
  openAskNote,
  sealAskNote,
} from './asking.ts';
export { type SealedBlob, openBlob, sealBlob } from './blob.ts';
export {
  type ClientSession,
  clientIdOfClaim,
  startClientSession,
} from './claims.ts';
export { type CutContent, openCut, sealCut } from './cut.ts';
export {
  type EntryDraft,
  type EntryPlaintext,
  type OpenedEntry,
  type SealedEntry,
  type UpdateCodec,
  openEntry,
  sealEntry,
} from './entry.ts';
export {
  type BoxOfDevice,
  type FewScope,
  openForFew,
  sealForFew,
} from './few.ts';
export { createRotation, epochKeysFor } from './epochs.ts';
export { type FoundedSpace, foundSpace } from './found.ts';
export { type InvitationCard } from './invitation-content.ts';
export {
  type InvitationTerms,
  type NewInvitation,
  type ReadInvitation,
  createInvitation,
  provenKeys,
  readInvitation,
  sealInvitation,
} from './invitation.ts';
export {
  type DocumentPeriod,
  type Keyring,
  type SpaceKeys,
  type TaggedKey,
  createKeyring,
  deriveDocumentKey,
  documentCommitment,
  epochCommitment,
  firstEpochCommitment,
  isEpochKey,
} from './keys.ts';
export {
  type LockboxError,
  type LockboxPurpose,
  type LockboxScope,
  openLockbox,
  sealLockbox,
} from './lockbox.ts';
export {
  type OpenedPresence,
  type PresenceDraft,
  openPresence,
  sealPresence,
} from './presence.ts';
export {
  type Profile,
  type RecordSealer,
  type SpaceSettings,
  openProfile,
  openSettings,
  sealProfile,
  sealSettings,
} from './records.ts';
export { type OpenedRegister, openRegister, sealRegister } from './register.ts';
export {
  type SecretDevice,
  openRescueSecret,
  sealRescueSecret,
  secretDevice,
} from './rescue.ts';
export { type OpenError, type Opener, type Sealer } from './sealed.ts';
export {
  type OpenedSnapshot,
  type SealedSnapshot,
  type SnapshotDraft,
  openSnapshot,
  sealSnapshot,
} from './snapshot.ts';
export { openRoundEnvelope, sealRoundEnvelope } from './round-envelope.ts';
