import type { DOMOutputSpec, Mark } from '@tiptap/pm/model';

const safeAddress = /^(?:https?:\/\/|mailto:|tel:)\S+$/i;
const bareDomain = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/?#:]\S*)?$/u;
const bareMail = /^[^\s@/:]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}$/u;

/** May this stand in a document as a link? Bare domains may: whoever makes the link puts the protocol before them. */
export function isLinkable(address: string): boolean {
  return (
    safeAddress.test(address) ||
    bareDomain.test(address) ||
    bareMail.test(address)
  );
}

/** What a person writes as an address → what is stored; undefined when it is no address we would open. */
export function toAddress(written: string): string | undefined {
  const address = written.trim();
  if (safeAddress.test(address)) return address;
  if (bareMail.test(address)) return `mailto:${address}`;
  return bareDomain.test(address) ? `https://${address}` : undefined;
}

/**
 * A link as it is drawn. The mark comes from other devices, so nothing of it but the address is used: a `class` or a
 * `target` of theirs could dress the link as a part of the app or navigate away from it.
 */
export function renderLink(mark: Mark): DOMOutputSpec {
  const address = addressOf(mark);
  if (address === undefined) return ['a', 0];
  return [
    'a',
    { href: address, target: '_blank', rel: 'noopener noreferrer' },
    0,
  ];
}

export function addressOf(mark: Mark): string | undefined {
  const href: unknown = mark.attrs['href'];
  return typeof href === 'string' ? toAddress(href) : undefined;
}

export interface FoundAddress {
  /** Where in the text, in UTF-16 units. */
  readonly index: number;
  readonly written: string;
  readonly href: string;
}

/** Every address that stands as a word of its own. */
export function findAddresses(text: string): FoundAddress[] {
  return [...text.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
    const found = addressIn(word);
    return found === null ? [] : [{ ...found, index: index + found.index }];
  });
}

/**
 * The address that a word is, apart from the marks around it. A bare domain only with an ending that is common here:
 * after a full stop without a space, "Terminó.La otra" must stay text.
 */
export function addressIn(word: string): FoundAddress | null {
  const [opening = ''] = /^[([{<"'«“‘¿¡]*/.exec(word) ?? [];
  const rest = word.slice(opening.length);
  const closing = rest.includes('(') ? closingMarks : closingMarksAndParens;
  const written = rest.replace(closing, '');
  const isPlain =
    /^(?:https?:\/\/|mailto:)/i.test(written) ||
    bareMail.test(written) ||
    (bareDomain.test(written) && commonDomain.test(written));
  const href = isPlain ? toAddress(written) : undefined;
  return href === undefined ? null : { index: opening.length, written, href };
}

const closingMarks = /[.,;:!?\]}>"'»”’…]+$/;
const closingMarksAndParens = /[.,;:!?)\]}>"'»”’…]+$/;
const commonDomain =
  /^(?:www\.|[^/?#:]+\.(?:com|org|net|edu|gob|gov|info|io|app|ar|bo|br|cl|co|cr|cu|ec|es|gt|hn|mx|pe|pr|py|sv|uy|ve)(?:[/?#:]|$))/i;
