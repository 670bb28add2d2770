// The formats are final: when this fails, a format broke. `pnpm --filter @minga/protocol vectors` writes the files anew,
// which is right only for a vector that is added.
import { readFile, writeFile } from 'node:fs/promises';

import type { Bytes } from '@minga/base';
import { expect, it } from 'vitest';

import { encodeEntryContent, encodeSnapshotContent } from '../claims.ts';
import { clientIdOf, indexDocumentId, sha256 } from '../derived-ids.ts';
import {
  documentHeaderSigningBytes,
  encodeDocumentHeader,
} from '../document-header.ts';
import { frameAad, frameSigningBytes, hashFrame } from '../frame.ts';
import { invitationToLink } from '../invitation-link.ts';
import { encodeClientMessage, encodeRelayMessage } from '../messages.ts';
import { padContent } from '../padding.ts';
import {
  encodePresence,
  presenceAad,
  presenceSigningBytes,
} from '../presence.ts';
import {
  encodeRegister,
  encodeRegisterContent,
  registerAad,
  registerSigningBytes,
} from '../register.ts';
import {
  encodeSnapshot,
  snapshotAad,
  snapshotSigningBytes,
} from '../snapshot.ts';
import { encodeStatement, statementSigningBytes } from '../statement.ts';
import { createSigner, doc, fill, inviteId, space } from './fixed.ts';
import { toJson } from './json.ts';
import { createFrames, createWireFrames } from './sample-frames.ts';
import {
  createAuths,
  createClientMessages,
  createRelayMessages,
} from './sample-messages.ts';
import {
  createDocumentHeaders,
  createEntryContents,
  createPlaintexts,
  createPresences,
  createRegister,
  createRegisterContents,
  createSnapshotContent,
  createSnapshots,
  createStatement,
} from './sample-structures.ts';

const about =
  'Rosa signs with the Ed25519 seed 01 × 32, Ana with 02 × 32. Other inputs count upwards from a first byte. Ciphertexts are not real.';

async function expectWritten(name: string, content: object): Promise<void> {
  const url = new URL(`${name}.json`, import.meta.url);
  const json = toJson({ about, ...content });
  if (process.env['WRITE_VECTORS'] !== undefined)
    await writeFile(url, `${JSON.stringify(json, null, 2)}\n`);
  expect(json).toEqual(JSON.parse(await readFile(url, 'utf8')));
}

async function framesAreAsCommitted(): Promise<void> {
  const frames = Object.entries(await createFrames());
  const vectors = frames.map(async ([name, frame]) => ({
    name,
    bytes: frame.bytes,
    value: {
      header: frame.header,
      ciphertext: frame.ciphertext,
      signature: frame.signature,
    },
    signed: frameSigningBytes(frame.header, await sha256(frame.ciphertext)),
    aad: frameAad(frame.header),
    ids: await hashFrame(frame.bytes),
  }));
  await expectWritten('frames', { frames: await Promise.all(vectors) });
  await expectWritten('wire-frames', {
    wireFrames: (await createWireFrames()).map((sample) => ({
      ...sample,
      after: sample.after?.bytes ?? null,
      frame: sample.frame.bytes,
    })),
  });
}

async function messagesAreAsCommitted(): Promise<void> {
  const [whole] = await createWireFrames();
  const wireFrame: Bytes = whole?.wire ?? new Uint8Array();
  await expectWritten('messages', {
    client: (await createClientMessages(wireFrame)).map((value) => ({
      bytes: encodeClientMessage(value),
      value,
    })),
    relay: createRelayMessages(wireFrame).map((value) => ({
      bytes: encodeRelayMessage(value),
      value,
    })),
    auth: await createAuths(),
  });
}

async function structuresAreAsCommitted(): Promise<void> {
  const snapshots = (await createSnapshots()).map(async (value) => ({
    bytes: encodeSnapshot(value),
    value,
    signed: snapshotSigningBytes(value.header, await sha256(value.ciphertext)),
    aad: snapshotAad(value.header),
  }));
  const register = await createRegister();
  const statement = await createStatement();
  await expectWritten('structures', {
    documentHeaders: (await createDocumentHeaders()).map((value) => ({
      bytes: encodeDocumentHeader(value),
      value,
      signed: documentHeaderSigningBytes(value.header),
    })),
    snapshots: await Promise.all(snapshots),
    registers: [
      {
        bytes: encodeRegister(register),
        value: register,
        signed: registerSigningBytes(
          register.header,
          await sha256(register.ciphertext),
        ),
        aad: registerAad(register.header),
      },
    ],
    presences: await presenceVectors(),
    statements: [
      {
        bytes: encodeStatement(statement),
        value: statement,
        signed: statementSigningBytes(statement.header),
      },
    ],
  });
}

async function presenceVectors(): Promise<readonly object[]> {
  return Promise.all(
    (await createPresences()).map(async (value) => {
      const { session, counter, signed, ciphertext } = value;
      const scope = { space, doc, session, counter };
      const hash = await sha256(ciphertext);
      return {
        bytes: encodePresence(value),
        value,
        aad: presenceAad(scope),
        signed:
          signed === null
            ? null
            : presenceSigningBytes(scope, signed.relayTimeMs, hash),
      };
    }),
  );
}

async function contentsAreAsCommitted(): Promise<void> {
  const snapshotContent = await createSnapshotContent();
  await expectWritten('contents', {
    plaintexts: createPlaintexts().map((value) => ({
      bytes: padContent(value),
      value,
    })),
    entryContents: (await createEntryContents()).map((value) => ({
      bytes: encodeEntryContent(value),
      value,
    })),
    snapshotContents: [
      { bytes: encodeSnapshotContent(snapshotContent), value: snapshotContent },
    ],
    registerContents: (await createRegisterContents()).map((value) => ({
      bytes: encodeRegisterContent(value),
      value,
    })),
  });
}

async function namesAreAsCommitted(): Promise<void> {
  const { device } = await createSigner(1);
  const sessionNonce = fill(16, 0x12);
  const relays = ['', 'https://minga.example:8443'];
  await expectWritten('names', {
    indexDocuments: await Promise.all(
      ([0, 1, 2, 3] as const).map((documentClass) =>
        indexDocumentId(space, documentClass),
      ),
    ),
    clientId: {
      sessionNonce,
      value: await clientIdOf(device, doc, sessionNonce),
    },
    links: await Promise.all(
      relays.map(async (relay) => {
        const value = { space, inviteId, secret: fill(32, 0xf0), relay };
        const link = await invitationToLink('https://minga.example', value);
        return { link, value };
      }),
    ),
  });
}

it('[P18] frames and wire frames come out as committed', framesAreAsCommitted);
it('[P3] messages come out as committed', messagesAreAsCommitted);
it(
  '[E2] signed and sealed structures come out as committed',
  structuresAreAsCommitted,
);
it('[E7] contents come out as committed', contentsAreAsCommitted);
it('[E27] links and derived ids come out as committed', namesAreAsCommitted);
