import {
  type Bytes,
  type DocumentId,
  type InviteId,
  bytesToId,
  systemRandom,
  unwrap,
} from '@minga/base';
import { type Keyring, createKeyring, foundSpace } from '@minga/crypto';
import {
  type ActionBody,
  type MembershipState,
  type Right,
  type Seen,
  type Signer,
  createSigner,
  createVerifier,
  emptyState,
  extendLog,
  generateDeviceKeys,
  joinProofBytes,
  lastIndex,
  signAction,
} from '@minga/membership';
import { zeroHash } from '@minga/protocol';
import {
  type MemoryDisk,
  type MemoryStoreOptions,
  createMemoryDisk,
  createMemoryStore,
} from '@minga/store';
import { createDocumentEngine } from '../document-engine.ts';
import type {
  DocumentEngine,
  DocumentEnginePorts,
  EngineEvents,
} from '../engine-ports.ts';
import { inlineDecoder } from '../entry-decoder.ts';
import { fastClock } from './fast-clock.ts';
import {
  type LogConnection,
  type MemoryLog,
  type NetworkHabits,
  createMemoryLog,
} from './memory-log.ts';
import { type Tab, type TabWiring, openTab } from './tab.ts';
import { createSpaceCuts } from '../space-cuts.ts';

/** A space, one document of class 0 in it, its log; members come in with `member`. */
export interface Bench {
  readonly log: MemoryLog;
  readonly doc: DocumentId;
  readonly space: MembershipState['space'];
  readonly keyring: Keyring;
  membership(): MembershipState;
  member(name: string, options?: MemberOptions): Promise<Member>;
  /** Resolves when everybody who is online has everything, and nothing is on its way. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export interface MemberOptions {
  readonly right?: Right;
  readonly ports?: Partial<DocumentEnginePorts>;
  readonly store?: MemoryStoreOptions;
  readonly offline?: boolean;
}

/** One device of one person. */
export interface Member {
  readonly signer: Signer;
  readonly disk: MemoryDisk;
  readonly engine: DocumentEngine;
  readonly told: Told;
  readonly text: string;
  online(): Promise<void>;
  offline(): void;
  /** A tab opens the document. */
  tab(): Promise<Tab>;
  /** The leader dies as it is and another one takes over from the store; open tabs stay. */
  crash(options?: MemberOptions): Promise<void>;
  /** Another tab takes over while the leader is frozen; what the frozen one would do when it wakes is up to the test. */
  takeOver(): Promise<DocumentEngine>;
}

export interface Told {
  salvaged: number;
  duplicated: number;
  readonly refused: number[];
  readonly stopped: string[];
}

export async function createBench(habits?: NetworkHabits): Promise<Bench> {
  const random = systemRandom;
  const verify = createVerifier();
  const founderKeys = await generateDeviceKeys();
  const founder = createSigner(founderKeys.device, founderKeys.signingKey);
  const founded = await foundSpace(random, founder, {
    boxKey: founderKeys.boxKey,
    homeRelay: '',
  });
  const { space } = founded;
  let state = emptyState(space);
  const place = async (bytes: Bytes): Promise<void> => {
    const index = state.hashes.length;
    state = unwrap(await extendLog(verify, state, [{ index, bytes }]));
  };
  await place(founded.create.bytes);
  const seen = (): Seen => ({
    seenIndex: lastIndex(state),
    seenHash: state.hashes.at(-1) ?? zeroHash,
    pending: [],
  });
  const act = async (signer: Signer, body: ActionBody): Promise<void> => {
    const action = await signAction(signer, { space, ...seen() }, body);
    await place(action.bytes);
    if (state.voids.size > 0) throw new Error('an action of the bench is void');
  };
  const doc = bytesToId<DocumentId>(random.bytes(16));
  const keyring = createKeyring({
    space,
    epochs: new Map([[0, founded.epochKey]]),
  });
  const log = createMemoryLog(habits);
  const members: Member[] = [];
  const bench: Bench = {
    log,
    doc,
    space,
    keyring,
    membership: () => state,
    async member(_name, options = {}) {
      const isFounder = members.length === 0;
      const signer = isFounder
        ? founder
        : await join(founder, options.right ?? 'writer', act, space);
      const member = await createMember(bench, signer, seen, options);
      members.push(member);
      if (options.offline !== true) await member.online();
      for (const one of members) one.engine.membershipChanged();
      return member;
    },
    async quiet() {
      for (let calm = 0, rounds = 0; calm < 3; rounds++) {
        if (rounds > 2000) throw new Error(`never quiet: ${report(members)}`);
        await Promise.all(members.map(({ engine }) => engine.idle()));
        await new Promise((resolve) => setTimeout(resolve, 5));
        calm = log.isQuiet() && members.every(isSettled) ? calm + 1 : 0;
      }
    },
    async close() {
      for (const member of members) {
        member.offline();
        await member.engine.close();
      }
    },
  };
  return bench;
}

function isSettled({ engine }: Member): boolean {
  const { unsent, unacknowledged, atHead } = engine.status();
  return !atHead || unsent + unacknowledged === 0;
}

function report(members: readonly Member[]): string {
  return JSON.stringify(members.map(({ engine }) => engine.status()));
}

async function join(
  founder: Signer,
  right: Right,
  act: (signer: Signer, body: ActionBody) => Promise<void>,
  space: MembershipState['space'],
): Promise<Signer> {
  const [keys, invited] = await Promise.all([
    generateDeviceKeys(),
    generateDeviceKeys(),
  ]);
  const invite = bytesToId<InviteId>(systemRandom.bytes(16));
  await act(founder, {
    kind: 'invite',
    invite,
    inviteKey: invited.device,
    right,
    until: 0,
    expires: 4_000_000_000_000,
    uses: 1,
    approval: false,
  });
  const inviter = createSigner(invited.device, invited.signingKey);
  const proof = await inviter.sign(
    joinProofBytes(space, invite, keys.device, keys.boxKey),
  );
  const signer = createSigner(keys.device, keys.signingKey);
  await act(signer, { kind: 'join', invite, boxKey: keys.boxKey, proof });
  return signer;
}

async function createMember(
  bench: Bench,
  signer: Signer,
  seen: () => Seen,
  options: MemberOptions,
): Promise<Member> {
  const disk = createMemoryDisk();
  const told: Told = { salvaged: 0, duplicated: 0, refused: [], stopped: [] };
  const events: EngineEvents = {
    changed: () => undefined,
    deviceDuplicated() {
      told.duplicated++;
    },
    refused: ({ code }) => void told.refused.push(code),
    salvaged() {
      told.salvaged++;
    },
    replaced: () => undefined,
    storeFailed: () => undefined,
    stopped: ({ code }) => void told.stopped.push(code),
  };
  let connection: LogConnection | null = null;
  const start = async (also: MemberOptions): Promise<DocumentEngine> => {
    const store = createMemoryStore({ ...options.store, ...also.store, disk });
    const fence = {
      name: 'core',
      number: unwrap(await store.raiseFence('core')),
    };
    const engine = createDocumentEngine({
      space: bench.space,
      doc: bench.doc,
      store,
      fence,
      clock: fastClock,
      random: systemRandom,
      decoder: inlineDecoder(),
      signer,
      verify: createVerifier(),
      keyring: bench.keyring,
      sealing: () => ({ epoch: 0, generation: 0 }),
      membership: () => bench.membership(),
      cuts: createSpaceCuts(bench.keyring, () => ({
        state: bench.membership(),
        projected: bench.membership(),
      })),
      seen,
      headerClass: () => 0,
      append: (frame) =>
        connection?.append(frame) ?? Promise.resolve({ kind: 'lost' }),
      resubscribe: (since) => connection?.subscribe(since),
      fetch: (from, to) => connection?.fetch(from, to),
      events,
      ...options.ports,
      ...also.ports,
    });
    unwrap(await engine.load());
    return engine;
  };
  let engine = await start({});
  const tabs = new Set<TabWiring>();
  const member: Member = {
    signer,
    disk,
    told,
    get engine() {
      return engine;
    },
    get text() {
      return engine.shadow.getText('t').toJSON();
    },
    async online() {
      const wired = engine;
      connection = bench.log.connect({
        entry: (entry) => {
          wired.receive(entry);
        },
        head: (seq) => {
          wired.reachedHead(seq);
        },
      });
      const since = await wired.enterLog(bench.log.logId);
      connection.subscribe(since);
      wired.linkUp();
    },
    offline() {
      connection?.cut();
      connection = null;
      engine.linkDown();
    },
    async tab() {
      const wiring = await openTab(bench, signer, disk);
      wiring.wire(engine);
      tabs.add(wiring);
      return {
        ...wiring.tab,
        close() {
          tabs.delete(wiring);
          wiring.tab.close();
        },
      };
    },
    async crash(also = {}) {
      const wasOnline = connection !== null;
      connection?.cut();
      connection = null;
      await engine.close();
      engine = await start(also);
      for (const tab of tabs) tab.wire(engine);
      if (wasOnline) await member.online();
    },
    async takeOver() {
      const frozen = engine;
      engine = await start({});
      for (const tab of tabs) tab.wire(engine);
      await member.online();
      return frozen;
    },
  };
  return member;
}

/** A tab of `member` opens, appends to the text and closes. */
export async function writes(
  bench: Bench,
  member: Member,
  text: string,
): Promise<void> {
  const tab = await member.tab();
  tab.text.insert(tab.text.length, text);
  await tab.settled();
  await bench.quiet();
  tab.close();
}

export function quarantineCodes({ engine }: Member): readonly string[] {
  return engine.quarantined().map(({ code }) => code);
}

export function heldCodes({ engine }: Member): readonly string[] {
  return engine
    .held()
    .map(({ reason }) => (reason.kind === 'held' ? reason.code : reason.kind));
}
