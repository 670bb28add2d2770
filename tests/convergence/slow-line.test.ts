import { unwrap } from '@minga/base';
import { type OpenDocument, websocketTransport } from '@minga/sync';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { untilEqual } from '../support/documents.ts';
import { type FastClock, fastClock } from '../support/fast-clock.ts';
import { type LocalRelay, startLocalRelay } from '../support/local-relay.ts';
import {
  type HeadlessMember,
  isLive,
  openMember,
  sent,
  until,
} from '../support/member.ts';
import { type Dice, diceOf } from '../support/seeds.ts';
import { slowTransport } from '../support/slow-transport.ts';
import { tapWire } from '../support/tap.ts';

/** How many times faster than usual everything here runs: the line, the clocks of members and relay, y-websocket's watchdog. */
const speed = 40;
const shape = { bitsPerSecond: 30_000, delayMs: 500 };
/** Of the clock; what is due comes in half of it. */
const patienceMs = 1_200_000;

const wall = vi.hoisted(() => {
  const time = { now: Date.now };
  // lib0 keeps the function that it finds when it is loaded.
  Date.now = () => time.now();
  return time;
});

let clock: FastClock;
let relay: LocalRelay;
const members: HeadlessMember[] = [];

beforeEach(async () => {
  clock = fastClock(speed);
  followClock(clock);
  relay = await startLocalRelay({ clock });
});

afterEach(async () => {
  for (const member of members.splice(0)) await member.close();
  await relay.dispose();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  clock.stop();
});

it('two megabytes over 30 kbit/s and half a second: on one connection, once, the snapshot shown before the rest, her own words gone up long before [P4] [P15] [P28]', async () => {
  const { ana, doc, anas, link } = await written();
  const size = Y.encodeStateAsUpdateV2(anas.doc).length;
  expect(size).toBeGreaterThan(2_000_000);
  const line = slowTransport(websocketTransport(), clock, shape);
  const rosa = await open('Rosa', line);
  const emitted = vi.spyOn(WebsocketProvider.prototype, 'emit');
  const there = await rosa.join(link);
  const startedAt = clock.now();
  const rosas = await there.openDocument(doc);

  const note = 'lo leeré esta noche';
  rosas.doc.getText('apuntes').insert(0, note);
  await untilEqual(
    () => anas.doc.getText('apuntes').toJSON(),
    note,
    patienceMs,
  );
  expect(textOf(rosas)).toBe('');
  expect(clock.now() - startedAt).toBeLessThan(60_000);

  await untilEqual(() => textOf(rosas) !== '', true, patienceMs);
  expect(textOf(rosas)).toContain('fin de la copia');
  expect(textOf(rosas)).not.toContain('fin de todo');
  await untilEqual(() => textOf(rosas) === textOf(anas), true, patienceMs);
  await until(rosas.status, ({ caughtUp }) => caughtUp);
  expect(line.down).toBeLessThan(1.2 * size);
  // The visit with the invitation, and hers.
  expect(line.connections).toBe(2);
  const told = emitted.mock.calls.map(([name]) => name);
  expect(told).not.toContain('connection-close');
  expect(told.filter((name) => name === 'sync')).toHaveLength(1);
  await ana.close();
}, 120_000);

it('one paste of half a megabyte to somebody on such a line comes, and what she writes meanwhile goes [P2]', async () => {
  const ana = await open('Ana');
  const cordillera = await ana.createSpace('Cordillera');
  await until(cordillera.view, isLive);
  const doc = unwrap(await cordillera.createDocument());
  const anas = await cordillera.openDocument(doc);
  write(anas, 'antes ');
  await sent(anas, 60_000);
  const { link } = unwrap(await cordillera.invite({ days: 7, uses: 1 }));
  await until(cordillera.view, ({ unsent }) => unsent === 0);
  const line = slowTransport(websocketTransport(), clock, shape);
  const rosa = await open('Rosa', line);
  const there = await rosa.join(link);
  const rosas = await there.openDocument(doc);
  await untilEqual(() => textOf(rosas), 'antes ', patienceMs);
  await until(rosas.status, ({ caughtUp }) => caughtUp, 60_000);

  // In one message nothing is heard for two minutes.
  write(anas, page(diceOf(2), 600_000));
  await sent(anas, 60_000);
  rosas.doc.getText('apuntes').insert(0, 'sigo');
  await untilEqual(() => textOf(rosas) === textOf(anas), true, patienceMs);
  await sent(rosas, 60_000);
  await untilEqual(() => anas.doc.getText('apuntes').toJSON(), 'sigo');
  expect(line.connections).toBeLessThan(7);
}, 120_000);

/** Most of it in a snapshot, the end in entries after it. */
async function written() {
  const dice = diceOf(1);
  const tap = tapWire();
  const accepted = (): number =>
    tap.received.filter((one) => one.kind === 'snap-ack' && one.accepted)
      .length;
  const ana = await open('Ana', tap.transport);
  const cordillera = await ana.createSpace('Cordillera');
  await until(cordillera.view, isLive);
  const doc = unwrap(await cordillera.createDocument());
  const anas = await cordillera.openDocument(doc);
  for (const copy of [1, 2, 3]) {
    write(anas, page(dice, 620_000));
    if (copy === 3) write(anas, 'fin de la copia');
    await sent(anas, 60_000);
    await untilEqual(accepted, copy, patienceMs);
  }
  for (let i = 0; i < 6; i++) {
    write(anas, page(dice, 24_000));
    await sent(anas, 60_000);
  }
  write(anas, 'fin de todo');
  await sent(anas, 60_000);
  const { link } = unwrap(await cordillera.invite({ days: 7, uses: 1 }));
  await until(cordillera.view, ({ unsent }) => unsent === 0);
  return { ana, doc, anas, link };
}

async function open(
  name: string,
  transport = websocketTransport(),
): Promise<HeadlessMember> {
  const member = await openMember({ name, relay: relay.url, clock, transport });
  members.push(member);
  return member;
}

const textOf = (document: OpenDocument): string =>
  document.doc.getText('texto').toJSON();

function write(document: OpenDocument, text: string): void {
  document.doc.getText('texto').insert(textOf(document).length, text);
}

/** No letters that say the next ones: nothing makes it shorter on its way. */
function page(dice: Dice, length: number): string {
  return Array.from({ length }, () =>
    String.fromCharCode(33 + dice.below(94)),
  ).join('');
}

/** Whoever looks every few seconds, as y-websocket and awareness do, looks by this clock. */
function followClock(story: FastClock): void {
  const { setInterval: every, clearInterval: end } = globalThis;
  const stops = new Map<unknown, () => void>();
  vi.stubGlobal('setInterval', (look: () => void, ms: number): unknown => {
    if (ms < 1_000) return every(look, ms);
    const name = {};
    const again = (): void => {
      const stop = story.after(ms, () => {
        again();
        look();
      });
      stops.set(name, stop);
    };
    again();
    return name;
  });
  vi.stubGlobal('clearInterval', (name: NodeJS.Timeout): void => {
    const stop = stops.get(name);
    if (stop === undefined) end(name);
    else stop();
    stops.delete(name);
  });
  wall.now = () => story.now();
}
