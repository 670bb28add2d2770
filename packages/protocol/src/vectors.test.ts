import { type Bytes, type Result, toHex, unwrap } from '@minga/base';
import { describe, expect, it } from 'vitest';

import { type Auth, type AuthChallenge, authSigningBytes } from './auth.ts';
import {
  type EntryContent,
  type SnapshotContent,
  decodeEntryContent,
  decodeSnapshotContent,
  encodeEntryContent,
  encodeSnapshotContent,
} from './claims.ts';
import type { ProtocolError } from './decoding.ts';
import { clientIdOf, indexDocumentId, sha256 } from './derived-ids.ts';
import {
  type SignedDocumentHeader,
  decodeDocumentHeader,
  documentHeaderSigningBytes,
  encodeDocumentHeader,
} from './document-header.ts';
import {
  type FrameParts,
  decodeFrame,
  encodeFrame,
  frameAad,
  frameSigningBytes,
  hashFrame,
} from './frame.ts';
import {
  type Invitation,
  invitationToLink,
  linkToInvitation,
} from './invitation-link.ts';
import { defaultLimits } from './limits.ts';
import {
  decodeClientMessages,
  decodeRelayMessages,
  encodeClientMessage,
  encodeRelayMessage,
} from './messages.ts';
import { type Plaintext, padContent, unpadContent } from './padding.ts';
import {
  type Presence,
  decodePresence,
  encodePresence,
  presenceAad,
  presenceSigningBytes,
} from './presence.ts';
import {
  type Register,
  type RegisterContent,
  decodeRegister,
  decodeRegisterContent,
  encodeRegister,
  encodeRegisterContent,
  registerAad,
  registerSigningBytes,
} from './register.ts';
import {
  type Snapshot,
  decodeSnapshot,
  encodeSnapshot,
  snapshotAad,
  snapshotSigningBytes,
} from './snapshot.ts';
import {
  type Statement,
  decodeStatement,
  encodeStatement,
  statementSigningBytes,
} from './statement.ts';
import contents from './vectors/contents.json' with { type: 'json' };
import { createSigner, doc, isSignedBy, space } from './vectors/fixed.ts';
import frames from './vectors/frames.json' with { type: 'json' };
import { fromHex, fromJson } from './vectors/json.ts';
import messages from './vectors/messages.json' with { type: 'json' };
import names from './vectors/names.json' with { type: 'json' };
import { predecessorOf } from './vectors/sample-frames.ts';
import structures from './vectors/structures.json' with { type: 'json' };
import wireFrames from './vectors/wire-frames.json' with { type: 'json' };
import { decodeWireFrame, encodeWireFrame } from './wire-frame.ts';

const rosa = await createSigner(1);

interface Hex {
  readonly hex: string;
}

interface Vector {
  readonly bytes: Hex;
  readonly value: unknown;
}

/** Both ways: the committed bytes decode to the committed value, and that encodes to those bytes. */
function expectBothWays<Value>(
  vectors: readonly Vector[],
  encode: (value: Value) => Bytes,
  decode: (bytes: Bytes) => Result<unknown, ProtocolError>,
): void {
  expect(vectors.length).toBeGreaterThan(0);
  for (const { bytes, value } of vectors) {
    const expected = fromJson(value) as Value;
    expect(unwrap(decode(fromHex(bytes.hex)))).toEqual(expected);
    expect(toHex(encode(expected))).toBe(bytes.hex);
  }
}

describe('frames', () => {
  it('[P18] the canonical frame of every vector is read and written the same', () => {
    expectBothWays<FrameParts>(frames.frames, encodeFrame, (bytes) => {
      const frame = decodeFrame(bytes);
      if (!frame.ok) return frame;
      const { bytes: whole, ...parts } = frame.value;
      expect(whole).toBe(bytes);
      return { ok: true, value: parts };
    });
  });

  it('[E2] signature and AAD of a frame are over labels of their own, and the signature holds', async () => {
    for (const vector of frames.frames) {
      const { header, ciphertext, signature } = fromJson(
        vector.value,
      ) as FrameParts;
      const signed = frameSigningBytes(header, await sha256(ciphertext));
      expect(toHex(signed)).toBe(vector.signed.hex);
      expect(toHex(frameAad(header))).toBe(vector.aad.hex);
      expect(await isSignedBy(rosa.key, signature, signed)).toBe(true);
    }
  });

  it('[E3] frame hash and entryId come from the canonical bytes', async () => {
    for (const { bytes, ids } of frames.frames)
      expect(await hashFrame(fromHex(bytes.hex))).toEqual(ids);
  });

  it('[P18] every wire frame is rebuilt to the canonical bytes and made from them again', async () => {
    for (const vector of wireFrames.wireFrames) {
      const { from, via, after, frame } = fromJson(vector) as {
        readonly from: 'client' | 'relay';
        readonly via: null;
        readonly after: Bytes | null;
        readonly frame: Bytes;
      };
      const predecessor = await predecessorOf(
        after === null ? null : unwrap(decodeFrame(after)),
      );
      const wire = fromHex(vector.wire.hex);
      const decoded = unwrap(
        decodeWireFrame(wire, { space, doc, from }, predecessor),
      );
      expect(toHex(decoded.frame.bytes), vector.name).toBe(toHex(frame));
      expect(decoded.frame).toEqual(unwrap(decodeFrame(frame)));
      expect(decoded.via).toBe(via);
      expect(
        toHex(encodeWireFrame(decoded.frame, predecessor, via)),
        vector.name,
      ).toBe(vector.wire.hex);
    }
  });
});

describe('messages', () => {
  it('[P3] every message of a device is read and written the same', () => {
    expectBothWays(messages.client, encodeClientMessage, (bytes) =>
      onlyOne(decodeClientMessages(bytes, defaultLimits)),
    );
  });

  it('[P3] every message of a relay is read and written the same', () => {
    expectBothWays(messages.relay, encodeRelayMessage, (bytes) =>
      onlyOne(decodeRelayMessages(bytes, defaultLimits)),
    );
  });

  it('[P6] AUTH signs mode, audience, space, nonce and subject', async () => {
    for (const vector of messages.auth) {
      const challenge = fromJson(vector.challenge) as AuthChallenge;
      const signed = authSigningBytes(challenge);
      expect(toHex(signed)).toBe(vector.signed.hex);
      const signature = fromHex(vector.signature.hex);
      expect(await isSignedBy(rosa.key, signature, signed)).toBe(true);
    }
  });

  it('[P7] the vectors hold all modes of AUTH', () => {
    const modes = messages.client
      .map(({ value }) => fromJson(value) as { kind: string; auth: Auth })
      .filter(({ kind }) => kind === 'auth')
      .map(({ auth }) => auth.mode);
    expect(modes).toEqual(['member', 'invite', 'create', 'card']);
  });
});

function onlyOne<T>(
  result: Result<readonly T[], ProtocolError>,
): Result<T | undefined, ProtocolError> {
  if (!result.ok) return result;
  expect(result.value).toHaveLength(1);
  return { ok: true, value: result.value[0] };
}

describe('structures', () => {
  it('[E19] document headers are read, written and signed the same', async () => {
    const vectors = structures.documentHeaders;
    expectBothWays(vectors, encodeDocumentHeader, decodeDocumentHeader);
    for (const { value, signed } of vectors) {
      const { header, signature } = fromJson(value) as SignedDocumentHeader;
      const bytes = documentHeaderSigningBytes(header);
      expect(toHex(bytes)).toBe(signed.hex);
      expect(await isSignedBy(rosa.key, signature, bytes)).toBe(true);
    }
  });

  it('[E21] snapshots are read, written and signed the same', async () => {
    const vectors = structures.snapshots;
    expectBothWays(vectors, encodeSnapshot, decodeSnapshot);
    for (const { value, signed, aad } of vectors) {
      const { header, ciphertext, signature } = fromJson(value) as Snapshot;
      const bytes = snapshotSigningBytes(header, await sha256(ciphertext));
      expect(toHex(bytes)).toBe(signed.hex);
      expect(toHex(snapshotAad(header))).toBe(aad.hex);
      expect(await isSignedBy(rosa.key, signature, bytes)).toBe(true);
    }
  });

  it('[E24] registers are read, written and signed the same', async () => {
    const vectors = structures.registers;
    expectBothWays(vectors, encodeRegister, decodeRegister);
    for (const { value, signed, aad } of vectors) {
      const { header, ciphertext, signature } = fromJson(value) as Register;
      const bytes = registerSigningBytes(header, await sha256(ciphertext));
      expect(toHex(bytes)).toBe(signed.hex);
      expect(toHex(registerAad(header))).toBe(aad.hex);
      expect(await isSignedBy(rosa.key, signature, bytes)).toBe(true);
    }
  });

  it('[E25] presence, signed or not, is read and written the same', async () => {
    const vectors = structures.presences;
    expectBothWays(vectors, encodePresence, decodePresence);
    for (const vector of vectors) {
      const presence = fromJson(vector.value) as Presence;
      const { session, counter, signed, ciphertext } = presence;
      const scope = { space, doc, session, counter };
      expect(toHex(presenceAad(scope))).toBe(vector.aad.hex);
      if (signed === null) continue;
      const hash = await sha256(ciphertext);
      const bytes = presenceSigningBytes(scope, signed.relayTimeMs, hash);
      expect(toHex(bytes)).toBe(vector.signed?.hex);
      expect(await isSignedBy(rosa.key, signed.signature, bytes)).toBe(true);
    }
  });

  it('[E26] statements are read, written and signed the same', async () => {
    const vectors = structures.statements;
    expectBothWays(vectors, encodeStatement, decodeStatement);
    for (const { value, signed } of vectors) {
      const { header, signature } = fromJson(value) as Statement;
      const bytes = statementSigningBytes(header);
      expect(toHex(bytes)).toBe(signed.hex);
      expect(await isSignedBy(rosa.key, signature, bytes)).toBe(true);
    }
  });
});

describe('contents', () => {
  it('[E7] padded rows are read and written the same', () => {
    expectBothWays<Plaintext>(contents.plaintexts, padContent, unpadContent);
  });

  it('[E9] contents of entries and snapshots carry claims', () => {
    expectBothWays<EntryContent>(
      contents.entryContents,
      encodeEntryContent,
      decodeEntryContent,
    );
    expectBothWays<SnapshotContent>(
      contents.snapshotContents,
      encodeSnapshotContent,
      decodeSnapshotContent,
    );
  });

  it('[E24] contents of registers are read and written the same', () => {
    expectBothWays<RegisterContent>(
      contents.registerContents,
      encodeRegisterContent,
      decodeRegisterContent,
    );
  });
});

describe('names', () => {
  it('[E20] the index of a class has the same id on every device', async () => {
    for (const documentClass of [0, 1, 2, 3] as const)
      expect(await indexDocumentId(space, documentClass)).toBe(
        names.indexDocuments[documentClass],
      );
  });

  it('[E9] a clientID is the first 53 bits of its hash', async () => {
    const nonce = fromHex(names.clientId.sessionNonce.hex);
    const id = await clientIdOf(rosa.device, doc, nonce);
    expect(id).toBe(names.clientId.value);
    expect(Number.isSafeInteger(id)).toBe(true);
  });

  it('[E27] links are read and written the same', async () => {
    for (const { link, value } of names.links) {
      const invitation = fromJson(value) as Invitation;
      expect(unwrap(await linkToInvitation(link))).toEqual(invitation);
      expect(await invitationToLink('https://minga.example', invitation)).toBe(
        link,
      );
    }
  });
});
