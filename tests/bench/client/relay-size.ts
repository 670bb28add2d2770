import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentId, SpaceId } from '@minga/base';
import { openSqliteLog } from '@minga/server';

export interface RelayLogSize {
  readonly entries: number;
  readonly bytes: number;
  /** After the newest snapshot; all of them while there is none. */
  readonly entriesAfterSnapshot: number;
  /** 0 while there is none. */
  readonly snapshotBytes: number;
}

/** What a relay keeps of a document, read from a copy of its folder: it goes on with its own. */
export async function readLogSize(
  folder: string,
  space: SpaceId,
  doc: DocumentId,
): Promise<RelayLogSize> {
  const copy = mkdtempSync(join(tmpdir(), 'minga-bench-'));
  cpSync(folder, copy, { recursive: true });
  const log = openSqliteLog(copy);
  try {
    const record = await log.space(space);
    const pointer =
      record?.documents.find((one) => one.doc === doc)?.snapshot ?? null;
    const snapshot =
      pointer === null ? null : await log.snapshot(space, pointer.hash);
    const entries = await log.entries({
      space,
      doc,
      after: 0,
      upTo: Number.MAX_SAFE_INTEGER,
      maxBytes: Number.MAX_SAFE_INTEGER,
    });
    const covers = pointer?.covers ?? 0;
    return {
      entries: entries.length,
      bytes: entries.reduce((sum, { frame }) => sum + frame.length, 0),
      entriesAfterSnapshot: entries.filter(({ seq }) => seq > covers).length,
      snapshotBytes: snapshot?.length ?? 0,
    };
  } finally {
    await log.close();
    rmSync(copy, { recursive: true, force: true });
  }
}
