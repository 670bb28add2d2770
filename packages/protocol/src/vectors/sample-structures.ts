import type {
  ClaimOfDevice,
  EntryContent,
  SnapshotContent,
} from '../claims.ts';
import { claimSigningBytes } from '../claims.ts';
import { zeroHash } from '../decoding.ts';
import { sha256 } from '../derived-ids.ts';
import {
  type DocumentHeader,
  type SignedDocumentHeader,
  documentHeaderSigningBytes,
} from '../document-header.ts';
import type { Plaintext } from '../padding.ts';
import { type Presence, presenceSigningBytes } from '../presence.ts';
import {
  type Register,
  type RegisterContent,
  registerSigningBytes,
} from '../register.ts';
import { type Snapshot, snapshotSigningBytes } from '../snapshot.ts';
import { type Statement, statementSigningBytes } from '../statement.ts';
import {
  type Signer,
  createSigner,
  doc,
  fill,
  hashOf,
  otherDoc,
  space,
} from './fixed.ts';

// Rosa's key begins 01 8a…, Ana's 01 81…: sorted, Ana comes first.

export async function createDocumentHeaders(): Promise<
  readonly SignedDocumentHeader[]
> {
  const { rosa, ana } = await signers();
  const open: DocumentHeader = {
    space,
    doc,
    class: 0,
    generation: 0,
    device: rosa.device,
    seenIndex: 3,
    seenHash: hashOf(0x90),
    forFew: null,
  };
  const forFew: DocumentHeader = {
    ...open,
    class: 1,
    generation: 2,
    forFew: {
      commitment: fill(32, 0x20),
      lockboxes: [
        { device: ana.device, lockbox: fill(93, 0x22) },
        { device: rosa.device, lockbox: fill(93, 0x21) },
      ],
      earlierKeys: null,
    },
  };
  const rekeyed: DocumentHeader = {
    ...forFew,
    forFew: {
      commitment: fill(32, 0x23),
      lockboxes: [{ device: rosa.device, lockbox: fill(93, 0x24) }],
      earlierKeys: fill(92, 0x25),
    },
  };
  return Promise.all(
    [open, forFew, rekeyed].map(async (header) => ({
      header,
      signature: await rosa.sign(documentHeaderSigningBytes(header)),
    })),
  );
}

export async function createSnapshots(): Promise<readonly Snapshot[]> {
  const { rosa, ana } = await signers();
  const empty = {
    space,
    doc,
    device: rosa.device,
    prevSnapHash: zeroHash,
    frontier: [],
    seenIndex: 3,
    seenHash: hashOf(0x90),
    epoch: 1,
    generation: 0,
    keyTag: fill(8, 0xa0),
    nonce: fill(12, 0xb0),
  };
  const full = {
    ...empty,
    prevSnapHash: hashOf(0x94),
    frontier: [
      { device: ana.device, counter: 2, frameHash: hashOf(0x98) },
      { device: rosa.device, counter: 70_000, frameHash: hashOf(0x99) },
    ],
  };
  const ciphertext = fill(272, 5);
  return Promise.all(
    [empty, full].map(async (header) => ({
      header,
      ciphertext,
      signature: await rosa.sign(
        snapshotSigningBytes(header, await sha256(ciphertext)),
      ),
    })),
  );
}

export async function createRegister(): Promise<Register> {
  const { rosa } = await signers();
  const header = {
    space,
    device: rosa.device,
    counter: 12,
    epoch: 1,
    keyTag: fill(8, 0xa2),
    nonce: fill(12, 0xb3),
  };
  const ciphertext = fill(272, 6);
  return {
    header,
    ciphertext,
    signature: await rosa.sign(
      registerSigningBytes(header, await sha256(ciphertext)),
    ),
  };
}

export async function createRegisterContents(): Promise<
  readonly RegisterContent[]
> {
  const { rosa, ana } = await signers();
  return [
    { documents: [], logIndex: 0, logHash: hashOf(0x90) },
    {
      documents: [
        {
          doc,
          frontier: [
            { device: ana.device, counter: 2 },
            { device: rosa.device, counter: 70_000 },
          ],
          endorsed: hashOf(0x94),
          quarantined: [
            { device: ana.device, frameHash: hashOf(0x96) },
            { device: ana.device, frameHash: hashOf(0x97) },
          ],
        },
        { doc: otherDoc, frontier: [], endorsed: zeroHash, quarantined: [] },
      ],
      logIndex: 3,
      logHash: hashOf(0x90),
    },
  ];
}

export async function createPresences(): Promise<readonly Presence[]> {
  const { rosa } = await signers();
  const between = {
    session: fill(8, 0x11),
    counter: 301,
    signed: null,
    nonce: fill(12, 0xb4),
    ciphertext: fill(80, 7),
  };
  const relayTimeMs = 1_790_000_000_000;
  const opening = {
    ...between,
    counter: 300,
    signed: {
      device: rosa.device,
      relayTimeMs,
      signature: await rosa.sign(
        presenceSigningBytes(
          { space, doc, session: between.session, counter: 300 },
          relayTimeMs,
          await sha256(between.ciphertext),
        ),
      ),
    },
  };
  return [opening, between];
}

export async function createStatement(): Promise<Statement> {
  const { rosa } = await signers();
  const header = {
    kind: 3,
    space,
    doc,
    subject: fill(26, 0x41),
    bodyHash: hashOf(0x9a),
    device: rosa.device,
    seenIndex: 3,
    seenHash: hashOf(0x90),
  };
  return { header, signature: await rosa.sign(statementSigningBytes(header)) };
}

export async function createEntryContents(): Promise<readonly EntryContent[]> {
  const { rosa } = await signers();
  const [first, second] = [await claim(rosa, 0x12), await claim(rosa, 0x13)];
  const update = fill(40, 8);
  return [
    { claims: [], update },
    { claims: [withoutDevice(first), withoutDevice(second)], update },
  ];
}

export async function createSnapshotContent(): Promise<SnapshotContent> {
  const { rosa, ana } = await signers();
  return {
    claims: [
      await claim(ana, 0x14),
      await claim(rosa, 0x12),
      await claim(rosa, 0x13),
    ],
    quarantined: [{ device: ana.device, frameHash: hashOf(0x96) }],
    state: fill(60, 9),
  };
}

export function createPlaintexts(): readonly Plaintext[] {
  return [
    { codec: 'opaque', content: new Uint8Array() },
    { codec: 'update-v1', content: fill(40, 8) },
    { codec: 'update-v2', content: fill(62, 8) },
    { codec: 'deflated-v2', content: fill(63, 8) },
  ];
}

async function claim(signer: Signer, first: number): Promise<ClaimOfDevice> {
  const sessionNonce = fill(16, first);
  return {
    device: signer.device,
    sessionNonce,
    signature: await signer.sign(
      claimSigningBytes(space, doc, signer.device, sessionNonce),
    ),
  };
}

const withoutDevice = ({ sessionNonce, signature }: ClaimOfDevice) => ({
  sessionNonce,
  signature,
});

async function signers(): Promise<{ rosa: Signer; ana: Signer }> {
  return { rosa: await createSigner(1), ana: await createSigner(2) };
}
