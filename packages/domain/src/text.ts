// Bidi controls too: they make a name read as another one.
const unseen = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
const unseenRuns = new RegExp(`${unseen.source}+`, 'gu');

/** One line as a person means it: composed letters, single spaces, none at the ends. */
export function tidyLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(unseenRuns, '')
    .replace(/ +/gu, ' ')
    .normalize('NFC')
    .trim();
}

export function hasUnseenCharacters(text: string): boolean {
  return unseen.test(text);
}

/** Counts code points: an emoji is not two letters. */
export function characterCount(text: string): number {
  return Array.from(text).length;
}

/** Cut at a code point, so that no half of a surrogate pair is left. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  return Array.from(text).slice(0, max).join('');
}
