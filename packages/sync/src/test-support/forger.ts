import {
  type Bytes,
  type Hash,
  ownBytes,
  systemRandom,
  unwrap,
} from '@minga/base';
import { type EntryDraft, sealEntry } from '@minga/crypto';
import { createDoc } from '@minga/documents';
import { type Signer, lastIndex, signClaim } from '@minga/membership';
import { type Claim, clientIdOf, zeroHash } from '@minga/protocol';
import * as Y from 'yjs';
import type { Bench } from './bench.ts';

/** Somebody who writes frames by hand, honest or not. */
export interface Forger {
  readonly doc: Y.Doc;
  readonly clientId: number;
  readonly nonce: Bytes;
  /** The update of `edit`, sealed as the next frame of this device's chain. */
  frame(edit: () => void, changes?: ForgedFrame): Promise<Bytes>;
  seal(update: Uint8Array, changes?: ForgedFrame): Promise<Bytes>;
}

interface ForgedFrame extends Partial<EntryDraft> {
  readonly claims?: readonly Claim[];
  readonly codec?: 'update-v1' | 'update-v2';
}

export async function createForger(
  bench: Bench,
  signer: Signer,
): Promise<Forger> {
  const nonce = systemRandom.bytes(16);
  const clientId = await clientIdOf(signer.device, bench.doc, nonce);
  const doc = createDoc(clientId);
  let counter = 0;
  let prevHash: Hash = zeroHash;
  const one: Forger = {
    doc,
    clientId,
    nonce,
    async frame(edit, changes) {
      const before = Y.encodeStateVector(doc);
      edit();
      return one.seal(Y.encodeStateAsUpdate(doc, before), changes);
    },
    async seal(update, { claims, codec = 'update-v1', ...changes } = {}) {
      const { space } = bench;
      const state = bench.membership();
      counter++;
      const own = await signClaim(signer, { space, doc: bench.doc }, nonce);
      const sealed = unwrap(
        await sealEntry(
          { random: systemRandom, signer, keyring: bench.keyring },
          {
            doc: bench.doc,
            kind: 'edit',
            counter,
            prevHash,
            voids: null,
            seenIndex: lastIndex(state),
            seenHash: state.hashes.at(-1) ?? zeroHash,
            pending: [],
            epoch: 0,
            generation: 0,
            ...changes,
          },
          { codec, claims: claims ?? [own], update: ownBytes(update) },
        ),
      );
      prevHash = sealed.frameHash;
      return sealed.bytes;
    },
  };
  return one;
}
