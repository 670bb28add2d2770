import {
  type Bytes,
  type DocumentId,
  type Hash,
  type SpaceId,
  bytesToId,
  idToBytes,
  systemRandom,
  unwrap,
} from '@minga/base';
import {
  type EntryDraft,
  type EntryPlaintext,
  type Keyring,
  type SealedEntry,
  createKeyring,
  readInvitation,
  sealEntry,
} from '@minga/crypto';
import {
  type ActionBody,
  type MembershipState,
  type Signer,
  createSigner,
  createVerifier,
  emptyState,
  foldActions,
  generateDeviceKeys,
  lastIndex,
  logEntry,
  signAction,
} from '@minga/membership';
import {
  type Ack,
  type Nack,
  decodeFrame,
  encodeWireFrame,
  hashFrame,
  linkToInvitation,
  zeroHash,
} from '@minga/protocol';
import {
  type RawSocket,
  authenticateRaw,
  openRawSocket,
} from './raw-socket.ts';

/** A rightful member whose client is of her own making: true keys, and whatever she likes to do with them. */
export interface RawMember {
  readonly space: SpaceId;
  readonly signer: Signer;
  readonly keyring: Keyring;
  readonly socket: RawSocket;
  readonly state: MembershipState;
  /** Seals under her key, as the next frame of her chain unless `draft` says otherwise. */
  seal(
    doc: DocumentId,
    plaintext: EntryPlaintext,
    draft?: Partial<EntryDraft>,
  ): Promise<SealedEntry>;
  /** Whole, as it is. */
  append(doc: DocumentId, frame: Bytes): Promise<Ack | Nack>;
  act(body: ActionBody): Promise<Hash>;
  /** As `act`; null when it got a position, else the code of the refusal. */
  tryToAct(body: ActionBody): Promise<number | null>;
  /** Signed as the next action, and sent to nobody. */
  sign(body: ActionBody): Promise<Bytes>;
  close(): void;
}

/** Joins by a link and connects, as any member does. */
export async function joinRaw(relay: string, link: string): Promise<RawMember> {
  const invitation = unwrap(await linkToInvitation(link));
  const { space, inviteId } = invitation;
  const secret = await readInvitation(invitation);
  const keys = await generateDeviceKeys();
  const signer = createSigner(keys.device, keys.signingKey);

  const visit = await openRawSocket(relay);
  await authenticateRaw(visit, relay, {
    space,
    mode: 'invite',
    signer: secret.signer,
    auth: (signature) => ({
      mode: 'invite',
      inviteId,
      inviteKey: idToBytes(secret.signer.device),
      signature,
    }),
  });
  await visit.next('card');
  const body = await secret.join(keys.device, keys.boxKey);
  // hash_0 is the hash of `create`, which is the space's id ([E6]).
  const seenHash = bytesToId<Hash>(idToBytes(space));
  const join = await signAction(
    signer,
    { space, seenIndex: 0, seenHash, pending: [] },
    body,
  );
  visit.send({ kind: 'action', action: join.bytes });
  const { sealedKeys } = await visit.next('keybox');
  visit.close();
  const epochs = unwrap(await secret.openKeys(new Uint8Array(sealedKeys)));
  return connectRaw(relay, {
    space,
    signer,
    keyring: createKeyring({ space, epochs }),
  });
}

async function connectRaw(
  relay: string,
  {
    space,
    signer,
    keyring,
  }: {
    readonly space: SpaceId;
    readonly signer: Signer;
    readonly keyring: Keyring;
  },
): Promise<RawMember> {
  const socket = await openRawSocket(relay);
  await authenticateRaw(socket, relay, {
    space,
    mode: 'member',
    signer,
    auth: (signature) => ({
      mode: 'member',
      device: signer.device,
      haveActions: 0,
      haveHash: zeroHash,
      signature,
    }),
  });
  const { actionCount } = await socket.next('ready');
  const verify = createVerifier();
  let state = emptyState(space);
  const take = async (): Promise<void> => {
    const { action } = await socket.next('action');
    const bytes = new Uint8Array(action);
    state = foldActions(state, [await logEntry(verify, state, bytes)]);
  };
  for (let i = 0; i < actionCount; i++) await take();

  const chains = new Map<DocumentId, { counter: number; prevHash: Hash }>();
  const channels = new Map<DocumentId, number>();
  const seen = () => ({
    seenIndex: lastIndex(state),
    seenHash: state.hashes[lastIndex(state)] ?? zeroHash,
    pending: [],
  });
  const channelOf = async (doc: DocumentId): Promise<number> => {
    const known = channels.get(doc);
    if (known !== undefined) return known;
    socket.send({ kind: 'sub', doc, since: 0, withoutSnapshot: false });
    const { channel } = await socket.next('subbed');
    await socket.next('head');
    channels.set(doc, channel);
    return channel;
  };
  const sign = async (body: ActionBody): Promise<Bytes> =>
    (await signAction(signer, { space, ...seen() }, body)).bytes;
  return {
    space,
    signer,
    keyring,
    socket,
    get state() {
      return state;
    },
    async seal(doc, plaintext, draft = {}) {
      const last = chains.get(doc) ?? { counter: 0, prevHash: zeroHash };
      const sealed = await sealEntry(
        { random: systemRandom, signer, keyring },
        {
          doc,
          kind: 'edit',
          counter: last.counter + 1,
          prevHash: last.prevHash,
          voids: null,
          ...seen(),
          epoch: 0,
          generation: 0,
          ...draft,
        },
        plaintext,
      );
      return unwrap(sealed);
    },
    async append(doc, frame) {
      const channel = await channelOf(doc);
      const decoded = unwrap(decodeFrame(frame));
      const wireFrame = encodeWireFrame(decoded, null, null);
      socket.send({ kind: 'append', channel, wireFrame });
      const answer = await socket.next('ack', 'nack');
      const { device, counter } = decoded.header;
      if (answer.kind === 'ack' && device === signer.device) {
        const { frameHash } = await hashFrame(frame);
        chains.set(doc, { counter, prevHash: frameHash });
      }
      return answer;
    },
    async act(body) {
      const signed = await signAction(signer, { space, ...seen() }, body);
      socket.send({ kind: 'action', action: signed.bytes });
      await take();
      return signed.hash;
    },
    async tryToAct(body) {
      socket.send({ kind: 'action', action: await sign(body) });
      const answer = await socket.next('action', 'action-nack');
      return answer.kind === 'action' ? null : answer.code;
    },
    sign,
    close() {
      socket.close();
    },
  };
}
