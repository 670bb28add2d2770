import { toHex, utf8 } from '@minga/base';
import { canonicalInstrument } from '@minga/domain';
import type * as Y from 'yjs';
import { draftInstrument } from './instrument-document.ts';

interface FrozenVersion {
  readonly hash: string;
  readonly text: string;
  readonly version: number;
}

/** The highest version last. Two that were frozen apart may have one number; their hashes and who agreed tell them apart. */
export function frozenVersions(doc: Y.Doc): readonly FrozenVersion[] {
  const found: FrozenVersion[] = [];
  doc.getMap('frozen').forEach((text, hash) => {
    if (typeof text !== 'string') return;
    const version = Number(/"version":(\d{1,6})/.exec(text)?.[1] ?? 0);
    if (version > 0) found.push({ hash, text, version });
  });
  return found.sort(
    (a, b) => a.version - b.version || (a.hash < b.hash ? -1 : 1),
  );
}

/** The version with this hash, if it is here and is what its hash says; a key anybody may write is no proof. */
export async function readFrozenVersion(
  doc: Y.Doc,
  hash: string,
): Promise<string | null> {
  const text: unknown = doc.getMap('frozen').get(hash);
  return typeof text === 'string' && (await hashOf(text)) === hash
    ? text
    : null;
}

/** The hash of what stands now: an earlier version where nothing has changed since, else the next one, kept from here on. */
export async function freezeInstrument(doc: Y.Doc): Promise<FrozenVersion> {
  const known = frozenVersions(doc);
  for (const one of known.toReversed()) {
    const again = canonicalInstrument(draftInstrument(doc, one.version));
    if (again === one.text) return one;
  }
  const version = 1 + (known.at(-1)?.version ?? 0);
  const text = canonicalInstrument(draftInstrument(doc, version));
  const hash = await hashOf(text);
  doc.getMap('frozen').set(hash, text);
  return { hash, text, version };
}

/** Whether the last version is what stands now. */
export function isFrozen(doc: Y.Doc): boolean {
  const last = frozenVersions(doc).at(-1);
  return (
    last !== undefined &&
    canonicalInstrument(draftInstrument(doc, last.version)) === last.text
  );
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', utf8(text));
  return toHex(new Uint8Array(digest));
}
