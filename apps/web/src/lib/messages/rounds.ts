import { enRounds } from './locales/en-rounds.ts';
import { type RoundsMessages, esRounds } from './locales/es-rounds.ts';
import { getLanguage } from './messages.ts';

export type { RoundsMessages } from './locales/es-rounds.ts';

/** Loaded with the screens of a round. */
export function getRoundsMessages(): RoundsMessages {
  return getLanguage() === 'en' ? enRounds : esRounds;
}
