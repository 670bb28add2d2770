import { type Country, type Wording, wordsIn } from '@minga/domain';
import { getLanguage } from './messages.ts';

/** Says what comes with published data as people of that country say it. */
export function speakerOf(country: string): (wording: Wording) => string {
  const where: Country = country === 'PE' ? 'PE' : 'CL';
  const language = getLanguage();
  return (wording) => wordsIn(wording, language, where);
}
