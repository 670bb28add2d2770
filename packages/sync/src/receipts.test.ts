import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type MemberId,
  bytesToId,
  systemRandom,
  unwrap,
} from '@minga/base';
import { createKeyring, openRegister, sealRegister } from '@minga/crypto';
import {
  type Signer,
  createSigner,
  createVerifier,
  generateDeviceKeys,
} from '@minga/membership';
import { type RegisterContent, defaultLimits, zeroHash } from '@minga/protocol';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Receipts, createReceipts } from './receipts.ts';
import { aDocument, aSpace, deviceNamed } from './test-support/frames.ts';
import {
  type ManualClock,
  manualClock,
  settle,
} from './test-support/manual-clock.ts';

const keyring = createKeyring({
  space: aSpace,
  epochs: new Map([[0, new Uint8Array(32).fill(5)]]),
});
const verify = createVerifier();
const documentNamed = (number: number): DocumentId => {
  const id = new Uint8Array(16);
  new DataView(id.buffer).setUint32(0, number);
  return bytesToId<DocumentId>(id);
};
const memberNamed = (number: number): MemberId =>
  bytesToId<MemberId>(new Uint8Array(16).fill(number));

async function newSigner(): Promise<Signer> {
  const { device, signingKey } = await generateDeviceKeys();
  return createSigner(device, signingKey);
}

type Held = ReadonlyMap<DocumentId, ReadonlyMap<DeviceKey, number>>;

function contentOf(held: Held): RegisterContent {
  return {
    documents: [...held].map(([doc, frontier]) => ({
      doc,
      frontier: [...frontier].map(([device, counter]) => ({ device, counter })),
      endorsed: zeroHash,
      quarantined: [],
    })),
    logIndex: 0,
    logHash: zeroHash,
  };
}

const holding = (counter: number, doc = aDocument): Held =>
  new Map([[doc, new Map([[deviceNamed(1), counter]])]]);

async function registerOf(
  signer: Signer,
  counter: number,
  held: Held,
): Promise<Bytes> {
  const sealer = { random: systemRandom, signer, keyring };
  return unwrap(
    await sealRegister(sealer, { counter, epoch: 0 }, contentOf(held)),
  );
}

let self: Signer;
const members = new Map<DeviceKey, MemberId>();
beforeEach(async () => {
  self = await newSigner();
  members.clear();
  members.set(self.device, memberNamed(0));
});

async function anotherOf(member: number): Promise<Signer> {
  const signer = await newSigner();
  members.set(signer.device, memberNamed(member));
  return signer;
}

interface Desk {
  readonly receipts: Receipts;
  readonly clock: ManualClock;
  readonly sent: Bytes[];
  held: Held;
}

function desk(clock = manualClock()): Desk {
  const sent: Bytes[] = [];
  const one: Desk = {
    clock,
    sent,
    held: holding(1),
    receipts: createReceipts({
      clock,
      random: systemRandom,
      signer: self,
      verify,
      keyring,
      epoch: () => 0,
      memberOf: (device) => members.get(device) ?? null,
      content: () => contentOf(one.held),
      send: (register) => sent.push(register),
      received: () => undefined,
    }),
  };
  return one;
}

async function opened(register: Bytes | undefined) {
  return unwrap(await openRegister({ verify, keyring }, register!));
}

describe('[E24] who has it', () => {
  it('counts members, not devices, never ourselves, and only who covers every counter', async () => {
    const { receipts } = desk();
    const [anas, anasPhone, rosas] = [
      await anotherOf(1),
      await anotherOf(1),
      await anotherOf(2),
    ];
    for (const [signer, counter] of [
      [self, 9],
      [anas, 5],
      [anasPhone, 4],
      [rosas, 3],
    ] as const)
      await receipts.receive(await registerOf(signer, 1, holding(counter)));
    const having = (counter: number) =>
      receipts.coveredBy(aDocument, new Map([[deviceNamed(1), counter]]));
    expect(having(3)).toEqual([memberNamed(1), memberNamed(2)]);
    expect(having(4)).toEqual([memberNamed(1)]);
    expect(having(6)).toEqual([]);
    const alsoTwo = new Map([
      [deviceNamed(1), 3],
      [deviceNamed(2), 1],
    ]);
    expect(receipts.coveredBy(aDocument, alsoTwo)).toEqual([]);
    expect(receipts.coveredBy(documentNamed(1), new Map())).toEqual([]);
  });

  it('the newest register of a device stands, whatever the order they come in', async () => {
    const anas = await anotherOf(1);
    const registers = await Promise.all(
      [1, 2, 3, 4].map((counter) =>
        registerOf(anas, counter, holding(counter)),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }),
        async (order) => {
          const { receipts } = desk();
          for (const i of order) await receipts.receive(registers[i]!);
          const best = Math.max(...order) + 1;
          const having = (counter: number) =>
            receipts.coveredBy(aDocument, new Map([[deviceNamed(1), counter]]))
              .length;
          expect([having(best), having(best + 1)]).toEqual([1, 0]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('a register that comes before its device is known counts from when it is', async () => {
    const { receipts } = desk();
    const stranger = await newSigner();
    await receipts.receive(await registerOf(stranger, 1, holding(1)));
    const frontier = new Map([[deviceNamed(1), 1]]);
    expect(receipts.coveredBy(aDocument, frontier)).toEqual([]);
    members.set(stranger.device, memberNamed(3));
    expect(receipts.coveredBy(aDocument, frontier)).toEqual([memberNamed(3)]);
  });

  it('a register that was changed, or of another space, is none', async () => {
    const { receipts } = desk();
    const anas = await anotherOf(1);
    const register = await registerOf(anas, 1, holding(1));
    for (let at = 0; at < register.length; at += 11) {
      const changed = register.slice();
      changed[at] = (changed[at] ?? 0) ^ 4;
      expect(await receipts.receive(changed)).toBe(false);
    }
    expect(await receipts.receive(register)).toBe(true);
    expect(await receipts.receive(register)).toBe(false);
  });
});

describe('our own register', () => {
  it('goes out 30 s after the first of many changes, and not when nothing is new', async () => {
    const one = desk();
    one.receipts.changed();
    await one.clock.advance(29_000);
    one.held = holding(2);
    one.receipts.changed();
    expect(one.sent).toHaveLength(0);
    await one.clock.advance(1_000);
    expect(one.sent).toHaveLength(1);
    expect((await opened(one.sent[0])).content).toEqual(contentOf(holding(2)));
    one.receipts.changed();
    await one.clock.advance(31_000);
    expect(one.sent).toHaveLength(1);
  });

  it('[P30] its counter rises although the clock went back a day: the relay’s copy is what it counts from', async () => {
    const before = desk();
    before.receipts.changed();
    await before.clock.advance(30_000);
    const kept = before.sent[0]!;
    const after = desk(manualClock(before.clock.now() - 86_400_000));
    after.held = holding(7);
    await after.receipts.receive(kept);
    after.receipts.changed();
    await after.clock.advance(30_000);
    const [was, is] = [await opened(kept), await opened(after.sent[0])];
    expect(is.header.counter).toBeGreaterThan(was.header.counter);
  });

  it('said while the relay’s copy was still on its way, it is said again above it', async () => {
    const before = desk();
    before.receipts.changed();
    await before.clock.advance(30_000);
    const after = desk(manualClock(before.clock.now() - 86_400_000));
    after.held = holding(7);
    after.receipts.changed();
    await after.clock.advance(30_000);
    await after.receipts.receive(before.sent[0]!);
    await after.clock.advance(30_000);
    expect(after.sent).toHaveLength(2);
    const [low, high] = [
      await opened(after.sent[0]),
      await opened(after.sent[1]),
    ];
    expect(high.header.counter).toBeGreaterThan(low.header.counter);
    expect(high.content).toEqual(contentOf(holding(7)));
  });

  it('a relay that has none of ours, or an older one, is told again; one that has it is not', async () => {
    const one = desk();
    one.receipts.changed();
    await one.clock.advance(30_000);
    one.held = holding(2);
    one.receipts.changed();
    await one.clock.advance(30_000);
    expect(one.sent).toHaveLength(2);
    one.receipts.linkUp();
    await one.receipts.receive(one.sent[1]!);
    await one.clock.advance(30_000);
    expect(one.sent).toHaveLength(2);
    one.receipts.linkUp();
    await one.receipts.receive(one.sent[0]!);
    await one.clock.advance(30_000);
    expect(one.sent).toHaveLength(3);
    one.receipts.linkUp();
    await one.clock.advance(30_000);
    expect(one.sent).toHaveLength(4);
  });

  it('keeps what it said of documents that are not in memory now, also over a restart', async () => {
    const one = desk();
    one.receipts.changed();
    await one.clock.advance(30_000);
    const again = desk(one.clock);
    again.held = holding(4, documentNamed(2));
    await again.receipts.receive(one.sent[0]!);
    again.receipts.changed();
    await again.clock.advance(30_000);
    const { documents } = (await opened(again.sent[0])).content;
    expect(documents.map(({ doc }) => doc).sort()).toEqual(
      [aDocument, documentNamed(2)].sort(),
    );
  });

  it('[P2] is never longer than the relay takes, however much there is to say', async () => {
    const one = desk();
    const frontier = new Map(
      Array.from({ length: 40 }, (_, i) => [deviceNamed(i), i + 1] as const),
    );
    one.held = new Map(
      Array.from(
        { length: 500 },
        (_, i) => [documentNamed(i), frontier] as const,
      ),
    );
    one.receipts.changed();
    await one.clock.advance(30_000);
    const [register] = one.sent;
    expect(register?.length).toBeLessThanOrEqual(defaultLimits.register);
    expect(register?.length).toBeGreaterThan(defaultLimits.register / 2);
    expect((await opened(register)).content.documents.length).toBeGreaterThan(
      20,
    );
  });

  it('after stop nothing goes out', async () => {
    const one = desk();
    one.receipts.changed();
    one.receipts.stop();
    one.receipts.changed();
    await one.clock.advance(60_000);
    await settle();
    expect(one.sent).toHaveLength(0);
    expect(one.clock.pending).toBe(0);
  });
});
