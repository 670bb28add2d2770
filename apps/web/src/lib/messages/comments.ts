import { enComments } from './locales/en-comments.ts';
import { type CommentsMessages, esComments } from './locales/es-comments.ts';
import { getLanguage } from './messages.ts';

export type { CommentsMessages } from './locales/es-comments.ts';

/** Loaded with the questions of colleagues: nobody waits for them to write. */
export function getCommentsMessages(): CommentsMessages {
  return getLanguage() === 'en' ? enComments : esComments;
}
