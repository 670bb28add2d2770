import { enEvidence } from './locales/en-evidence.ts';
import { type EvidenceMessages, esEvidence } from './locales/es-evidence.ts';
import { getLanguage } from './messages.ts';

/** Loaded with what they name. */
export function getEvidenceMessages(): EvidenceMessages {
  return getLanguage() === 'en' ? enEvidence : esEvidence;
}
