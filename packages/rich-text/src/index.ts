export { mountRichText } from './mount.tsx';
export type {
  PresenceChange,
  PresenceState,
  RichTextIsland,
  RichTextOptions,
  RichTextPerson,
  RichTextPosition,
  RichTextWords,
  SharedAwareness,
} from './options.ts';
