import { enInstruments } from './locales/en-instruments.ts';
import {
  type InstrumentsMessages,
  esInstruments,
} from './locales/es-instruments.ts';
import { getLanguage } from './messages.ts';

/** Loaded with the screens of a group's own instruments. */
export function getInstrumentsMessages(): InstrumentsMessages {
  return getLanguage() === 'en' ? enInstruments : esInstruments;
}
