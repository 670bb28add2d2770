import { type Bytes, fromBase64Url, toBase64Url } from '@minga/base';

/** What a rescue card and a link for another device say as an address (ENVELOPE §9). */
export function secretToLink(path: string, secret: Bytes): string {
  return `${location.origin}${path}#v1.${toBase64Url(secret)}`;
}

/** Null: it is no such link. */
export function linkToSecret(text: string): Bytes | null {
  const [, written] = /#v1\.([\w-]{22})$/.exec(text.trim()) ?? [];
  const secret = written === undefined ? null : fromBase64Url(written);
  return secret?.length === 16 ? secret : null;
}

/** The secret that came in the address: it must not stay where it can be read, copied or kept in the history. */
export function takeSecret(): Bytes | null {
  const { href, hash, pathname } = location;
  if (hash.length < 2) return null;
  history.replaceState(history.state, '', pathname);
  return linkToSecret(href);
}
