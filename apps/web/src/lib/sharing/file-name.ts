const longest = 80;

/** A name every system takes: without what they refuse, nor a dot or a space at its ends. */
export function fileName(title: string, ending: string): string {
  const words = title
    .normalize('NFC')
    .replace(/[\p{C}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '');
  const name = Array.from(words)
    .slice(0, longest)
    .join('')
    .replace(/[. ]+$/, '');
  const isReserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name);
  return `${name === '' || isReserved ? `Minga ${name}`.trim() : name}.${ending}`;
}
