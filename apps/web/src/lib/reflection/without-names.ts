const shortest = 3;

/**
 * Text without the names it is known to hold, whole or by their parts ("Rosa" of "Rosa Quispe"), whatever the case and accents.
 * It helps, and promises nothing: who is meant may show in a place or a day.
 */
export function withoutNames(
  text: string,
  names: readonly string[],
  instead: string,
): string {
  const parts = new Set(
    names
      .flatMap((name) => name.split(/[^\p{L}]+/u))
      .filter((part) => part.length >= shortest && /^\p{Lu}/u.test(part))
      .map(plain),
  );
  if (parts.size === 0) return text;
  // A row of names is one person.
  return text.normalize('NFC').replace(/\p{L}+(?:\s+\p{L}+)*/gu, (run) =>
    run
      .split(/(\s+)/)
      .reduce<string[]>((kept, word) => {
        const isName = parts.has(plain(word)) && /^\p{Lu}/u.test(word);
        const last = kept.at(-1) === instead || kept.at(-2) === instead;
        if (!isName) return [...kept, word];
        return last && /^\s+$/.test(kept.at(-1) ?? '')
          ? kept.slice(0, -1)
          : [...kept, instead];
      }, [])
      .join(''),
  );
}

function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
