import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Hash,
  type InviteId,
  type SpaceId,
  bytesToId,
  unwrap,
} from '@minga/base';
import {
  type ActionBody,
  type DeviceKeys,
  type InviteBody,
  type Signer,
  createSigner,
  generateDeviceKeys,
  joinProofBytes,
  noSpace,
  seenNothing,
  signAction,
  spaceOf,
} from '@minga/membership';
import {
  type DocumentHeader,
  type EntryHeader,
  type Frame,
  type FramePredecessor,
  decodeFrame,
  documentHeaderSigningBytes,
  encodeDocumentHeader,
  encodeFrame,
  encodeWireFrame,
  frameIds,
  framePredecessor,
  frameSigningBytes,
  zeroHash,
} from '@minga/protocol';
import { sha256 } from './services.ts';

// The people of the relay's tests, and what their devices sign and seal.

/** A device of somebody. */
export interface Person {
  readonly keys: DeviceKeys;
  readonly signer: Signer;
  readonly device: DeviceKey;
}

export async function createPerson(): Promise<Person> {
  const keys = await generateDeviceKeys();
  const { device, signingKey } = keys;
  return { keys, signer: createSigner(device, signingKey), device };
}

/** What everybody in a space knows of its membership log. */
export interface Known {
  readonly space: SpaceId;
  readonly seenIndex: number;
  readonly seenHash: Hash;
}

export interface FoundedSpace extends Known {
  readonly create: Bytes;
}

export async function foundSpace(founder: Person): Promise<FoundedSpace> {
  const signed = await signAction(
    founder.signer,
    { space: noSpace, ...seenNothing },
    {
      kind: 'create',
      salt: crypto.getRandomValues(new Uint8Array(16)),
      boxKey: founder.keys.boxKey,
      epochCommitment: crypto.getRandomValues(new Uint8Array(32)),
      homeRelay: 'ws://relay.test',
    },
  );
  const space = spaceOf(signed.hash);
  return { space, create: signed.bytes, seenIndex: 0, seenHash: signed.hash };
}

export function signedAction(signer: Signer, known: Known, body: ActionBody) {
  const { space, seenIndex, seenHash } = known;
  const header = { space, seenIndex, seenHash, pending: [] };
  return signAction(signer, header, body);
}

export interface TestInvitation {
  readonly invite: InviteId;
  readonly key: Person;
  readonly body: InviteBody;
}

export async function createInvitation(
  changes: Partial<InviteBody> = {},
): Promise<TestInvitation> {
  const key = await createPerson();
  const invite = randomId<InviteId>(16);
  const body: InviteBody = {
    kind: 'invite',
    invite,
    inviteKey: key.device,
    right: 'writer',
    until: 0,
    expires: Date.now() + 7 * 24 * 3600 * 1000,
    uses: 1,
    approval: false,
    ...changes,
  };
  return { invite, key, body };
}

export async function joinAction(
  person: Person,
  known: Known,
  { invite, key }: TestInvitation,
) {
  const { boxKey } = person.keys;
  const { space } = known;
  const proof = await key.signer.sign(
    joinProofBytes(space, invite, person.device, boxKey),
  );
  return signedAction(person.signer, known, {
    kind: 'join',
    invite,
    boxKey,
    proof,
  });
}

export function randomId<Id extends DocumentId | InviteId>(length: number): Id {
  return bytesToId<Id>(crypto.getRandomValues(new Uint8Array(length)));
}

export async function documentHeader(
  person: Person,
  known: Known,
  doc: DocumentId,
  changes: Partial<
    Pick<DocumentHeader, 'class' | 'generation' | 'forFew'>
  > = {},
): Promise<Bytes> {
  const { space, seenIndex, seenHash } = known;
  const header = {
    space,
    doc,
    class: 0 as const,
    generation: 0,
    device: person.device,
    seenIndex,
    seenHash,
    forFew: null,
    ...changes,
  };
  const signature = await person.signer.sign(
    documentHeaderSigningBytes(header),
  );
  return encodeDocumentHeader({ header, signature });
}

/** One device's frames in one document. The content is noise of the right shape. */
export class Chain {
  readonly #person: Person;
  readonly #known: Known;
  readonly #doc: DocumentId;
  #counter = 0;
  #prevHash: Hash = zeroHash;

  constructor(person: Person, known: Known, doc: DocumentId) {
    this.#person = person;
    this.#known = known;
    this.#doc = doc;
  }

  async next(changes: Partial<EntryHeader> & { size?: number } = {}) {
    const { size = 80, ...fields } = changes;
    const ciphertext = crypto.getRandomValues(
      new Uint8Array(Math.min(size, 65_536)),
    );
    const sealed = new Uint8Array(size);
    sealed.set(ciphertext);
    const header: EntryHeader = {
      space: this.#known.space,
      doc: this.#doc,
      device: this.#person.device,
      kind: 'edit',
      counter: ++this.#counter,
      prevHash: this.#prevHash,
      voids: null,
      seenIndex: this.#known.seenIndex,
      seenHash: this.#known.seenHash,
      pending: [],
      epoch: 0,
      generation: 0,
      keyTag: new Uint8Array(8),
      nonce: crypto.getRandomValues(new Uint8Array(12)),
      ...fields,
    };
    const signature = await this.#person.signer.sign(
      frameSigningBytes(header, sha256(sealed)),
    );
    const bytes = encodeFrame({ header, ciphertext: sealed, signature });
    const frame = unwrap(decodeFrame(bytes));
    const ids = frameIds(sha256(bytes));
    this.#prevHash = ids.frameHash;
    return { frame, ...ids };
  }
}

/** The wire frames of one channel: short whenever the one before allows it. */
export class Wire {
  #predecessor: FramePredecessor | null = null;

  encode({ frame, frameHash }: { frame: Frame; frameHash: Hash }): Bytes {
    const wire = encodeWireFrame(frame, this.#predecessor, null);
    this.#predecessor = framePredecessor(frame, frameHash);
    return wire;
  }
}

export function wholeFrame(frame: Frame): Bytes {
  return encodeWireFrame(frame, null, null);
}
