import type { Country } from './space.ts';

/** Text that comes with published data. `pe`: where Peru says it with other words. */
export interface Wording {
  readonly es: string;
  readonly pe?: string;
  readonly en: string;
}

export type Language = 'es' | 'en';

export function wordsIn(
  wording: Wording,
  language: Language,
  country: Country,
): string {
  if (language === 'en') return wording.en;
  return country === 'PE' ? (wording.pe ?? wording.es) : wording.es;
}
