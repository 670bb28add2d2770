import {
  type DeviceKey,
  type DocumentId,
  bytesToId,
  systemRandom,
} from '@minga/base';
import { createDoc, origins } from '@minga/documents';
import { clientIdOf } from '@minga/protocol';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeUpdate } from './decode-update.ts';
import { startIdentity } from './session-identity.ts';
import { settle } from './test-support/manual-clock.ts';

const device = bytesToId<DeviceKey>(new Uint8Array(33).fill(1));
const doc = bytesToId<DocumentId>(new Uint8Array(16).fill(2));

test('[E9] every row is written under the clientID of its nonce, also right after Yjs has drawn another', async () => {
  const ydoc = createDoc();
  const identity = await startIdentity(systemRandom, device, doc, ydoc);
  const rows: { update: Uint8Array; nonce: Uint8Array<ArrayBuffer> }[] = [];
  ydoc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== origins.remote)
      rows.push({ update, nonce: identity.nonce() });
  });
  ydoc.getText('t').insert(0, 'antes');
  for (const letter of 'abc') {
    // Somebody else writes under our clientID: a copied profile.
    const copy = createDoc(ydoc.clientID);
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(ydoc));
    copy.clientID = ydoc.clientID;
    copy.getText('t').insert(0, 'copia');
    const before = ydoc.clientID;
    Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(copy), origins.remote);
    expect(ydoc.clientID).not.toBe(before);
    ydoc.getText('t').insert(0, letter);
    await settle();
  }
  expect(rows).toHaveLength(4);
  for (const { update, nonce } of rows) {
    const decoded = decodeUpdate({
      codec: 'v1',
      update: new Uint8Array(update),
    });
    const clients = decoded.ok
      ? decoded.value.runs.map(({ client }) => client)
      : [];
    expect(clients).toEqual([await clientIdOf(device, doc, nonce)]);
  }
});
