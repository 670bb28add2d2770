import {
  type Bytes,
  type DocumentId,
  type Hash,
  type Result,
  bytesToId,
  err,
  ok,
} from '@minga/base';
import {
  type Verify,
  lastIndex,
  rightAt,
  signStatement as signed,
  standingOf,
  verifyStatement,
} from '@minga/membership';
import { decodeStatement, sha256, statementSubjectSize } from '@minga/protocol';
import type { MingaError } from './api.ts';
import type { StatementDraft } from './core-api.ts';
import type { SpaceCore } from './space-core.ts';
import type { StatementVerdict } from './statement-reader.ts';

type StatementCore = Pick<SpaceCore, 'space' | 'log' | 'signer'>;

/** Room for the fixed fields and the labels of a statement with the longest subject (ENVELOPE §8). */
const longestStatement = statementSubjectSize + 512;

/** [E26] What a person decides, by this device, on what it knows of the membership log. */
export async function signStatement(
  { space, log, signer }: StatementCore,
  doc: DocumentId,
  { kind, subject, bodyHash }: StatementDraft,
): Promise<Result<Bytes, MingaError>> {
  const { state } = log;
  if (state.readOnlyFrom !== null) return err({ code: 'newer-app-needed' });
  // Nobody could ever judge it where its own author does not belong yet.
  if (rightAt(state, signer.device, lastIndex(state)) === null) {
    const isOut = state.devices.has(signer.device);
    return err({ code: isOut ? 'no-right' : 'relay-unreachable' });
  }
  const { seenIndex, seenHash } = log.seen();
  return ok(
    await signed(signer, {
      ...{ space, doc, kind, subject, bodyHash },
      ...{ seenIndex, seenHash },
    }),
  );
}

/** [E26] One verdict for each, in their order. */
export async function readStatements(
  core: StatementCore & { readonly verify: Verify },
  doc: DocumentId,
  statements: readonly Bytes[],
): Promise<readonly StatementVerdict[]> {
  const verdicts: StatementVerdict[] = [];
  for (const bytes of statements)
    verdicts.push(await readStatement(core, doc, bytes));
  return verdicts;
}

async function readStatement(
  { space, log, verify }: StatementCore & { readonly verify: Verify },
  doc: DocumentId,
  bytes: Bytes,
): Promise<StatementVerdict> {
  if (bytes.length > longestStatement) return 'false';
  const statement = decodeStatement(bytes);
  if (!statement.ok) return 'false';
  const { header } = statement.value;
  if (header.space !== space || header.doc !== doc) return 'false';
  const { state } = log;
  const standing = standingOf(state, { ...header, pending: [] });
  // On another log it may come to be ours: a fork is shown elsewhere, and nothing is decided by it.
  if (standing.kind !== 'at') return 'later';
  const { device, kind, subject, bodyHash, seenIndex } = header;
  const member = state.devices.get(device)?.member;
  const right = rightAt(state, device, standing.index);
  if (member === undefined || right === null) return 'false';
  if (!(await verifyStatement(verify, statement.value))) return 'false';
  const hash = bytesToId<Hash>(await sha256(bytes));
  return { hash, kind, subject, bodyHash, member, device, right, seenIndex };
}
