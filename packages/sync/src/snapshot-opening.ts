import { type Bytes, type Result, err, ok } from '@minga/base';
import { type OpenError, clientIdOfClaim, openSnapshot } from '@minga/crypto';
import { type FrameVerdict, judgeFrame } from '@minga/membership';
import type { SnapshotHeader } from '@minga/protocol';
import type { DecodedUpdate } from './decode-update.ts';
import type { DocumentEnginePorts } from './engine-ports.ts';
import type { ClaimedClient, SnapshotCandidate } from './retained.ts';

export interface OpenCandidate extends SnapshotCandidate {
  readonly header: SnapshotHeader;
}

/** `later`: what is missing may come (a key, the membership log, the document's record); nothing is known against it. */
export type NotOpened = 'later' | 'malformed' | 'no-right' | 'claim-invalid';

/** Everything that can be said of a snapshot without knowing the entries it is made of. */
export async function openCandidate(
  ports: DocumentEnginePorts,
  bytes: Bytes,
): Promise<Result<OpenCandidate, NotOpened>> {
  const opened = await openSnapshot(ports, bytes);
  if (!opened.ok) return err(isForNow[opened.error] ? 'later' : 'malformed');
  const { header, codec, claims, quarantined } = opened.value;
  if (header.doc !== ports.doc) return err('malformed');
  const verdict = judge(ports, header);
  if (verdict !== null) return err(verdict);
  const [outcome] = await ports.decoder.decode([
    {
      codec: codec === 'update-v1' ? 'v1' : 'v2',
      update: opened.value.state,
    },
  ]);
  if (outcome?.ok !== true || !isSelfContained(outcome.value))
    return err('malformed');
  const claimed = await claimedBy(ports, claims);
  return claimed === null
    ? err('claim-invalid')
    : ok({
        header,
        frontier: header.frontier,
        quarantined,
        claims,
        claimed,
        state: outcome.value.update,
        clients: outcome.value.runs.map(({ client }) => client),
      });
}

const isForNow: Readonly<Record<OpenError, boolean>> = {
  'key-unknown': true,
  'suite-unknown': true,
  tampered: false,
  signature: false,
  malformed: false,
};

/** Only who may write a document may say what it holds. */
function judge(
  ports: DocumentEnginePorts,
  header: SnapshotHeader,
): NotOpened | null {
  const documentClass = ports.headerClass();
  if (documentClass === null) return 'later';
  const seen = { ...header, pending: [] };
  return notOpened[judgeFrame(ports.membership(), seen, documentClass)];
}

const notOpened: Readonly<Record<FrameVerdict, NotOpened | null>> = {
  accepted: null,
  'no-right': 'no-right',
  epoch: 'no-right',
  ahead: 'later',
  'read-only': 'later',
  fork: 'later',
};

/** Nothing before it, nothing missing inside. */
function isSelfContained({ needs }: DecodedUpdate): boolean {
  return [...needs.values()].every((clock) => clock === 0);
}

async function claimedBy(
  { verify, space, doc }: DocumentEnginePorts,
  claims: SnapshotCandidate['claims'],
): Promise<readonly ClaimedClient[] | null> {
  const claimed = await Promise.all(
    claims.map(async (claim) => ({
      clientId: await clientIdOfClaim(verify, { space, doc }, claim),
      device: claim.device,
    })),
  );
  const valid = claimed.flatMap(({ clientId, device }) =>
    clientId === null ? [] : [{ clientId, device }],
  );
  return valid.length === claimed.length ? valid : null;
}
