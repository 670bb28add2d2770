import { type Result, err, ok } from '@minga/base';
import { characterCount, hasUnseenCharacters, tidyLine } from './text.ts';

export const longestName = 80;

export type NameFault = 'empty' | 'too-long' | 'control-characters';

/** A person's or a group's name as it will be kept: what came in, tidied, or why it cannot be a name. */
export function checkName(text: string): Result<string, NameFault> {
  // White space of any kind becomes a space; what is left and cannot be seen was not typed by accident.
  if (hasUnseenCharacters(text.replace(/\s+/gu, ' ')))
    return err('control-characters');
  const name = tidyLine(text);
  if (name === '') return err('empty');
  if (characterCount(name) > longestName) return err('too-long');
  return ok(name);
}

export function isName(text: string): boolean {
  const checked = checkName(text);
  return checked.ok && checked.value === text;
}
