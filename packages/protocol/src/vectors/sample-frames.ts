import type { Bytes, DeviceKey } from '@minga/base';

import { zeroHash } from '../decoding.ts';
import { sha256 } from '../derived-ids.ts';
import {
  type EntryHeader,
  type Frame,
  encodeFrame,
  frameSigningBytes,
  hashFrame,
} from '../frame.ts';
import {
  type FramePredecessor,
  encodeWireFrame,
  framePredecessor,
} from '../wire-frame.ts';
import {
  type Signer,
  createSigner,
  doc,
  fill,
  hashOf,
  space,
} from './fixed.ts';

/** Rosa's chain on one document: first, second, one that changes all it can, one after that was refused. */
export type SampleFrames = Readonly<
  Record<'first' | 'second' | 'salvage' | 'afterRefusal', Frame>
>;

export async function createFrames(): Promise<SampleFrames> {
  const rosa = await createSigner(1);
  const start = {
    space,
    doc,
    device: rosa.device,
    kind: 'edit' as const,
    counter: 1,
    prevHash: zeroHash,
    voids: null,
    seenIndex: 3,
    seenHash: hashOf(0x90),
    pending: [],
    epoch: 0,
    generation: 0,
    keyTag: fill(8, 0xa0),
    nonce: fill(12, 0xb0),
  };
  const first = await sealed(rosa, start, fill(80, 0));
  const second = await sealed(
    rosa,
    {
      ...start,
      counter: 2,
      prevHash: (await hashFrame(first.bytes)).frameHash,
      nonce: fill(12, 0xb1),
    },
    fill(272, 1),
  );
  const salvage = await sealed(
    rosa,
    {
      ...start,
      kind: 'salvage',
      counter: 3,
      prevHash: (await hashFrame(second.bytes)).frameHash,
      voids: hashOf(0xc0),
      seenIndex: 300,
      seenHash: hashOf(0x91),
      pending: [hashOf(0xd0), hashOf(0xe0)],
      epoch: 2,
      generation: 200,
      keyTag: fill(8, 0xa1),
      nonce: fill(12, 0xb2),
    },
    fill(80, 2),
  );
  const afterRefusal = await sealed(
    rosa,
    {
      ...salvage.header,
      kind: 'edit',
      counter: 4,
      prevHash: (await hashFrame(second.bytes)).frameHash,
      voids: (await hashFrame(salvage.bytes)).frameHash,
    },
    fill(80, 3),
  );
  return { first, second, salvage, afterRefusal };
}

async function sealed(
  signer: Signer,
  header: EntryHeader,
  ciphertext: Bytes,
): Promise<Frame> {
  const signature = await signer.sign(
    frameSigningBytes(header, await sha256(ciphertext)),
  );
  const parts = { header, ciphertext, signature };
  return { ...parts, bytes: encodeFrame(parts) };
}

export interface SampleWireFrame {
  readonly name: string;
  readonly from: 'client' | 'relay';
  /** The frame right before it on the channel, or null. */
  readonly after: Frame | null;
  readonly via: DeviceKey | null;
  readonly frame: Frame;
  readonly wire: Bytes;
}

export async function createWireFrames(): Promise<readonly SampleWireFrame[]> {
  const { first, second, salvage, afterRefusal } = await createFrames();
  const { device: ana } = await createSigner(2);
  const samples: readonly Omit<SampleWireFrame, 'wire'>[] = [
    { name: 'whole', from: 'client', after: null, via: null, frame: first },
    { name: 'short', from: 'client', after: first, via: null, frame: second },
    {
      name: 'short with all that may change',
      from: 'client',
      after: second,
      via: null,
      frame: salvage,
    },
    {
      name: 'whole after a refusal',
      from: 'client',
      after: salvage,
      via: null,
      frame: afterRefusal,
    },
    { name: 'short via', from: 'relay', after: first, via: ana, frame: second },
    { name: 'whole via', from: 'relay', after: null, via: ana, frame: salvage },
  ];
  return Promise.all(
    samples.map(async (sample) => ({
      ...sample,
      wire: encodeWireFrame(
        sample.frame,
        await predecessorOf(sample.after),
        sample.via,
      ),
    })),
  );
}

export async function predecessorOf(
  frame: Frame | null,
): Promise<FramePredecessor | null> {
  if (frame === null) return null;
  return framePredecessor(frame, (await hashFrame(frame.bytes)).frameHash);
}
