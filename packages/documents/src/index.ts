export type { Doc, XmlFragment } from 'yjs';
export {
  type Origin,
  type Source,
  isRowOrigin,
  isTagged,
  origins,
} from './origin.ts';
export { createDoc } from './new-doc.ts';
export { type Ulid, createUlidSource, isUlid, ulidTime } from './ulid.ts';
export {
  type Check,
  type RegisterKey,
  type RegisterReading,
  type RegisterValue,
  type Version,
  longestRegisterText,
  readRegister,
  settledValue,
  writeRegister,
} from './register.ts';
export {
  type KeyedList,
  type Place,
  addItem,
  indentItem,
  itemOf,
  moveItem,
  moveItemDown,
  moveItemUp,
  outdentItem,
  removeItem,
  removedItems,
  restoreItem,
} from './keyed-list.ts';
export { type Placement, type TreeNode, readTree } from './tree.ts';
export {
  type DocumentChange,
  type Migration,
  isFromNewerClient,
  migrateDocument,
  readSchema,
} from './document-schema.ts';
export {
  type CauseView,
  type ProblemView,
  type ReferenceLine,
  type ReferenceView,
  type TrialView,
  causeField,
  isProblemReadOnly,
  observeProblem,
  problemFragment,
  problemMigrations,
  problemSchema,
  readProblem,
  startProblem,
  trialField,
} from './problem-document.ts';
export type { ListEdits } from './list-edits.ts';
export {
  type EvidenceContent,
  type EvidenceFile,
  type EvidenceView,
  editEvidence,
  readEvidence,
} from './evidence.ts';
export { type ProblemEdits, editProblem } from './problem-edits.ts';
export {
  type ItemEdits,
  type ItemView,
  type ListShape,
  type RecordEdits,
  type RecordShape,
  type RecordView,
  editRecord,
  itemField,
  observeRecord,
  readRecord,
  recordFragment,
  startRecord,
} from './record.ts';
export {
  type CycleEdits,
  type CycleShape,
  type CycleStatus,
  type CycleView,
  type StageView,
  cycleMigrations,
  cycleShape,
  linesOf,
  modelOfCycle,
  stagesInOrder,
  startCycle,
} from './cycle-document.ts';
export {
  type PlanEdits,
  type PlanShape,
  type PlanView,
  planMigrations,
  planShape,
} from './plan-document.ts';
export {
  type InstrumentShape,
  type PartView,
  instrumentShape,
  stageSlots,
  startInstrument,
} from './instrument-document.ts';
export {
  freezeInstrument,
  frozenVersions,
  isFrozen,
  readFrozenVersion,
} from './instrument-versions.ts';
export { deeperShape, linkOf, noteStatus } from './problem-deeper.ts';
export {
  type IndexEdits,
  type IndexEntry,
  type IndexView,
  editIndex,
  indexMigrations,
  indexSchema,
  observeIndex,
  readIndex,
} from './index-document.ts';
export {
  type IndexOrder,
  indexOrders,
  isListed,
  isStillInTrash,
  sortEntries,
} from './index-lists.ts';
export {
  type ProblemCopy,
  copyProblem,
  duplicatedParts,
} from './problem-copy.ts';
export {
  type CommentsEdits,
  type CommentsView,
  type MessageView,
  type ThreadKind,
  type ThreadView,
  commentsMigrations,
  commentsSchema,
  editComments,
  joinComments,
  membersWhoToo,
  readComments,
  startComments,
  threadKinds,
} from './comments.ts';
export {
  type RoundCapacityView,
  type RoundEdits,
  type RoundRoad,
  type RoundStart,
  type RoundView,
  type SignMark,
  type StepPlace,
  editRound,
  observeRound,
  readRound,
  roundField,
  roundFragment,
  signMarks,
  startRound,
} from './round-document.ts';
export {
  type ReflectionEdits,
  type ReflectionFlag,
  type ReflectionMode,
  type ReflectionView,
  editReflection,
  observeReflection,
  readReflection,
  reflectionField,
  reflectionFragment,
  startReflection,
} from './reflection-document.ts';
export { addSeal, readSeals } from './round-seals.ts';
export {
  keepKey,
  readDraft,
  readKey,
  startOwnAnswers,
  writeDraft,
} from './own-answers.ts';
export {
  type Example,
  type ExampleDocument,
  buildExample,
  exampleId,
} from './example.ts';
export {
  type Provenance,
  type Share,
  copyMark,
  nextVersion,
  readProvenance,
  readShares,
  recordShare,
  shareProblem,
} from './problem-share.ts';
export {
  type PlainText,
  editPlainText,
  mapOffset,
  readPlainText,
} from './plain-text.ts';
export { fragmentText } from './fragment-text.ts';
export { fragmentBlocks } from './fragment-blocks.ts';
export { readProblemContent } from './problem-content.ts';
export { caretAt, caretOffset } from './caret.ts';
export type { Caret, FieldPath, PresenceState } from './presence.ts';
export {
  type OwnDevicesContent,
  type OwnDevicesEdits,
  editOwnDevices,
  readOwnDevices,
} from './own-devices.ts';
