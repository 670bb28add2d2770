import { setTimeout as sleep } from 'node:timers/promises';
import { type Hash, unwrap } from '@minga/base';
import { createDoc, origins } from '@minga/documents';
import type { OpenDocument, Space } from '@minga/sync';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { canonicalForm } from '../../packages/sync/src/canonical-form.ts';
import { untilEqual } from '../support/documents.ts';
import { putForged } from '../support/forged-snapshot.ts';
import { fastClock } from '../support/fast-clock.ts';
import { type LocalRelay, startLocalRelay } from '../support/local-relay.ts';
import {
  type HeadlessMember,
  type HeadlessOptions,
  isLive,
  openMember,
  sent,
  until,
} from '../support/member.ts';
import { joinRaw } from '../support/raw-member.ts';
import { type Tap, tapWire } from '../support/tap.ts';
import { cuttableTransport } from '../support/wires.ts';

const speed = 30;

interface Stage {
  readonly relay: LocalRelay;
  readonly open: (
    name: string,
    more?: Partial<HeadlessOptions>,
  ) => Promise<HeadlessMember>;
}

const ends: (() => Promise<void>)[] = [];

async function stage(): Promise<Stage> {
  const relay = await startLocalRelay();
  const members: HeadlessMember[] = [];
  ends.push(async () => {
    for (const member of members) await member.close();
    await relay.dispose();
  });
  return {
    relay,
    async open(name, more = {}) {
      const member = await openMember({
        name,
        relay: relay.url,
        clock: fastClock(speed),
        ...more,
      });
      members.push(member);
      return member;
    },
  };
}

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const textOf = (document: OpenDocument): string =>
  document.doc.getText('texto').toJSON();

async function formOf(document: OpenDocument): Promise<Hash> {
  // The document on screen holds what its editor keeps; what it says is what travels.
  const copy = createDoc();
  Y.applyUpdateV2(copy, Y.encodeStateAsUpdateV2(document.doc), origins.stored);
  return unwrap(await canonicalForm(copy));
}

/** One entry for each word: what waits while one is on its way would travel together. */
async function write(
  space: Space,
  document: OpenDocument,
  list: readonly string[],
  tap: Tap,
): Promise<void> {
  for (const word of list) {
    const before = tap.count('ack');
    document.doc.getText('texto').insert(textOf(document).length, word);
    await document.settled();
    while (tap.count('ack') === before) {
      space.flush();
      await sleep(2);
    }
  }
  await sent(document);
}

const words = (count: number, word: string): string[] =>
  Array.from({ length: count }, (_, i) => `${word}${i} `);

/** Large enough that a few of them are due. */
const pages = (count: number, letter: string): string[] =>
  Array.from({ length: count }, () => letter.repeat(45_000));

async function invite(space: Space): Promise<string> {
  return unwrap(await space.invite({ days: 7, uses: 20 })).link;
}

describe('snapshots', () => {
  it('[E21] [E22] [P28] six hundred entries become a snapshot; who joins gets it and few entries, and the same content', async () => {
    const { open } = await stage();
    const tap = tapWire();
    const ana = await open('Ana', { transport: tap.transport });
    const space = await ana.createSpace('Cordillera');
    await until(space.view, isLive);
    const doc = unwrap(await space.createDocument());
    const anas = await space.openDocument(doc);
    await write(space, anas, words(600, 'a'), tap);
    await untilEqual(
      () => tap.received.some((one) => one.kind === 'snap-ack' && one.accepted),
      true,
      30_000,
    );
    await write(space, anas, words(5, 'z'), tap);

    const hers = tapWire();
    const rosa = await open('Rosa', { transport: hers.transport });
    const there = await rosa.join(await invite(space));
    await until(there.view, isLive);
    const rosas = await there.openDocument(doc);
    await untilEqual(() => textOf(rosas), textOf(anas), 30_000);
    expect(hers.count('snap')).toBeGreaterThan(0);
    const places = hers.received.flatMap((one) =>
      one.kind === 'entry' ? [one.seq] : [],
    );
    expect(new Set(places).size).toBeLessThan(250);
    expect(await formOf(rosas)).toBe(await formOf(anas));
    // Ana was alone when she made it, and the relay still has what it is made of.
    await until(
      rosas.status,
      ({ caughtUp, unconfirmed }) => caughtUp && !unconfirmed,
    );
    await write(there, rosas, words(3, 'r'), hers);
    await untilEqual(() => textOf(anas), textOf(rosas));
    expect(await formOf(rosas)).toBe(await formOf(anas));
  }, 120_000);

  it('[E22] one with other text under the same clocks changes nothing for who holds the entries, is unconfirmed for who joins, and left by who can ask for them', async () => {
    const { open, relay } = await stage();
    const tap = tapWire();
    const ana = await open('Ana', { transport: tap.transport });
    const space = await ana.createSpace('Cordillera');
    await until(space.view, isLive);
    const doc = unwrap(await space.createDocument());
    const anas = await space.openDocument(doc);
    await write(space, anas, ['leen ', 'y ', 'no ', 'preguntan'], tap);
    const link = await invite(space);
    await until(space.view, ({ unsent }) => unsent === 0);
    const mara = await joinRaw(relay.url, link);
    const snapHash = await putForged(mara, doc, anas.doc);
    await until(space.view, ({ members }) => members.length === 2);

    const back = await reopened(ana, open);
    const again = back.space(space.id);
    await until(again.view, isLive);
    const hers = await again.openDocument(doc);
    await until(hers.status, ({ caughtUp }) => caughtUp);
    expect(textOf(hers)).toBe('leen y no preguntan');

    const deaf = tapWire(({ kind }) => kind !== 'get');
    const rosa = await open('Rosa', { transport: deaf.transport });
    const there = await rosa.join(link);
    await until(there.view, isLive);
    const rosas = await there.openDocument(doc);
    await untilEqual(() => textOf(rosas), 'leen y no pregunton', 20_000);
    await until(
      rosas.status,
      ({ caughtUp, unconfirmed }) => caughtUp && unconfirmed,
    );
    expect(deaf.received).toContainEqual(
      expect.objectContaining({ kind: 'snap', hash: snapHash }),
    );

    // Who can ask for the entries finds out, and shows what they say.
    const juan = await open('Juan');
    const his = await juan.join(link);
    await until(his.view, isLive);
    await sleep(1_000);
    const juans = await his.openDocument(doc);
    await untilEqual(() => textOf(juans), 'leen y no preguntan', 20_000);
    await until(
      juans.status,
      ({ caughtUp, unconfirmed }) => caughtUp && !unconfirmed,
    );
    mara.close();
  }, 120_000);

  it('[E22] one that was on screen and turns out false is replaced there, with what its reader wrote meanwhile', async () => {
    const { open, relay } = await stage();
    const tap = tapWire();
    const ana = await open('Ana', { transport: tap.transport });
    const space = await ana.createSpace('Cordillera');
    await until(space.view, isLive);
    const doc = unwrap(await space.createDocument());
    const anas = await space.openDocument(doc);
    await write(space, anas, ['leen ', 'y ', 'no ', 'preguntan'], tap);
    const link = await invite(space);
    await until(space.view, ({ unsent }) => unsent === 0);
    const mara = await joinRaw(relay.url, link);
    await putForged(mara, doc, anas.doc);

    // The entries take their time.
    let isSlow = true;
    const slow = tapWire(({ kind }) => !(isSlow && kind === 'get'));
    const wire = cuttableTransport(slow.transport);
    const juan = await open('Juan', { transport: wire });
    const his = await juan.join(link);
    await until(his.view, isLive);
    const before = await his.openDocument(doc);
    await untilEqual(() => textOf(before), 'leen y no pregunton', 20_000);
    before.doc.getText('texto').insert(0, 'Aquí ');
    await sent(before);
    isSlow = false;
    wire.cut();
    his.hurry();
    await until(before.replaced, (is) => is, 20_000);
    before.doc.getText('texto').insert(0, '¡Oh! ');
    await before.settled();
    before.close();

    const after = await his.openDocument(doc);
    await untilEqual(() => textOf(after), '¡Oh! Aquí leen y no preguntan');
    await sent(after);
    await untilEqual(() => textOf(anas), '¡Oh! Aquí leen y no preguntan');
    expect(await formOf(anas)).toBe(await formOf(after));
    const view = await until(his.view, ({ unsent }) => unsent === 0);
    expect(view).toMatchObject({ refused: 0, held: 0, quarantined: 0 });
    mara.close();
  }, 120_000);

  it('[P28] of two members who could make one, one does, and the other hears of it and looks', async () => {
    const { open } = await stage();
    const taps = [tapWire(), tapWire()] as const;
    const ana = await open('Ana', { transport: taps[0].transport });
    const space = await ana.createSpace('Cordillera');
    await until(space.view, isLive);
    const doc = unwrap(await space.createDocument());
    const anas = await space.openDocument(doc);
    await write(space, anas, ['uno '], taps[0]);
    const link = await invite(space);
    const rosa = await open('Rosa', { transport: taps[1].transport });
    const there = await rosa.join(link);
    await until(there.view, isLive);
    const rosas = await there.openDocument(doc);
    await untilEqual(() => textOf(rosas), 'uno ', 20_000);
    await Promise.all([
      write(space, anas, pages(4, 'a'), taps[0]),
      write(there, rosas, pages(4, 'r'), taps[1]),
    ]);
    const accepted = (): number =>
      taps
        .flatMap(({ received }) => received)
        .filter((one) => one.kind === 'snap-ack' && one.accepted).length;
    await untilEqual(accepted, 1, 30_000);
    // The other one hears of it by a register, looks, and says so in hers.
    await untilEqual(
      () => taps.some((tap) => tap.count('snap') > 0),
      true,
      30_000,
    );
    await sleep(1_000);
    expect(accepted()).toBe(1);
    expect(
      taps.flatMap(({ received }) =>
        received.filter((one) => one.kind === 'nack'),
      ),
    ).toEqual([]);
    await untilEqual(() => textOf(anas).length, textOf(rosas).length);
    expect(await formOf(rosas)).toBe(await formOf(anas));
  }, 120_000);

  it('[E22] [P28] one that is refused because another is in force is put on top of that, also when that is wrong', async () => {
    const { open, relay } = await stage();
    const tap = tapWire();
    const ana = await open('Ana', { transport: tap.transport });
    const space = await ana.createSpace('Cordillera');
    await until(space.view, isLive);
    const doc = unwrap(await space.createDocument());
    const anas = await space.openDocument(doc);
    await write(space, anas, ['preguntan '], tap);
    const link = await invite(space);
    await until(space.view, ({ unsent }) => unsent === 0);
    const mara = await joinRaw(relay.url, link);
    await putForged(mara, doc, anas.doc);
    await write(space, anas, pages(8, 'a'), tap);
    const answers = (): boolean[] =>
      tap.received.flatMap((one) =>
        one.kind === 'snap-ack' ? [one.accepted] : [],
      );
    await untilEqual(answers, [false, true], 30_000);
    expect(textOf(anas)).toContain('preguntan');
    mara.close();

    const rosa = await open('Rosa');
    const there = await rosa.join(link);
    await until(there.view, isLive);
    const rosas = await there.openDocument(doc);
    await untilEqual(() => textOf(rosas), textOf(anas), 30_000);
    expect(await formOf(rosas)).toBe(await formOf(anas));
  }, 120_000);

  it('[P12] [P28] a relay restored from before the snapshot is given the entries and one again', async () => {
    const { open, relay } = await stage();
    const tap = tapWire();
    const ana = await open('Ana', { transport: tap.transport });
    const space = await ana.createSpace('Cordillera');
    await until(space.view, isLive);
    const doc = unwrap(await space.createDocument());
    const anas = await space.openDocument(doc);
    await write(space, anas, words(20, 'a'), tap);
    await relay.backUp();
    await until(space.view, isLive, 30_000);
    await write(space, anas, pages(8, 'b'), tap);
    const accepted = (): number =>
      tap.received.filter((one) => one.kind === 'snap-ack' && one.accepted)
        .length;
    await untilEqual(accepted, 1, 30_000);
    await relay.restore('openly');
    await untilEqual(accepted, 2, 60_000);

    const rosa = await open('Rosa');
    const there = await rosa.join(await invite(space));
    await until(there.view, isLive);
    const rosas = await there.openDocument(doc);
    await untilEqual(() => textOf(rosas), textOf(anas), 30_000);
    expect(await formOf(rosas)).toBe(await formOf(anas));
  }, 180_000);
});

async function reopened(
  member: HeadlessMember,
  open: Stage['open'],
): Promise<HeadlessMember> {
  await member.close();
  return open(member.name, { disk: member.disk });
}
