// For tests: any action there can be.
import {
  type AnyId,
  type Bytes,
  type DeviceKey,
  type Hash,
  type InviteId,
  type MemberId,
  type SpaceId,
  bytesToId,
  idToBytes,
} from '@minga/base';
import { compareBytes, suite1, zeroHash } from '@minga/protocol';
import fc from 'fast-check';
import { type Action, noSpace } from './action.ts';
import type { ActionBody } from './action-body.ts';

const fixed = (length: number) =>
  fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((bytes): Bytes => new Uint8Array(bytes));
const someBytes = fc
  .uint8Array({ maxLength: 90 })
  .map((bytes): Bytes => new Uint8Array(bytes));
const id = <T extends AnyId>(length: number) =>
  fixed(length).map((bytes) => bytesToId<T>(bytes));
const key = fixed(32).map((bytes): Bytes => Uint8Array.of(suite1, ...bytes));
const device = key.map((bytes) => bytesToId<DeviceKey>(bytes));
const u32 = fc.nat(0xffffffff);
const u64 = fc.maxSafeNat();

const right = fc.constantFrom(
  'steward' as const,
  'writer' as const,
  'companion' as const,
  'reader' as const,
);

const anyBody: fc.Arbitrary<ActionBody> = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    salt: fixed(16),
    boxKey: key,
    epochCommitment: fixed(32),
    homeRelay: fc.string({ maxLength: 80, unit: 'grapheme' }),
  }),
  fc.record({
    kind: fc.constant('home' as const),
    homeRelay: fc.string({ maxLength: 80 }),
  }),
  fc.record({
    kind: fc.constantFrom('profile' as const, 'settings' as const),
    epoch: u32,
    sealed: someBytes,
  }),
  fc.record({
    kind: fc.constant('invite' as const),
    invite: id<InviteId>(16),
    inviteKey: device,
    right,
    until: u64,
    expires: u64,
    uses: fc.integer({ min: 1, max: 0xffffffff }),
    approval: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('revoke-invite' as const),
    invite: id<InviteId>(16),
  }),
  fc.record({
    kind: fc.constant('join' as const),
    invite: id<InviteId>(16),
    boxKey: key,
    proof: fixed(64),
  }),
  fc.record({
    kind: fc.constant('device' as const),
    device,
    boxKey: key,
    proof: fixed(64),
    epoch: u32,
    lockbox: someBytes,
  }),
  fc.record({
    kind: fc.constant('device-remove' as const),
    device,
    cut: someBytes,
  }),
  fc.record({
    kind: fc.constant('approve' as const),
    device,
    epoch: u32,
    lockbox: someBytes,
  }),
  fc.record({
    kind: fc.constant('role' as const),
    member: id<MemberId>(16),
    right,
    until: u64,
    cut: someBytes,
  }),
  fc.record({
    kind: fc.constant('remove' as const),
    member: id<MemberId>(16),
    cut: fixed(30),
  }),
  fc.record({
    kind: fc.constant('rotate' as const),
    epoch: u32,
    commitment: fixed(32),
    previousKey: someBytes,
    lockboxes: fc
      .uniqueArray(fc.record({ device, sealed: someBytes }), {
        minLength: 1,
        maxLength: 5,
        selector: (box) => box.device,
      })
      .map((boxes) =>
        boxes.toSorted((a, b) =>
          compareBytes(idToBytes(a.device), idToBytes(b.device)),
        ),
      ),
  }),
  fc.record({
    kind: fc.constantFrom('leave' as const, 'close' as const),
    cut: someBytes,
  }),
  fc.record({
    kind: fc.constant('vouch' as const),
    member: id<MemberId>(16),
    device,
    boxKey: key,
    proof: fixed(64),
    epoch: u32,
    lockbox: someBytes,
  }),
  fc.record({ kind: fc.constant('delete' as const), due: u64 }),
  fc.record({ kind: fc.constant('cancel' as const), action: id<Hash>(32) }),
  fc.record({
    kind: fc.constant('unknown' as const),
    code: fc.constantFrom(0, 19, 77, 255),
    body: someBytes,
  }),
);

export const anyAction: fc.Arbitrary<Action> = fc
  .tuple(
    anyBody,
    id<SpaceId>(32).filter((space) => space !== noSpace),
    device,
    u32,
    id<Hash>(32),
    fc.array(id<Hash>(32), { maxLength: 4 }),
    fixed(64),
  )
  .map(([body, space, author, seenIndex, seenHash, pending, signature]) =>
    body.kind === 'create'
      ? {
          space: noSpace,
          device: author,
          seenIndex: 0,
          seenHash: zeroHash,
          pending: [],
          body,
          signature,
        }
      : {
          space,
          device: author,
          seenIndex,
          seenHash,
          pending,
          body,
          signature,
        },
  );
