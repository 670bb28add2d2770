import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, type DocumentId, systemClock } from '@minga/base';
import { type Right, nextLogHash } from '@minga/membership';
import { type Relay, type RelayOptions, createRelay } from './index.ts';
import { TestClient } from './test-client.ts';
import {
  Chain,
  type FoundedSpace,
  type Known,
  type Person,
  createInvitation,
  createPerson,
  documentHeader,
  foundSpace,
  joinAction,
  randomId,
  signedAction,
} from './test-story.ts';

/** What a scene needs of the test runner: its tests hand it over, so that nothing outside them depends on it. */
export interface TestRunner {
  readonly onTestFinished: (task: () => Promise<void>) => void;
  readonly vi: { setConfig(config: { readonly testTimeout: number }): void };
}

/** Real sockets and a real disk, on machines that do other things too. */
const testTimeout = 30_000;

export interface Scenes {
  /** A relay on a folder of its own, both gone when the test ends. */
  readonly startRelay: (options?: RelayOptions) => Promise<TestRelay>;
  readonly anaFounds: (options?: RelayOptions) => Promise<Scene>;
  readonly together: (options?: RelayOptions) => Promise<Together>;
}

export function createScenes(runner: TestRunner): Scenes {
  runner.vi.setConfig({ testTimeout });
  const start = (options: RelayOptions = {}) => startRelay(runner, options);
  const anaFounds = (options?: RelayOptions) => start(options).then(foundAt);
  return {
    startRelay: start,
    anaFounds,
    together: (options) => anaFounds(options).then(bringTogether),
  };
}

export interface TestRelay {
  readonly url: string;
  readonly dir: string;
  /** The same data, another process as far as anybody can tell. */
  restart(options?: RelayOptions): Promise<void>;
  stop(): Promise<void>;
}

async function startRelay(
  runner: TestRunner,
  options: RelayOptions,
): Promise<TestRelay> {
  const dir = mkdtempSync(join(tmpdir(), 'minga-relay-'));
  let relay: Relay = await createRelay({ dataDir: dir, ...options });
  runner.onTestFinished(async () => {
    await relay.close();
    rmSync(dir, { recursive: true });
  });
  return {
    get url() {
      return relay.url;
    },
    dir,
    restart: async (changed = options) => {
      await relay.close();
      relay = await createRelay({ dataDir: dir, ...changed });
    },
    stop: () => relay.close(),
  };
}

/** A clock that can be put forward; what waits for time to pass still waits for real time. */
export function skewedClock(): Clock & { skip(ms: number): void } {
  let skew = 0;
  return {
    now: () => systemClock.now() + skew,
    after: (ms, task) => systemClock.after(ms, task),
    skip(ms) {
      skew += ms;
    },
  };
}

/** Ana has founded a space and is connected; `known` is what its newest member knows. */
export interface Scene {
  readonly relay: TestRelay;
  readonly ana: Person;
  readonly space: FoundedSpace;
  readonly known: Known;
  readonly client: TestClient;
}

async function foundAt(relay: TestRelay): Promise<Scene> {
  const ana = await createPerson();
  const space = await foundSpace(ana);
  const client = await TestClient.creator(relay.url, ana, space);
  return { relay, ana, space, known: space, client };
}

export interface Joined {
  readonly person: Person;
  readonly client: TestClient;
  readonly known: Known;
}

/** Ana invites somebody, who joins and connects. */
export async function letIn(
  { relay, ana, client }: Scene,
  known: Known,
  right: Right = 'writer',
): Promise<Joined> {
  const invitation = await createInvitation({ right });
  const invite = await signedAction(ana.signer, known, invitation.body);
  client.send({ kind: 'action', action: invite.bytes });
  await client.next('action');
  const invited = await afterAction(known, invite.hash);
  const person = await createPerson();
  const door = await TestClient.invited(relay.url, invitation, known.space);
  await door.next('card');
  const join = await joinAction(person, invited, invitation);
  door.send({ kind: 'action', action: join.bytes });
  await door.next('action');
  await client.next('action');
  await door.close();
  return {
    person,
    client: await TestClient.member(relay.url, person, known.space),
    known: await afterAction(invited, join.hash),
  };
}

export async function afterAction(
  known: Known,
  action: Known['seenHash'],
): Promise<Known> {
  return {
    space: known.space,
    seenIndex: known.seenIndex + 1,
    seenHash: await nextLogHash(known.seenHash, action),
  };
}

/** A document with its record, put by ana. */
export async function createDocument(
  { ana, client }: Scene,
  known: Known,
  changes: Parameters<typeof documentHeader>[3] = {},
): Promise<DocumentId> {
  const doc = randomId<DocumentId>(16);
  const header = await documentHeader(ana, known, doc, changes);
  client.send({ kind: 'doc', header });
  await client.next('doc');
  return doc;
}

/** Ana and Luis are in, and subscribed to one document. */
export interface Together {
  readonly scene: Scene;
  readonly ana: TestClient;
  readonly luis: Joined;
  readonly known: Known;
  readonly doc: DocumentId;
  readonly channel: number;
  readonly ofAna: Chain;
  readonly ofLuis: Chain;
}

async function bringTogether(scene: Scene): Promise<Together> {
  const luis = await letIn(scene, scene.known);
  const { known } = luis;
  const doc = await createDocument(scene, known);
  const channel = await scene.client.subscribe(doc);
  await luis.client.subscribe(doc);
  luis.client.received.length = 0;
  scene.client.received.length = 0;
  const ofAna = new Chain(scene.ana, known, doc);
  const ofLuis = new Chain(luis.person, known, doc);
  return { scene, ana: scene.client, luis, known, doc, channel, ofAna, ofLuis };
}
