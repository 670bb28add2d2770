import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Bytes, unwrap } from '@minga/base';
import {
  causeField,
  editIndex,
  editProblem,
  readIndex,
} from '@minga/documents';
import {
  type ClientMessage,
  type RelayMessage,
  decodeClientMessages,
  decodeRelayMessages,
  defaultLimits,
} from '@minga/protocol';
import {
  type MemoryDisk,
  createMemoryDisk,
  createMemoryStore,
} from '@minga/store';
import { type Minga, websocketTransport } from '@minga/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf, untilAtRest } from '../support/agreement.ts';
import {
  type Canary,
  type Found,
  type Scanner,
  disguisesOf,
  scannerOf,
} from '../support/canaries.ts';
import { type Crowd, type Person, gather } from '../support/crowd.ts';
import { fastClock } from '../support/fast-clock.ts';
import { openMember } from '../support/member.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { diceOf } from '../support/seeds.ts';
import { type as typeIn } from '../support/typing.ts';
import { tappedTransport } from '../support/wires.ts';

const words = {
  group: 'Escuela Canariogrupo Ñandú',
  founder: 'Ximena Canariofundadora',
  joiner: 'Rosalía Canarioinvitada',
  title: 'Leen Canariotítulo y no preguntan',
  repeats: 'se repite Canariorepeats cada lunes',
  knownBy: 'lo saben Canariosabido las familias',
  trial: 'probar Canarioensayo en dos cursos',
  responsible: 'Pedro Canarioresponsable',
  due: '2187-03-14',
  cause: 'porque Canariocausa nadie pregunta',
  indexTitle: 'Índice Canariolista de problemas',
  presence: 'campo/canariopresencia',
  large: 'en medio Canariolargo de mucho texto',
} as const;
const canaries: readonly Canary[] = Object.entries(words).map(
  ([field, text]) => ({ field, text }),
);

type Kind = ClientMessage['kind'] | RelayMessage['kind'];
interface Crossed {
  readonly way: 'up' | 'down';
  readonly message: Bytes;
}

describe('words typed in every kind of field', () => {
  const scanner = scannerOf(canaries);
  const crossed: Crossed[] = [];
  const clock = fastClock(30);
  let relay: Relay;
  let crowd: Crowd;

  beforeAll(async () => {
    relay = await startRelay();
    crowd = await gather({
      relay: relay.url,
      clock,
      dice: diceOf(1),
      names: [words.founder, words.joiner],
      group: words.group,
      transport: () =>
        tappedTransport(websocketTransport(), (message, way) => {
          crossed.push({ way, message });
        }),
    });
    const [first, second] = people(crowd);
    writeAll(first);
    second.problem.awareness.setLocalStateField('field', words.presence);
    await untilAtRest(crowd);
    // Large enough for a snapshot to be made of it.
    for (let i = 0; i < 40; i++) {
      const noise = Array.from({ length: 900 }, (_, k) =>
        ((i * 900 + k) * 2654435761).toString(36),
      );
      typeIn(first.problem.doc, 'desired', ` ${noise.join(' ')}`);
    }
    typeIn(first.problem.doc, 'desired', ` ${words.large}`);
    await untilAtRest(crowd);
    await untilCrossed(crossed, ['reg', 'eph', 'snap-put', 'keybox', 'entry']);
  }, 60_000);
  afterAll(async () => {
    await crowd.close();
    await relay.dispose();
    clock.stop();
  });

  it('are read by the other member, so that they did cross', () => {
    const [{ problem: firsts }, { problem, index, view }] = people(crowd);
    const read = JSON.stringify([
      contentOf(problem.doc),
      readIndex(index.doc),
      view(),
      [...firsts.awareness.getStates().values()],
    ]);
    for (const text of Object.values(words)) expect(read).toContain(text);
  });

  it('are in no message, up or down: of entries, presence, registers, actions, cards, keys and snapshots [E2] [E7]', () => {
    expect(crossed.length).toBeGreaterThan(50);
    const found = crossed.flatMap(({ way, message }, i) =>
      scanner.scan(`${way} ${i}`, message),
    );
    expect(found).toEqual([]);
  });

  it("are not in the relay's files, its write-ahead log included, nor in any value of a table", async () => {
    const running = scanFolder(scanner, relay.dataFolder);
    expect(running.files).toContain('relay.db-wal');
    expect(running.found).toEqual([]);
    await relay.stop();
    expect(scanFolder(scanner, relay.dataFolder).found).toEqual([]);
    const values = valuesIn(join(relay.dataFolder, 'relay.db'));
    expect(values.length).toBeGreaterThan(20);
    expect(values.flatMap((one) => scanner.scan('value', one))).toEqual([]);
    await relay.start();
  });

  it('are not in what the relay prints, measures or says of its health; nor is there a name of a space, a document or a person', async () => {
    const pages = await Promise.all(
      ['/metrics', '/healthz', '/'].map(async (path) =>
        (await fetch(relay.url + path)).text(),
      ),
    );
    expect(pages[0]).toContain('minga_');
    const [first] = people(crowd);
    const { me } = first.view();
    for (const text of [...pages, relay.output()]) {
      expect(scanner.scan('text', Buffer.from(text))).toEqual([]);
      for (const name of [crowd.space, crowd.problem, me])
        expect(text).not.toContain(name);
    }
  });

  it('are not readable in what lies on the disks of members', () => {
    for (const { disk } of crowd.people) {
      expect(rowsOf(disk).length).toBeGreaterThan(10);
      expect(scanDisk(scanner, disk)).toEqual([]);
    }
  });
});

describe('the scanner', () => {
  it.each([...disguisesOf(words.title)])('finds a word as %s', (_, bytes) => {
    expect(scannerOf(canaries).scan('here', bytes)).toContainEqual(
      expect.objectContaining({ field: 'title' }),
    );
  });

  it('finds it in the folder and in a value of a relay that let it in', async () => {
    const relay = await startRelay();
    await relay.stop();
    const file = join(relay.dataFolder, 'relay.db');
    const database = new DatabaseSync(file);
    const plant = Buffer.from(words.title, 'utf16le');
    database.prepare("INSERT INTO meta VALUES ('x', ?)").run(words.cause);
    database
      .prepare('INSERT INTO registers VALUES (1, ?, 1, ?)')
      .run(plant, plant);
    database.close();
    const scanner = scannerOf(canaries);
    const fields = (found: readonly Found[]) =>
      new Set(found.map(({ field }) => field));
    const both = new Set(['title', 'cause']);
    expect(fields(scanFolder(scanner, relay.dataFolder).found)).toEqual(both);
    const values = valuesIn(file).flatMap((one) => scanner.scan('', one));
    expect(fields(values)).toEqual(both);
    await relay.dispose();
  });

  it('finds it in a row that is not sealed', async () => {
    const disk = createMemoryDisk();
    const value = new Uint8Array(Buffer.from(words.trial));
    await createMemoryStore({ disk }).commit([
      { kind: 'put', table: 'local', key: 'a', value },
    ]);
    expect(scanDisk(scannerOf(canaries), disk)).not.toEqual([]);
  });
});

describe('the page of an invitation', () => {
  it('looked at by previews, and read, uses nothing up: the one use is for who joins [P27]', async () => {
    const relay = await startRelay();
    const ana = await openMember({ name: 'Ana', relay: relay.url });
    const space = await ana.createSpace('Cordillera');
    const { link } = unwrap(await space.invite({ days: 7, uses: 1 }));
    const { origin, pathname } = new URL(link);
    for (const method of ['GET', 'HEAD', 'GET']) {
      const answer = await fetch(origin + pathname, { method });
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      await answer.arrayBuffer();
    }
    const rosa = await openMember({ name: 'Rosa', relay: relay.url });
    for (let i = 0; i < 3; i++)
      expect(await untilCard(rosa.minga, link)).toMatchObject({
        group: 'Cordillera',
        inviter: 'Ana',
      });
    await rosa.join(link);
    const juan = await openMember({ name: 'Juan', relay: relay.url });
    const refused = await juan.minga.readInvitation(link);
    expect(refused).toMatchObject({ error: { code: 'invitation-used' } });
    for (const member of [ana, rosa, juan]) await member.close();
    await relay.dispose();
  });
});

async function untilCard(minga: Minga, link: string) {
  for (let left = 100; ; left--) {
    const card = await minga.readInvitation(link);
    if (card.ok || left === 0) return unwrap(card);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function people({ people: [first, second] }: Crowd): [Person, Person] {
  if (first === undefined || second === undefined) throw new Error('too few');
  return [first, second];
}

function writeAll({ problem: { doc }, index, newId }: Person): void {
  const edits = editProblem(doc, newId);
  edits.setTitle(words.title);
  typeIn(doc, 'repeats', words.repeats);
  typeIn(doc, 'knownBy', words.knownBy);
  const trial = edits.addTrial(words.trial);
  const cause = edits.addCause('');
  const listed = readIndex(index.doc).entries[0]?.id;
  if (trial === null || cause === null || listed === undefined)
    throw new Error('there is nothing to write in');
  edits.setResponsible(trial, words.responsible);
  edits.setDue(trial, words.due);
  typeIn(doc, causeField(cause), words.cause);
  editIndex(index.doc, newId).rename(listed, words.indexTitle);
}

async function untilCrossed(
  crossed: readonly Crossed[],
  wanted: readonly Kind[],
): Promise<void> {
  const deadline = Date.now() + 40_000;
  for (;;) {
    const kinds = new Set(crossed.flatMap(kindsIn));
    const missing = wanted.filter((kind) => !kinds.has(kind));
    if (missing.length === 0) return;
    if (Date.now() > deadline) throw new Error(`never: ${missing.join()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function kindsIn({ way, message }: Crossed): readonly Kind[] {
  const decoded =
    way === 'up'
      ? unwrap(decodeClientMessages(message, defaultLimits))
      : unwrap(decodeRelayMessages(message, defaultLimits));
  return decoded.map(({ kind }) => kind);
}

function scanFolder(scanner: Scanner, folder: string) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const found = files.flatMap((file) =>
    scanner.scan(file, readFileSync(join(folder, file))),
  );
  return { files, found };
}

/** Every value of every row, each from its own first byte. */
function valuesIn(file: string): readonly Uint8Array[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all();
  const values = tables.flatMap(({ name }) =>
    database
      .prepare(`SELECT * FROM "${String(name)}"`)
      .all()
      .flatMap((row) => Object.values(row)),
  );
  database.close();
  return values.flatMap((value) => {
    if (value instanceof Uint8Array) return [value];
    return typeof value === 'string' ? [Buffer.from(value)] : [];
  });
}

function rowsOf(disk: MemoryDisk): readonly (readonly [string, Uint8Array])[] {
  return [...disk.tables.values()].flatMap((rows) => [...rows]);
}

function scanDisk(scanner: Scanner, disk: MemoryDisk): readonly Found[] {
  return rowsOf(disk).flatMap(([key, value]) => [
    ...scanner.scan('key', Buffer.from(key)),
    ...scanner.scan('row', value),
  ]);
}
