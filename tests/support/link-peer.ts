import {
  type Bytes,
  type Clock,
  type DocumentId,
  type Hash,
  type LogId,
  type SpaceId,
  bytesToId,
  idToBytes,
  systemClock,
  systemRandom,
} from '@minga/base';
import { foundSpace } from '@minga/crypto';
import {
  type Signer,
  createSigner,
  generateDeviceKeys,
} from '@minga/membership';
import {
  authSigningBytes,
  documentHeaderSigningBytes,
  encodeDocumentHeader,
  encodeFrame,
  hashFrame,
  zeroEntryId,
  zeroHash,
} from '@minga/protocol';
import {
  type LinkEvents,
  type RelayLink,
  type Transport,
  createSpaceLink,
  deafEvents,
  websocketTransport,
} from '@minga/sync';

/** A device of its own space, whose frames say nothing: what the link does with them is the story. */
export interface LinkPeer {
  readonly space: SpaceId;
  readonly signer: Signer;
  /** A connection of this device; several at once stand for several devices. */
  link(options?: LinkPeerOptions): RelayLink;
  /** The record of a new document of class 0. */
  header(doc: DocumentId): Promise<Bytes>;
  /** Frames of this device in one document, each after the one before. */
  chain(doc: DocumentId): () => Promise<Bytes>;
}

export interface LinkPeerOptions {
  readonly events?: Partial<LinkEvents>;
  readonly transport?: Transport;
  readonly clock?: Clock;
  /** What AUTH names when it is not the relay it speaks to. */
  readonly audience?: string;
  readonly mode?: 'member' | 'create';
}

const noLog = bytesToId<LogId>(new Uint8Array(16));

export async function createLinkPeer(relay: {
  readonly url: string;
}): Promise<LinkPeer> {
  const keys = await generateDeviceKeys();
  const signer = createSigner(keys.device, keys.signingKey);
  const { boxKey } = keys;
  const founded = await foundSpace(systemRandom, signer, {
    boxKey,
    homeRelay: '',
  });
  const { space, create } = founded;
  const seenHash = bytesToId<Hash>(idToBytes(space));
  return {
    space,
    signer,
    link(options = {}) {
      const { mode = 'create', audience = new URL(relay.url).host } = options;
      return createSpaceLink({
        space,
        device: signer.device,
        url: `${relay.url.replace(/^http/, 'ws')}/ws`,
        transport: options.transport ?? websocketTransport(),
        clock: options.clock ?? systemClock,
        random: systemRandom,
        events: { ...deafEvents, ...options.events },
        opening: () => [
          { logId: noLog, since: { seq: 0, entryId: zeroEntryId } },
        ],
        async authenticate(nonce) {
          const { device } = signer;
          const subject = idToBytes(device);
          const signature = await signer.sign(
            authSigningBytes({ mode, audience, space, nonce, subject }),
          );
          return mode === 'create'
            ? { mode, device, action: create.bytes, signature }
            : { mode, device, haveActions: 0, haveHash: zeroHash, signature };
        },
      });
    },
    async header(doc) {
      const header = {
        space,
        doc,
        class: 0 as const,
        generation: 0,
        device: signer.device,
        seenIndex: 0,
        seenHash,
        forFew: null,
      };
      const signature = await signer.sign(documentHeaderSigningBytes(header));
      return encodeDocumentHeader({ header, signature });
    },
    chain(doc) {
      let counter = 0;
      let prevHash = zeroHash;
      return async () => {
        counter += 1;
        const bytes = encodeFrame({
          header: {
            space,
            doc,
            device: signer.device,
            kind: 'edit',
            counter,
            prevHash,
            voids: null,
            seenIndex: 0,
            seenHash,
            pending: [],
            epoch: 0,
            generation: 0,
            keyTag: new Uint8Array(8),
            nonce: systemRandom.bytes(12),
          },
          ciphertext: systemRandom.bytes(80),
          signature: new Uint8Array(64),
        });
        prevHash = (await hashFrame(bytes)).frameHash;
        return bytes;
      };
    },
  };
}

export function newDocumentId(): DocumentId {
  return bytesToId<DocumentId>(systemRandom.bytes(16));
}
