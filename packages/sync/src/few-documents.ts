import {
  type Bytes,
  type Clock,
  type MemberId,
  type DocumentId,
  type Random,
  type Result,
  err,
  ok,
} from '@minga/base';
import { equalBytes } from '@minga/base';
import { type BoxOfDevice, sealForFew } from '@minga/crypto';
import { type Device, lastIndex, mayWrite, rightAt } from '@minga/membership';
import type { DocumentHeader, ForFew } from '@minga/protocol';
import type { MingaError } from './api.ts';
import { atMost } from './at-most.ts';
import { devicesOf, listedMembers } from './few-list.ts';
import type { SpaceCore } from './space-core.ts';

export { openForFew } from '@minga/crypto';

export interface FewPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly core: SpaceCore;
}

/** The first list of a new document, and its key. */
export function firstList(
  random: Random,
  scope: Pick<DocumentHeader, 'space' | 'doc'>,
  devices: readonly Device[],
): Promise<{ readonly key: Bytes; readonly forFew: ForFew }> {
  return sealForFew(random, { ...scope, generation: 0 }, boxesOf(devices), []);
}

const answerMs = 15_000;
/** So often somebody else may have been faster. */
const mostTries = 3;

/**
 * [E33], [P25] From here on these members open the document, and this device's person. Answered when the relay has the new
 * record: until then others could seal for the old list. Who is taken off keeps what she had.
 */
export async function changeList(
  ports: FewPorts,
  doc: DocumentId,
  members: readonly MemberId[],
): Promise<Result<void, MingaError>> {
  const { core } = ports;
  const me = core.me();
  if (me === null) return err({ code: 'no-right' });
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (isListed(core, doc, [...members, me])) return ok(undefined);
    const put = await putNext(ports, doc, [...members, me]);
    if (!put.ok) return put;
    if (put.value) return ok(undefined);
  }
  return err({ code: 'failed', detail: 'others change the list too' });
}

/**
 * [E33] Documents for a few whose list no longer is what it says: somebody on it has gone, or a device of hers has come.
 * Whoever on it is first puts the next generation.
 */
export async function keepListsCurrent(ports: FewPorts): Promise<void> {
  const { core } = ports;
  for (const doc of core.headers.all()) {
    const forFew = core.headers.get(doc)?.header.forFew ?? null;
    if (forFew === null || core.link.state.phase !== 'live') continue;
    const members = listedMembers(core.log.state, forFew);
    if (mayPut(core, doc) && !isListed(core, doc, members))
      await changeList(ports, doc, members);
  }
}

/** False: somebody else was faster. */
async function putNext(
  { clock, random, core }: FewPorts,
  doc: DocumentId,
  members: readonly MemberId[],
): Promise<Result<boolean, MingaError>> {
  const { headers, link, log, secrets, space } = core;
  const present = headers.get(doc)?.header;
  if (present === undefined || !mayPut(core, doc))
    return err({ code: 'no-right' });
  if (link.state.phase !== 'live') return err({ code: 'relay-unreachable' });
  const generation = present.generation + 1;
  const held = secrets.few.get(doc);
  // One that is missing here opens nothing there either: its place is kept by bytes that are no key.
  const earlier = Array.from(
    { length: generation },
    (_, at) => held?.get(at) ?? random.bytes(32),
  );
  const { forFew } = await sealForFew(
    random,
    { space, doc, generation },
    boxesOf(devicesOf(log.state, members)),
    earlier,
  );
  const record = await headers.sign({ ...present, generation, forFew });
  const answered = headers.next(doc);
  link.putHeader(record);
  await atMost(clock, answerMs, answered);
  const inForce = headers.get(doc)?.record ?? null;
  if (inForce !== null && equalBytes(inForce, record)) return ok(true);
  return headers.get(doc)?.header.generation === present.generation
    ? err({ code: 'relay-unreachable' })
    : ok(false);
}

/** Only who is listed says who else is, and only who may write there. */
function mayPut({ headers, log, signer }: SpaceCore, doc: DocumentId): boolean {
  const header = headers.get(doc)?.header;
  const right = rightAt(log.state, signer.device, lastIndex(log.state));
  return (
    right !== null &&
    header?.forFew?.lockboxes.some(({ device }) => device === signer.device) ===
      true &&
    mayWrite(right, header.class)
  );
}

/** These members' devices, all of them and no other. */
function isListed(
  { headers, log }: SpaceCore,
  doc: DocumentId,
  members: readonly MemberId[],
): boolean {
  const listed = headers.get(doc)?.header.forFew?.lockboxes ?? [];
  const devices = devicesOf(log.state, members);
  return (
    listed.length === devices.length &&
    devices.every(({ key }) => listed.some(({ device }) => device === key))
  );
}

function boxesOf(devices: readonly Device[]): readonly BoxOfDevice[] {
  return devices.map(({ key: device, boxKey }) => ({ device, boxKey }));
}
