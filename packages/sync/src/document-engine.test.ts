import { origins } from '@minga/documents';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Bench, type Member, createBench } from './test-support/bench.ts';

let bench: Bench;
afterEach(() => bench.close());

async function workshop(...names: readonly string[]): Promise<Member[]> {
  bench = await createBench();
  const members: Member[] = [];
  for (const name of names) members.push(await bench.member(name));
  return members;
}

describe('people writing one document', () => {
  test('what one writes reaches the other and is acknowledged', async () => {
    const [ana, luis] = await workshop('ana', 'luis');
    const tab = await ana!.tab();
    tab.text.insert(0, 'hola');
    await tab.settled();
    await bench.quiet();
    expect(luis!.text).toBe('hola');
    expect(ana!.engine.status()).toMatchObject({
      unsent: 0,
      unacknowledged: 0,
      atHead: true,
    });
    expect(bench.log.frames).toHaveLength(1);
  });

  test('two hundred keystrokes travel in a few frames, in order, once each', async () => {
    const [ana, luis] = await workshop('ana', 'luis');
    const tab = await ana!.tab();
    for (let i = 0; i < 200; i++) {
      tab.text.insert(tab.text.length, String(i % 10));
      if (i % 25 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await tab.settled();
    await bench.quiet();
    expect(luis!.text).toBe('0123456789'.repeat(20));
    expect(bench.log.frames.length).toBeLessThan(40);
    expect(ana!.told.salvaged).toBe(0);
  });

  test('who comes late, with nobody there, gets all of it', async () => {
    const [ana] = await workshop('ana');
    const tab = await ana!.tab();
    tab.text.insert(0, 'para después');
    await tab.settled();
    await bench.quiet();
    ana!.offline();
    const rosa = await bench.member('rosa');
    await bench.quiet();
    expect(rosa.text).toBe('para después');
    expect((await rosa.tab()).text.toJSON()).toBe('para después');
  });

  test('coming back with nothing new appends nothing', async () => {
    const [ana] = await workshop('ana');
    const tab = await ana!.tab();
    tab.text.insert(0, 'uno');
    await tab.settled();
    await bench.quiet();
    const before = bench.log.frames.length;
    for (let i = 0; i < 3; i++) {
      ana!.offline();
      await ana!.online();
      await bench.quiet();
    }
    expect(bench.log.frames).toHaveLength(before);
    expect(ana!.told.salvaged).toBe(0);
  });

  test('what two wrote apart is merged with two entries', async () => {
    const [ana, luis] = await workshop('ana', 'luis');
    ana!.offline();
    luis!.offline();
    const [one, two] = [await ana!.tab(), await luis!.tab()];
    for (const letter of 'ana ') one.text.insert(one.text.length, letter);
    for (const letter of 'luis ') two.text.insert(two.text.length, letter);
    await Promise.all([one.settled(), two.settled()]);
    await ana!.online();
    await luis!.online();
    await bench.quiet();
    expect(bench.log.frames).toHaveLength(2);
    expect(ana!.text).toBe(luis!.text);
    expect(ana!.text).toContain('ana ');
    expect(ana!.text).toContain('luis ');
  });

  test('a deletion alone travels, and another person’s text can be deleted', async () => {
    const [ana, luis] = await workshop('ana', 'luis');
    const one = await ana!.tab();
    one.text.insert(0, 'borrar esto');
    await one.settled();
    await bench.quiet();
    one.text.delete(0, 7);
    await one.settled();
    await bench.quiet();
    const two = await luis!.tab();
    two.text.delete(1, 3);
    await two.settled();
    await bench.quiet();
    expect(bench.log.frames).toHaveLength(3);
    expect([ana!.text, luis!.text]).toEqual(['e', 'e']);
    expect(luis!.engine.status().quarantined).toBe(0);
  });

  test('undo, redo, marks and nested values reach the other, without extra entries', async () => {
    const [ana, luis] = await workshop('ana', 'luis');
    const one = await ana!.tab();
    const two = await luis!.tab();
    const undo = new Y.UndoManager(one.text, { captureTimeout: 0 });
    one.text.insert(0, 'texto con marcas');
    one.text.format(0, 5, { bold: true });
    await one.settled();
    await bench.quiet();
    two.text.format(0, 5, { bold: true });
    one.text.format(0, 5, { bold: null });
    undo.undo();
    undo.redo();
    undo.undo();
    two.doc.getMap('m').set('k', new Y.Array());
    await Promise.all([one.settled(), two.settled()]);
    await bench.quiet();
    const seen = (doc: Y.Doc): unknown => [
      doc.getText('t').toDelta(),
      doc.getMap('m').toJSON(),
    ];
    expect(seen(one.doc)).toEqual(seen(two.doc));
    expect(seen(ana!.engine.shadow)).toEqual(seen(luis!.engine.shadow));
    const before = bench.log.frames.length;
    await bench.quiet();
    expect(bench.log.frames).toHaveLength(before);
  });

  test('two tabs and another device, all writing', async () => {
    const [ana, luis] = await workshop('ana', 'luis');
    const tabs = [await ana!.tab(), await ana!.tab(), await luis!.tab()];
    for (let i = 0; i < 40; i++) {
      const tab = tabs[i % 3]!;
      tab.text.insert((i * 7) % (tab.text.length + 1), `${String(i)},`);
      if (i % 4 === 0) await new Promise((resolve) => setTimeout(resolve, 3));
    }
    await Promise.all(tabs.map((tab) => tab.settled()));
    await bench.quiet();
    const texts = new Set([
      ...tabs.map((tab) => tab.text.toJSON()),
      ana!.text,
      luis!.text,
    ]);
    expect(texts.size).toBe(1);
    expect([...texts][0]!.split(',').length).toBe(41);
    expect(ana!.told.salvaged + luis!.told.salvaged).toBe(0);
    expect(ana!.engine.status().duplicated).toEqual([]);
  });

  test('a template and an import travel like edits do', async () => {
    const [ana, luis] = await workshop('ana', 'luis');
    const tab = await ana!.tab();
    tab.doc.transact(() => tab.text.insert(0, 'plantilla '), origins.template);
    tab.doc.transact(() => tab.text.insert(0, 'importado '), origins.import);
    await tab.settled();
    await bench.quiet();
    expect(luis!.text).toBe('importado plantilla ');
  });
});

describe('a row that is told again', () => {
  test('by a tab that does not know what the leader before us has sealed, is appended once', async () => {
    const [ana, luis] = await workshop('ana', 'luis');
    const rows: [string, Uint8Array<ArrayBuffer>][] = [];
    const tab = await ana!.tab();
    tab.text.insert(0, 'una vez');
    await tab.settled();
    rows.push(...ana!.disk.tables.get('local')!);
    expect(rows).toHaveLength(1);
    await bench.quiet();
    for (const [key, row] of rows) await ana!.engine.rowStored(key, row);
    await ana!.crash();
    for (const [key, row] of rows) await ana!.engine.rowStored(key, row);
    expect(ana!.engine.status().unsent).toBe(0);
    await bench.quiet();
    expect(bench.log.frames).toHaveLength(1);
    expect(luis!.text).toBe('una vez');
  });
});

describe('no plaintext leaves', () => {
  test('[E7] nothing of the text is in the log', async () => {
    const [ana] = await workshop('ana');
    const tab = await ana!.tab();
    tab.text.insert(0, 'canario amarillo');
    await tab.settled();
    await bench.quiet();
    const bytes = bench.log.frames
      .map((frame) => Buffer.from(frame).toString('latin1'))
      .join();
    expect(bytes).not.toContain('canario');
  });
});

describe('content that no row has', () => {
  test('is saved as a salvage, once, and others see it', async () => {
    const [ana, luis] = await workshop('ana', 'luis');
    const tab = await ana!.tab();
    tab.text.insert(0, 'a');
    await tab.settled();
    await bench.quiet();
    // An edit made while nobody listened for rows.
    tab.doc.transact(() => tab.text.insert(1, 'bc'), origins.stored);
    const assert = (): Promise<void> =>
      ana!.engine.checkAssertion(
        new Uint8Array(Y.encodeStateAsUpdate(tab.doc)),
      );
    await assert();
    await bench.quiet();
    await assert();
    await bench.quiet();
    expect(luis!.text).toBe('abc');
    expect(ana!.told.salvaged).toBe(1);
    expect(bench.log.frames).toHaveLength(2);
    expect(luis!.engine.status()).toMatchObject({
      quarantined: 0,
      setAside: 0,
    });
    tab.text.insert(3, 'd');
    await tab.settled();
    await bench.quiet();
    expect(luis!.text).toBe('abcd');
  });

  test('a row whose tab died before it told us is found, not salvaged', async () => {
    const [ana, luis] = await workshop('ana', 'luis');
    const tab = await ana!.tab();
    tab.text.insert(0, 'x');
    await tab.settled();
    await bench.quiet();
    const row = [...ana!.disk.tables.get('local')!];
    expect(row).toEqual([]);
    tab.close();
    tab.text.insert(1, 'y');
    await tab.settled();
    await ana!.engine.checkAssertion(
      new Uint8Array(Y.encodeStateAsUpdate(tab.doc)),
    );
    await bench.quiet();
    expect(luis!.text).toBe('xy');
    expect(ana!.told.salvaged).toBe(0);
  });
});
