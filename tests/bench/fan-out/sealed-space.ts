import {
  type Bytes,
  type DocumentId,
  type Hash,
  type SpaceId,
  bytesToId,
  systemRandom,
  unwrap,
} from '@minga/base';
import {
  createKeyring,
  foundSpace,
  sealEntry,
  sealLockbox,
  startClientSession,
} from '@minga/crypto';
import {
  type DeviceKeys,
  type Signer,
  createSigner,
  deviceProofBytes,
  generateDeviceKeys,
  memberOfFirstDevice,
  nextLogHash,
  signAction,
  signDocumentHeader,
} from '@minga/membership';
import {
  type DocumentHeader,
  type FramePredecessor,
  decodeFrame,
  encodeWireFrame,
  framePredecessor,
  zeroHash,
} from '@minga/protocol';
import { type Writing, write } from './writings.ts';

/** A real space with many devices, its keys, and what some of them have written, signed and sealed. */
export interface SealedSpace {
  readonly space: SpaceId;
  readonly create: Bytes;
  /** In order, after `create`. */
  readonly actions: readonly Bytes[];
  readonly headers: readonly Bytes[];
  readonly docs: readonly DocumentId[];
  /** The founder's first. */
  readonly signers: readonly Signer[];
  readonly actionCount: number;
  readonly lastHash: Hash;
  /** What the devices write, by device. */
  readonly pens: readonly Pen[];
}

export interface Pen {
  readonly doc: DocumentId;
  readonly writing: Writing;
  /** One per update: what APPEND carries, the first whole and the others short. */
  readonly wireFrames: readonly Bytes[];
}

export interface SpacePlan {
  readonly devices: number;
  readonly docs: number;
  /** How many letters each of the first devices writes, and in which document. */
  readonly pens: readonly { readonly doc: number; readonly letters: number }[];
}

export async function sealSpace(plan: SpacePlan): Promise<SealedSpace> {
  const founder = await generateDeviceKeys();
  const others = await Promise.all(
    Array.from({ length: plan.devices - 1 }, generateDeviceKeys),
  );
  const signers = [founder, ...others].map(({ device, signingKey }) =>
    createSigner(device, signingKey),
  );
  const [ana] = signers;
  if (ana === undefined) throw new Error('a space has a founder');
  const found = await foundSpace(systemRandom, ana, {
    boxKey: founder.boxKey,
    homeRelay: 'ws://127.0.0.1',
  });
  const { space, create, epochKey } = found;
  const actions: Bytes[] = [];
  let seen = { seenIndex: 0, seenHash: create.hash };
  const member = await memberOfFirstDevice(ana.device);
  for (const keys of others) {
    const body = await linkBody(space, member, keys, epochKey);
    const signed = await signAction(ana, { space, ...seen, pending: [] }, body);
    actions.push(signed.bytes);
    seen = {
      seenIndex: seen.seenIndex + 1,
      seenHash: await nextLogHash(seen.seenHash, signed.hash),
    };
  }
  const docs = Array.from({ length: plan.docs }, () =>
    bytesToId<DocumentId>(systemRandom.bytes(16)),
  );
  const headers: Bytes[] = [];
  for (const doc of docs) headers.push(await headerOf(ana, space, doc, seen));
  const pens: Pen[] = [];
  for (const [i, { doc, letters }] of plan.pens.entries()) {
    const signer = signers[i];
    const where = docs[doc];
    if (signer === undefined || where === undefined)
      throw new Error('a pen needs a device and a document');
    pens.push(
      await sealPen({ space, epochKey, ...seen }, signer, where, letters),
    );
  }
  return {
    space,
    create: create.bytes,
    actions,
    headers,
    docs,
    signers,
    pens,
    actionCount: actions.length + 1,
    lastHash: seen.seenHash,
  };
}

async function linkBody(
  space: SpaceId,
  member: Parameters<typeof deviceProofBytes>[1],
  { device, boxKey, signingKey }: DeviceKeys,
  epochKey: Bytes,
) {
  const proof = await createSigner(device, signingKey).sign(
    deviceProofBytes(space, member, device, boxKey),
  );
  const lockbox = unwrap(
    await sealLockbox(
      systemRandom,
      { space, purpose: { kind: 'epoch', epoch: 0 }, recipient: boxKey },
      epochKey,
    ),
  );
  return { kind: 'device' as const, device, boxKey, proof, epoch: 0, lockbox };
}

interface Known {
  readonly space: SpaceId;
  readonly epochKey: Bytes;
  readonly seenIndex: number;
  readonly seenHash: Hash;
}

function headerOf(
  signer: Signer,
  space: SpaceId,
  doc: DocumentId,
  seen: Pick<DocumentHeader, 'seenIndex' | 'seenHash'>,
): Promise<Bytes> {
  return signDocumentHeader(signer, {
    space,
    doc,
    class: 0,
    generation: 0,
    forFew: null,
    ...seen,
  });
}

/** As a member's own client does it: claim, seal, sign, chain, and short on the wire where the one before allows it. */
async function sealPen(
  { space, epochKey, seenIndex, seenHash }: Known,
  signer: Signer,
  doc: DocumentId,
  letters: number,
): Promise<Pen> {
  const keyring = createKeyring({ space, epochs: new Map([[0, epochKey]]) });
  const sealer = { random: systemRandom, signer, keyring };
  const session = await startClientSession(systemRandom, signer, {
    space,
    doc,
  });
  const writing = write(session.clientId, letters);
  const wireFrames: Bytes[] = [];
  let prevHash = zeroHash;
  let predecessor: FramePredecessor | null = null;
  for (const [i, update] of writing.updates.entries()) {
    const draft = {
      doc,
      kind: 'edit' as const,
      counter: i + 1,
      prevHash,
      voids: null,
      seenIndex,
      seenHash,
      pending: [],
      epoch: 0,
      generation: 0,
    };
    const claims = i === 0 ? [session.claim] : [];
    const content = { codec: 'update-v1' as const, claims, update };
    const sealed = unwrap(await sealEntry(sealer, draft, content));
    const frame = unwrap(decodeFrame(sealed.bytes));
    wireFrames.push(encodeWireFrame(frame, predecessor, null));
    predecessor = framePredecessor(frame, sealed.frameHash);
    prevHash = sealed.frameHash;
  }
  return { doc, writing, wireFrames };
}
