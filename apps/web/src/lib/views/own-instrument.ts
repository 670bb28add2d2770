import type { DocumentId } from '@minga/base';
import {
  freezeInstrument,
  instrumentShape,
  readFrozenVersion,
  readRecord,
} from '@minga/documents';
import {
  type Instrument,
  instrumentOfHash,
  loadInstrument,
  readFrozenInstrument,
} from '@minga/domain';
import type { Space } from '@minga/sync';

/** The version with this hash: published, or frozen in a document of the group. Null while it is not here, or not what it says. */
export async function instrumentWithHash(
  hash: string,
  doc: DocumentId | null,
  space: Space | null,
): Promise<Instrument | null> {
  const published = instrumentOfHash(hash);
  if (published !== null) return loadInstrument(published);
  if (doc === null || space === null) return null;
  const document = await space.openDocument(doc);
  const text =
    (await readFrozenVersion(document.doc, hash)) ??
    (await arriving(document, hash));
  document.close();
  return text === null ? null : readFrozenInstrument(text);
}

const longestWait = 20_000;

/** It may come later than what names it. */
function arriving(
  document: Awaited<ReturnType<Space['openDocument']>>,
  hash: string,
): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const look = () => {
    void readFrozenVersion(document.doc, hash).then((text) => {
      if (text !== null) resolve(text);
    });
  };
  document.doc.on('update', look);
  const timer = setTimeout(() => resolve(null), longestWait);
  return promise.finally(() => {
    clearTimeout(timer);
    document.doc.off('update', look);
  });
}

/** The version a conversation begins with, kept as it is from here on. */
export async function freezeForUse(
  space: Space,
  doc: DocumentId,
): Promise<{ readonly instrument: string; readonly instrumentHash: string }> {
  const document = await space.openDocument(doc);
  const { hash } = await freezeInstrument(document.doc);
  const { id } = readRecord(document.doc, instrumentShape).values;
  await document.settled();
  document.close();
  return { instrument: id.values[0]?.value ?? '', instrumentHash: hash };
}
