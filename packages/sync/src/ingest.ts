import type { Bytes, DeviceKey, Hash } from '@minga/base';
import {
  type OpenError,
  type OpenedEntry,
  clientIdOfClaim,
  openEntry,
} from '@minga/crypto';
import { type FrameVerdict, judgeFrame } from '@minga/membership';
import { type EntryHeader, decodeFrame } from '@minga/protocol';
import type { DecodedUpdate } from './decode-update.ts';
import type { HeldCode, QuarantineCode, Unapplied } from './document-rows.ts';
import type { DocumentEnginePorts } from './engine-ports.ts';
import type { DecodeOutcome } from './entry-decoder.ts';
import type { CutVerdict } from './space-cuts.ts';

/** An entry that is its author's, allowed, open and decoded. Whether it fits this document is judged in order (settle.ts). */
export interface OpenEntry {
  readonly kind: 'open';
  readonly frameHash: Hash;
  readonly device: DeviceKey;
  readonly header: EntryHeader;
  readonly decoded: DecodedUpdate;
  /** ClientIDs its author claims in it, checked. */
  readonly claims: readonly number[];
}

export type Examined =
  | OpenEntry
  | {
      readonly kind: 'unapplied';
      readonly frameHash: Hash;
      /** Who the frame says wrote it; null when it does not decode. */
      readonly device: DeviceKey | null;
      /** Present when the signature holds: only then does the frame count in its author's chain. */
      readonly header: EntryHeader | null;
      readonly reason: Exclude<Unapplied, { kind: 'set-aside' }>;
    };

/**
 * Everything about a frame that takes time and does not depend on its neighbours, so that many can be examined at once:
 * scope, signature, right at its `seen` ([E6], [E19]), key ([E12]), decoding (apart from us), claims ([E9]).
 */
export async function examineFrame(
  ports: DocumentEnginePorts,
  bytes: Bytes,
  frameHash: Hash,
): Promise<Examined> {
  const frame = decodeFrame(bytes);
  if (!frame.ok) {
    const isNewer = frame.error.code === 'suite-unknown';
    const reason = isNewer ? held('suite-unknown') : quarantined('malformed');
    return unapplied(frameHash, null, null, reason);
  }
  const { header } = frame.value;
  const { device } = header;
  if (header.space !== ports.space || header.doc !== ports.doc)
    return unapplied(frameHash, device, null, quarantined('wrong-scope'));
  const opened = await openEntry(ports, bytes);
  if (!opened.ok && opened.error === 'signature')
    return unapplied(frameHash, device, null, quarantined('signature'));
  const refused = judge(ports, header) ?? (await judgeByCuts(ports, header));
  if (refused !== null) return unapplied(frameHash, device, header, refused);
  if (!opened.ok)
    return unapplied(frameHash, device, header, reasonOf[opened.error]);
  const content = await examineContent(ports, opened.value);
  return 'code' in content
    ? unapplied(frameHash, device, header, content)
    : { kind: 'open', frameHash, device, header, ...content };
}

const reasonOf: Readonly<
  Record<OpenError, Exclude<Unapplied, { kind: 'set-aside' }>>
> = {
  'key-unknown': held('key-unknown'),
  tampered: quarantined('tampered'),
  signature: quarantined('signature'),
  malformed: quarantined('malformed'),
  'suite-unknown': held('suite-unknown'),
};

const reasonOfVerdict: Readonly<
  Record<
    Exclude<FrameVerdict, 'accepted'>,
    Exclude<Unapplied, { kind: 'set-aside' }>
  >
> = {
  'no-right': quarantined('no-right'),
  epoch: quarantined('epoch'),
  ahead: held('ahead'),
  'read-only': held('read-only'),
  fork: held('fork'),
};

function judge(
  ports: DocumentEnginePorts,
  header: EntryHeader,
): Exclude<Unapplied, { kind: 'set-aside' }> | null {
  const documentClass = ports.headerClass();
  if (documentClass === null) return held('no-record');
  const verdict = judgeFrame(ports.membership(), header, documentClass);
  return verdict === 'accepted' ? null : reasonOfVerdict[verdict];
}

async function judgeByCuts(
  { cuts }: DocumentEnginePorts,
  header: EntryHeader,
): Promise<Exclude<Unapplied, { kind: 'set-aside' }> | null> {
  return reasonOfCut[await cuts.judge(header)];
}

const reasonOfCut: Readonly<
  Record<CutVerdict, Exclude<Unapplied, { kind: 'set-aside' }> | null>
> = {
  counts: null,
  beyond: quarantined('beyond-cut'),
  pending: held('ahead'),
  unknown: held('key-unknown'),
};

type Content = Pick<OpenEntry, 'decoded' | 'claims'>;

async function examineContent(
  ports: DocumentEnginePorts,
  entry: OpenedEntry,
): Promise<Content | Extract<Unapplied, { kind: 'quarantined' }>> {
  const { space, doc, verify, decoder } = ports;
  const codec = entry.codec === 'update-v1' ? 'v1' : 'v2';
  const { device } = entry.header;
  const [outcomes, claims] = await Promise.all([
    decoder.decode([{ codec, update: entry.update }]),
    Promise.all(
      entry.claims.map((claim) =>
        clientIdOfClaim(verify, { space, doc }, { device, ...claim }),
      ),
    ),
  ]);
  const decoded: DecodeOutcome | undefined = outcomes[0];
  if (decoded === undefined) return quarantined('hang');
  if (!decoded.ok)
    return quarantined(
      decoded.error === 'malformed' ? 'update-malformed' : decoded.error,
    );
  const valid = claims.filter((clientId) => clientId !== null);
  return valid.length === claims.length
    ? { decoded: decoded.value, claims: valid }
    : quarantined('claim-invalid');
}

function unapplied(
  frameHash: Hash,
  device: DeviceKey | null,
  header: EntryHeader | null,
  reason: Exclude<Unapplied, { kind: 'set-aside' }>,
): Examined {
  return { kind: 'unapplied', frameHash, device, header, reason };
}

function held(code: HeldCode): Extract<Unapplied, { kind: 'held' }> {
  return { kind: 'held', code };
}

function quarantined(
  code: QuarantineCode,
): Extract<Unapplied, { kind: 'quarantined' }> {
  return { kind: 'quarantined', code };
}
