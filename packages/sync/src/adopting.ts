import {
  type DocumentId,
  type Hash,
  type MemberId,
  type Result,
  err,
  ok,
} from '@minga/base';
import { lastIndex, mayWrite, rightAt } from '@minga/membership';
import type { LocalStore } from '@minga/store';
import type { LeftOut, MingaError } from './api.ts';
import { decodeHeldRow } from './document-rows.ts';
import type { SpaceCore } from './space-core.ts';

/** [E29] In all documents of the space, opened or not. */
export async function leftOutOf({
  core,
  store,
}: {
  readonly core: SpaceCore;
  readonly store: LocalStore;
}): Promise<Result<readonly LeftOut[], MingaError>> {
  const rows = await store.list('held', { prefix: `${core.space}/` });
  if (!rows.ok) return err({ code: 'storage-failed' });
  const documents = new Set<DocumentId>();
  for (const { key, value } of rows.value) {
    const row = decodeHeldRow(value);
    const isCut =
      row.ok &&
      row.value.reason.kind === 'quarantined' &&
      row.value.reason.code === 'beyond-cut';
    if (isCut) documents.add((key.split('/')[1] ?? '') as DocumentId);
  }
  const found: LeftOut[] = [];
  for (const doc of documents) found.push(...(await leftOutIn(core, doc)));
  return ok(found);
}

async function leftOutIn(
  core: SpaceCore,
  doc: DocumentId,
): Promise<readonly LeftOut[]> {
  const engine = await core.documents.use(doc, 'glance');
  const frames = await engine.leftOut();
  core.documents.release(doc, 'glance');
  const byMember = new Map<
    MemberId | null,
    { text: string; entries: Hash[] }
  >();
  for (const { frameHash, device, text } of frames) {
    const member = core.memberOf(device);
    const one = byMember.get(member) ?? { text: '', entries: [] };
    one.text += text;
    one.entries.push(frameHash);
    byMember.set(member, one);
  }
  return [...byMember].map(([member, one]) => ({ doc, member, ...one }));
}

/** [E29] */
export async function adopt(
  { documents, headers, log, signer }: SpaceCore,
  { doc, entries }: LeftOut,
): Promise<Result<number, MingaError>> {
  const right = rightAt(log.state, signer.device, lastIndex(log.state));
  const header = headers.get(doc)?.header;
  if (right === null || header === undefined || !mayWrite(right, header.class))
    return err({ code: 'no-right' });
  const engine = await documents.use(doc);
  const adopted = await engine.adopt(entries);
  await engine.flush();
  documents.release(doc);
  return ok(adopted);
}
