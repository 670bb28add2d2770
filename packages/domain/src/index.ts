export { type NameFault, checkName, isName, longestName } from './names.ts';
export { characterCount, cutText, tidyLine } from './text.ts';
export { type Check, choiceSchema } from './check.ts';
export {
  type Country,
  type SpaceKind,
  countries,
  spaceKinds,
} from './space.ts';
export {
  type MemberProfile,
  type SpaceSettings,
  memberProfileSchema,
  spaceSettingsSchema,
} from './space-settings.ts';
export {
  type CapacityId,
  type CauseAspect,
  type CauseSource,
  type NeedSourceId,
  type ProblemStatus,
  type ProblemTextKey,
  type StandardFramework,
  capacityIds,
  capacitySchema,
  causeAspectSchema,
  causeAspects,
  causeSourceSchema,
  causeSources,
  dueDateSchema,
  isIsoDate,
  longestTitle,
  needSourceSchema,
  needSources,
  problemStatusSchema,
  problemStatuses,
  problemTextKeys,
  responsibleSchema,
  standardFrameworkSchema,
  standardFrameworks,
  standardTextSchema,
  tidyTitle,
  titleSchema,
} from './problem.ts';
export {
  type DocumentKind,
  documentKinds,
  isDocumentKind,
} from './document-kind.ts';
export { type Language, type Wording, wordsIn } from './wording.ts';
export {
  type RichText,
  type TextBlock,
  type TextRun,
  blockText,
  isBlankText,
  plainText,
} from './rich-text.ts';
export {
  type CauseContent,
  type ProblemContent,
  type ReferenceContent,
  type TrialContent,
  causesInOrder,
} from './problem-content.ts';
export { type QuestionContext, problemQuestions } from './problem-questions.ts';
export {
  type ProblemQuestionId,
  problemQuestionBank,
} from './catalogue/problem-questions.ts';
export {
  capacityWords,
  causeAspectWords,
  causeSourceWords,
  problemStatusWords,
} from './catalogue/problem-model.ts';
export type { StandardExample } from './catalogue/standard-examples.ts';
export {
  type CycleModel,
  type CycleStage,
  type ModelFileFault,
  type PlainModel,
  type PlainStage,
  largestModelFile,
  mostStages,
  plainModel,
  readModelFile,
  writeModelFile,
} from './cycle-model.ts';
export { type DaysOff, type SoftDates, proposeDates } from './cycle-dates.ts';
export {
  type CycleModelId,
  cycleModelIds,
  loadCycleModel,
  loadExamplePacks,
  loadGarden,
  loadQuestionBank,
  loadStandards,
} from './catalogue/load.ts';
export {
  type CompanionRole,
  type CompanionRoleId,
  type CompanionSituation,
  companionRoleIds,
  companionRoles,
  suggestedRole,
  uncoveredRole,
} from './catalogue/companion-roles.ts';
export { priorityCriteria } from './catalogue/criteria.ts';
export type { ExamplePack } from './catalogue/packs.ts';
export type { BankQuestion } from './catalogue/question-bank.ts';
export {
  type SharePart,
  shareParts,
  sharedByDefault,
  trashDays,
} from './sharing.ts';
export type { Outline, OutlineItem, OutlineSection } from './outline.ts';
export {
  type OutlineOptions,
  type Speech,
  agreedOutline,
  problemOutline,
  sayDay,
  storyOutline,
} from './problem-outline.ts';
export { type MessageOptions, outlineMessage } from './outline-message.ts';
export { dayAfter, daysSince } from './days.ts';
export {
  type ProgressPoint,
  type ProgressRoute,
  progressRoutes,
} from './progress.ts';
export {
  type RoundEnd,
  type RoundLevel,
  type RoundTextKey,
  isInstrumentId,
  mostInFocus,
  roundEndSchema,
  roundEnds,
  roundLevelSchema,
  roundLevels,
  roundTextKeys,
  stageSchema,
} from './round.ts';
export {
  type CapacityAnswer,
  byDifference,
  decodeAnswers,
  encodeAnswers,
  fitting,
  longestExample,
  longestNext,
  noAnswer,
} from './round-answers.ts';
export {
  type Charter,
  type IdentityRule,
  decodeCharter,
  encodeCharter,
  identityRules,
} from './round-charter.ts';
export {
  type RoundState,
  type RoundStatement,
  type SealedAnswer,
  fewestToOpen,
  judgeRound,
} from './round-opening.ts';
export {
  decodeEnvelopeSubject,
  decodeVoteBody,
  encodeEnvelopeSubject,
  encodeReleaseSubject,
  encodeVoteBody,
  encodeVoteSubject,
  roundStatement,
} from './round-statements.ts';
export type {
  Instrument,
  InstrumentGroup,
  InstrumentPart,
  Scale,
  ScaleStep,
} from './instrument.ts';
export {
  answerScale,
  canonicalInstrument,
  distinctParts,
  isOfWhole,
  partsOf,
  placesOf,
  stagesOf,
} from './instrument-parts.ts';
export {
  type ReflectionOffer,
  reflectionOffers,
} from './catalogue/reflections.ts';
export {
  type InstrumentId,
  instrumentOfHash,
  loadInstrument,
  publishedForGroups,
  publishedInstruments,
} from './catalogue/instruments/all.ts';
export {
  type ExampleCause,
  type ExampleGroup,
  type ExamplePerson,
  type ExampleProblem,
  type ExampleSchool,
  type ExampleThread,
  type ExampleTrial,
  exampleGroup,
} from './catalogue/example.ts';
export {
  type ExampleEvidence,
  type ExampleRound,
  exampleWork,
} from './catalogue/example-work.ts';
export {
  type RescueCardMistake,
  readRescueWords,
  rescueCardWords,
  rescueSecretSize,
  rescueWordsFor,
  secretToWords,
} from './rescue-card.ts';
export { plainLetters } from './rescue-words.ts';
export {
  largestInstrumentFile,
  readFrozenInstrument,
  readInstrumentFile,
  writeInstrumentFile,
} from './instrument-file.ts';
export { safetyWordsOf } from './safety-words.ts';
