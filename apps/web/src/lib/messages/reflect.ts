import { enReflect } from './locales/en-reflect.ts';
import { type ReflectMessages, esReflect } from './locales/es-reflect.ts';
import { getLanguage } from './messages.ts';

export type { ReflectMessages } from './locales/es-reflect.ts';

/** Loaded with the screens of looking at oneself. */
export function getReflectMessages(): ReflectMessages {
  return getLanguage() === 'en' ? enReflect : esReflect;
}
