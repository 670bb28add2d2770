import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type DeviceKey,
  type DocumentId,
  idToBytes,
  unwrap,
} from '@minga/base';
import {
  editProblem,
  readProblem,
  startProblem,
  trialField,
} from '@minga/documents';
import type { OpenDocument, Space } from '@minga/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { fingerprint } from '../support/agreement.ts';
import { type Death, type Mortal, mortal } from '../support/crashing.ts';
import { newId } from '../support/documents.ts';
import { fastClock } from '../support/fast-clock.ts';
import { type LocalRelay, startLocalRelay } from '../support/local-relay.ts';
import { type HeadlessMember, openMember } from '../support/member.ts';
import { retype, textOf, type as typeIn } from '../support/typing.ts';
import { type Watched, watch } from '../support/watch.ts';

const clock = fastClock(16);

/** An edit, and how often what it did is there: once when all is well. */
interface Kind {
  readonly name: string;
  /** What somebody else does before. */
  prepare?(doc: Y.Doc, word: string): void;
  edit(doc: Y.Doc, word: string): void;
  times(doc: Y.Doc, word: string): number;
}

const kinds: readonly Kind[] = [
  {
    name: 'letters in a text area',
    edit(doc, word) {
      typeIn(doc, 'repeats', ` ${word}`);
    },
    times: (doc, word) => textOf(doc, 'repeats').split(` ${word}`).length - 1,
  },
  {
    name: 'an item of a list, with its text',
    edit(doc, word) {
      editProblem(doc, newId).addTrial(word);
    },
    times: (doc, word) =>
      readProblem(doc).trials.filter(
        ({ id }) => textOf(doc, trialField(id)) === word,
      ).length,
  },
  {
    name: 'a register',
    edit(doc, word) {
      editProblem(doc, newId).setTitle(word);
    },
    times: (doc, word) =>
      readProblem(doc).title.values.filter(({ value }) => value === word)
        .length,
  },
  {
    name: 'a removal, which leaves no letter',
    prepare(doc, word) {
      typeIn(doc, 'knownBy', ` ${word}`);
    },
    edit(doc, word) {
      retype(doc, 'knownBy', (text) => text.replace(` ${word}`, ''));
    },
    times: (doc, word) => (textOf(doc, 'knownBy').includes(word) ? 0 : 1),
  },
];

/** More than an edit takes until it is acknowledged, so that the last ones meet a process at rest. */
const deaths: readonly Death[] = [
  ...around('commit', 4),
  ...around('up', 2),
  ...around('down', 2),
];

function around(at: Death['at'], upTo: number): readonly Death[] {
  return Array.from({ length: upTo }, (_, i): readonly Death[] => [
    { at, nth: i + 1, side: 'before' },
    { at, nth: i + 1, side: 'after' },
  ]).flat();
}

interface Seat {
  readonly member: HeadlessMember;
  readonly space: Space;
  readonly document: OpenDocument;
  readonly view: Watched;
}

describe.each(kinds)('a process that saves and sends $name', (kind) => {
  let relay: LocalRelay;
  let ana: Seat;
  let process: Mortal;
  let rosa: Seat;
  let count = 0;

  beforeAll(async () => {
    relay = await startLocalRelay({ clock });
    process = mortal();
    const member = await openAna(relay, process);
    const space = await member.createSpace('Cordillera');
    const problem = unwrap(
      await space.createDocument((doc) => {
        startProblem(doc, 1);
      }),
    );
    ana = await sit(member, space, problem);
    const { link } = unwrap(await space.invite({ days: 1, uses: 9 }));
    await untilAtRest([ana]);
    const other = await openMember({ name: 'Rosa', relay: relay.url, clock });
    rosa = await sit(other, await other.join(link), problem);
    await untilAtRest([ana, rosa]);
  });
  afterAll(async () => {
    await ana.member.close();
    await rosa.member.close();
    await relay.dispose();
  });

  it.each(deaths)(
    'and dies $side $at $nth: nothing is lost and nothing is there twice [E3] [P21]',
    async (death) => {
      count += 1;
      const word = `palabra${count}.`;
      kind.prepare?.(rosa.document.doc, word);
      await untilAtRest([ana, rosa]);
      if (death.at === 'commit') process.arm(death);
      kind.edit(ana.document.doc, word);
      await ana.document.settled();
      // A heartbeat that goes out before the keystroke is saved is no step on its way.
      if (death.at !== 'commit') process.arm(death);
      await untilAtRest([ana, rosa], () => process.isDead);
      process.kill();
      await ana.member.close();

      process = mortal();
      const again = await openAna(relay, process, ana.member);
      ana = await sit(again, again.space(ana.space.id), ana.document.id);
      // The keystroke itself is what the first commit saves.
      const isLost = JSON.stringify(death) === JSON.stringify(deaths[0]);
      expect(kind.times(ana.document.doc, word)).toBe(isLost ? 0 : 1);
      await untilAtRest([ana, rosa]);
      for (const { document, view } of [ana, rosa]) {
        expect(kind.times(document.doc, word)).toBe(isLost ? 0 : 1);
        expect(view.now).toMatchObject({
          refused: 0,
          held: 0,
          quarantined: 0,
          deviceDuplicated: false,
        });
      }
    },
  );

  it('and the log holds each edit in one entry', () => {
    const self = ana.view.now.members.find((one) => one.self);
    const saved = deaths.length - 1;
    // One more with what the document began with.
    expect(entriesBy(relay, self?.devices[0])).toBe(saved + 1);
  });
});

function entriesBy(relay: LocalRelay, device?: DeviceKey): number {
  if (device === undefined) throw new Error('no device');
  const file = join(relay.dataFolder, 'relay.db');
  const database = new DatabaseSync(file, { readOnly: true });
  const found = database
    .prepare(
      'SELECT count(*) AS entries FROM entries JOIN authors ON authors.id = author WHERE device = ?',
    )
    .get(idToBytes(device));
  database.close();
  return Number(found?.['entries']);
}

function openAna(
  relay: LocalRelay,
  process: Mortal,
  before?: HeadlessMember,
): Promise<HeadlessMember> {
  const { memory, transport } = process;
  const disk = before === undefined ? {} : { disk: before.disk };
  const { url } = relay;
  return openMember({
    name: 'Ana',
    relay: url,
    clock,
    memory,
    transport,
    ...disk,
  });
}

async function sit(
  member: HeadlessMember,
  space: Space,
  problem: DocumentId,
): Promise<Seat> {
  const document = await space.openDocument(problem);
  return { member, space, document, view: watch(space.view) };
}

async function untilAtRest(
  seats: readonly Seat[],
  orElse: () => boolean = () => false,
): Promise<void> {
  const deadline = clock.now() + 400_000;
  const isAtRest = (): boolean => {
    const prints = seats.map(({ document }) => fingerprint(document.doc));
    return (
      new Set(prints).size === 1 &&
      seats.every(
        ({ view: { now } }) =>
          now.connection === 'live' && now.unsent + now.held === 0,
      )
    );
  };
  while (!isAtRest() && !orElse()) {
    if (clock.now() > deadline)
      throw new Error(
        `no rest: ${seats.map(({ view }) => JSON.stringify(view.now)).join('\n')}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
