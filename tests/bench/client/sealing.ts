import { type DocumentId, bytesToId, systemRandom, unwrap } from '@minga/base';
import { createKeyring, foundSpace, openEntry, sealEntry } from '@minga/crypto';
import {
  createSigner,
  createVerifier,
  generateDeviceKeys,
} from '@minga/membership';
import { zeroHash } from '@minga/protocol';
import { median } from '../measure/statistics.ts';

/** What sealing and signing an entry costs, and verifying and opening it: four letters, as they are batched. */
export async function sealing(entries: number) {
  const { device, signingKey, boxKey } = await generateDeviceKeys();
  const signer = createSigner(device, signingKey);
  const { space, epochKey } = await foundSpace(systemRandom, signer, {
    boxKey,
    homeRelay: '',
  });
  const keyring = createKeyring({ space, epochs: new Map([[0, epochKey]]) });
  const verify = createVerifier();
  const doc = bytesToId<DocumentId>(systemRandom.bytes(16));
  const sealMs: number[] = [];
  const openMs: number[] = [];
  for (let counter = 1; counter <= entries; counter++) {
    const draft = {
      doc,
      kind: 'edit' as const,
      counter,
      prevHash: counter === 1 ? zeroHash : someHash,
      voids: null,
      seenIndex: 0,
      seenHash: someHash,
      pending: [],
      epoch: 0,
      generation: 0,
    };
    const update = systemRandom.bytes(30);
    const startedAt = performance.now();
    const sealed = unwrap(
      await sealEntry({ random: systemRandom, signer, keyring }, draft, {
        codec: 'update-v1',
        claims: [],
        update,
      }),
    );
    const sealedAt = performance.now();
    unwrap(await openEntry({ verify, keyring }, sealed.bytes));
    sealMs.push(sealedAt - startedAt);
    openMs.push(performance.now() - sealedAt);
  }
  return { sealMs: median(sealMs), openMs: median(openMs) };
}

const someHash = bytesToId<typeof zeroHash>(new Uint8Array(32).fill(1));
