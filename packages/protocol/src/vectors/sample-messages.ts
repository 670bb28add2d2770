import {
  type Bytes,
  type DeviceKey,
  bytesToId,
  concatBytes,
} from '@minga/base';

import { type AuthChallenge, authSigningBytes } from '../auth.ts';
import { zeroEntryId, zeroHash } from '../decoding.ts';
import { defaultLimits, limitsToValues } from '../limits.ts';
import type { ClientMessage } from '../messages-client.ts';
import type { RelayMessage } from '../messages-relay.ts';
import {
  createSigner,
  doc,
  entryId,
  fill,
  hashOf,
  inviteId,
  logId,
  otherDoc,
  space,
} from './fixed.ts';

const action = fill(120, 0x21);
const asker = bytesToId<DeviceKey>(concatBytes(fill(1, 1), fill(32, 0x50)));
const time = 1_790_000_000_000;

export interface SampleAuth {
  readonly challenge: AuthChallenge;
  readonly signed: Bytes;
  readonly signature: Bytes;
}

export async function createAuths(): Promise<readonly SampleAuth[]> {
  const rosa = await createSigner(1);
  const modes = ['member', 'invite', 'create', 'card'] as const;
  return Promise.all(
    modes.map(async (mode) => {
      const challenge = {
        mode,
        audience: 'minga.example:8443',
        space,
        nonce: fill(32, 0x30),
        subject: rosa.key,
      };
      const signed = authSigningBytes(challenge);
      return { challenge, signed, signature: await rosa.sign(signed) };
    }),
  );
}

export async function createClientMessages(
  wireFrame: Bytes,
): Promise<readonly ClientMessage[]> {
  const rosa = await createSigner(1);
  const { device, key } = rosa;
  const [member, invite, create, card] = (await createAuths()).map(
    (auth) => auth.signature,
  );
  const none = new Uint8Array(64);
  return [
    { kind: 'hello', version: 1, space, suites: [1, 2] },
    {
      kind: 'auth',
      auth: {
        mode: 'member',
        device,
        haveActions: 4,
        haveHash: hashOf(0x90),
        signature: member ?? none,
      },
    },
    {
      kind: 'auth',
      auth: {
        mode: 'invite',
        inviteId,
        inviteKey: key,
        signature: invite ?? none,
      },
    },
    {
      kind: 'auth',
      auth: { mode: 'create', device, action, signature: create ?? none },
    },
    {
      kind: 'auth',
      auth: { mode: 'card', cardKey: key, signature: card ?? none },
    },
    { kind: 'sync', logId, since: { seq: 0, entryId: zeroEntryId } },
    { kind: 'sync', logId, since: { seq: 70_000, entryId } },
    { kind: 'sub', doc, since: 128, withoutSnapshot: true },
    { kind: 'unsub', channel: 7 },
    { kind: 'append', channel: 7, wireFrame },
    { kind: 'doc', header: fill(200, 0x31) },
    { kind: 'action', action },
    {
      kind: 'keybox',
      inviteId,
      sealedKeys: fill(65, 0x32),
      sealedCard: fill(60, 0x33),
    },
    { kind: 'ask', device, status: 'waits', note: fill(92, 0x3a) },
    { kind: 'lease', doc },
    {
      kind: 'snap-put',
      doc,
      hash: hashOf(0x94),
      total: 400,
      offset: 300,
      part: fill(100, 0x34),
    },
    { kind: 'get', what: 'entries', doc, from: 5, to: 500 },
    { kind: 'get', what: 'snapshot', doc, hash: hashOf(0x94) },
    { kind: 'eph', channel: 7, presence: fill(90, 0x35) },
    { kind: 'reg', register: fill(300, 0x36) },
    { kind: 'reg', register: null },
    { kind: 'report', doc, entryId, code: 1 },
    { kind: 'ping', clientTimeMs: time },
    {
      kind: 'blob-put',
      name: hashOf(0x95),
      total: 70_000,
      offset: 16_384,
      part: fill(100, 0x38),
    },
    { kind: 'blob-get', name: hashOf(0x95), offset: 16_384 },
    { kind: 'blob-stat', name: hashOf(0x95) },
    { kind: 'blob', type: 65, body: fill(9, 0x37) },
    { kind: 'blob', type: 67, body: new Uint8Array() },
  ];
}

export function createRelayMessages(wireFrame: Bytes): readonly RelayMessage[] {
  return [
    { kind: 'challenge', nonce: fill(32, 0x30), serverTimeMs: time },
    {
      kind: 'ready',
      logId,
      serverTimeMs: time,
      actionCount: 5,
      spaceHead: 70_000,
      limits: limitsToValues(defaultLimits),
    },
    { kind: 'card', inviteId, status: 'live', sealedCard: fill(60, 0x33) },
    {
      kind: 'card',
      inviteId,
      status: 'unknown',
      sealedCard: new Uint8Array(),
    },
    {
      kind: 'changes',
      reset: true,
      more: true,
      live: false,
      logId,
      upTo: { seq: 900, entryId },
      documents: [
        { doc, head: 900 },
        { doc: otherDoc, head: 12 },
      ],
    },
    {
      kind: 'changes',
      reset: false,
      more: false,
      live: true,
      logId,
      upTo: { seq: 0, entryId: zeroEntryId },
      documents: [],
    },
    { kind: 'subbed', doc, channel: 7, head: 900 },
    { kind: 'entry', channel: 7, seq: 900, back: 3, alias: 1, wireFrame },
    { kind: 'head', channel: 7, seq: 900 },
    {
      kind: 'snap',
      channel: 7,
      covers: 880,
      hash: hashOf(0x94),
      total: 100,
      offset: 0,
      part: fill(100, 0x34),
    },
    { kind: 'ack', channel: 7, seq: 901, back: 1 },
    {
      kind: 'nack',
      channel: 7,
      entryId,
      final: false,
      code: 4429,
      retryAfterMs: 2500,
    },
    {
      kind: 'nack',
      channel: 0,
      entryId: zeroEntryId,
      final: true,
      code: 4409,
      retryAfterMs: 0,
    },
    { kind: 'doc', header: fill(200, 0x31) },
    { kind: 'doc-nack', doc, final: true, code: 4443 },
    { kind: 'action', index: 300, action },
    {
      kind: 'action-nack',
      actionHash: hashOf(0x95),
      final: true,
      code: 4409,
    },
    { kind: 'keybox', inviteId, sealedKeys: fill(65, 0x32) },
    { kind: 'ask', device: asker, status: 'waits', note: fill(92, 0x3a) },
    {
      kind: 'ask',
      device: asker,
      status: 'turned-away',
      note: new Uint8Array(),
    },
    { kind: 'leased', doc, granted: true, ms: 30_000 },
    { kind: 'snap-ack', doc, accepted: false, hashInForce: hashOf(0x94) },
    { kind: 'snap-ack', doc, accepted: true, hashInForce: zeroHash },
    { kind: 'eph', channel: 7, presence: fill(90, 0x35) },
    { kind: 'reg', register: fill(300, 0x36) },
    { kind: 'chan-close', channel: 7, code: 4403 },
    { kind: 'pong', clientTimeMs: time, serverTimeMs: time, spaceHead: 901 },
    { kind: 'found', spaces: [space] },
    {
      kind: 'blob-part',
      name: hashOf(0x95),
      total: 70_000,
      offset: 65_536,
      part: fill(100, 0x38),
    },
    {
      kind: 'blob-ack',
      name: hashOf(0x95),
      total: 70_000,
      received: 16_384,
      code: 0,
      retryAfterMs: 0,
      spaceBytes: 70_000,
    },
    {
      kind: 'blob-ack',
      name: hashOf(0x95),
      total: 0,
      received: 0,
      code: 4503,
      retryAfterMs: 2_000,
      spaceBytes: 0,
    },
  ];
}
