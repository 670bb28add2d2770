import {
  type DeviceKey,
  type DocumentId,
  type EntryId,
  type Hash,
  type InviteId,
  type LogId,
  type SpaceId,
  bytesToId,
  utf8,
  unwrap,
} from '@minga/base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  EntryWrite,
  LogOutcome,
  LogWrite,
  RelayLog,
} from './relay-log.ts';

export interface LogUnderTest {
  readonly log: RelayLog;
  /** Ends the process's hold on the log and opens the same data again; null for a log that keeps nothing. */
  reopen(): Promise<RelayLog> | null;
  dispose(): Promise<void>;
}

const bytesOf = (length: number, fill: number) =>
  new Uint8Array(length).fill(fill);
const space = bytesToId<SpaceId>(bytesOf(32, 1));
const otherSpace = bytesToId<SpaceId>(bytesOf(32, 2));
const logId = bytesToId<LogId>(bytesOf(16, 3));
const doc = bytesToId<DocumentId>(bytesOf(16, 4));
const otherDoc = bytesToId<DocumentId>(bytesOf(16, 5));
const device = bytesToId<DeviceKey>(bytesOf(33, 6));
const otherDevice = bytesToId<DeviceKey>(bytesOf(33, 7));
const hashOf = (n: number) => bytesToId<Hash>(bytesOf(32, n));
const entryIdOf = (n: number) => bytesToId<EntryId>(bytesOf(16, n));
const whole = { after: 0, upTo: Number.MAX_SAFE_INTEGER, maxBytes: 1e9 };

const create: LogWrite = {
  kind: 'create',
  space,
  logId,
  action: utf8('create'),
};
const header = (of: DocumentId, generation = 0): LogWrite => ({
  kind: 'header',
  space,
  doc: of,
  generation,
  header: utf8(`header ${generation}`),
});
const entry = (n: number, of = doc): EntryWrite => ({
  kind: 'entry',
  space,
  doc: of,
  entryId: entryIdOf(n),
  device,
  counter: n,
  via: null,
  frame: utf8(`frame ${n}`),
});
const snapshot = (
  n: number,
  previous: number | null,
  covers: number,
  at = n,
): LogWrite => ({
  kind: 'snapshot',
  space,
  doc,
  previous: previous === null ? null : hashOf(100 + previous),
  hash: hashOf(100 + n),
  covers,
  at,
  snapshot: utf8(`snapshot ${n}`),
});
const purge = (
  coveredBefore: number,
  at = 1000,
  forgetBefore = 0,
): LogWrite => ({
  kind: 'purge',
  space,
  doc,
  coveredBefore,
  at,
  forgetBefore,
});

/** What every RelayLog does, whatever it stands on. */
export function relayLogConformance(
  name: string,
  open: () => Promise<LogUnderTest>,
): void {
  describe(`RelayLog: ${name}`, () => {
    let tested: LogUnderTest;
    let log: RelayLog;
    beforeEach(async () => {
      tested = await open();
      log = tested.log;
    });
    afterEach(() => tested.dispose());

    const commit = async (...writes: LogWrite[]): Promise<LogOutcome[]> => [
      ...unwrap(await log.commit(writes)),
    ];
    const kinds = async (...writes: LogWrite[]) =>
      (await commit(...writes)).map(({ kind }) => kind);
    const seqs = async (of = doc) =>
      (await log.entries({ space, doc: of, ...whole })).map(({ seq }) => seq);

    it('knows no space before its create, and creates it once', async () => {
      expect(await log.space(space)).toBeNull();
      expect(await kinds(create, create)).toEqual(['done', 'lost']);
      expect(await kinds(create)).toEqual(['lost']);
      expect(await log.space(space)).toMatchObject({
        logId,
        head: 0,
        bytes: 0,
      });
      expect(await log.space(otherSpace)).toBeNull();
    });

    it('lets later writes of a batch stand on earlier ones', async () => {
      expect(await kinds(create, header(doc), entry(1))).toEqual([
        'done',
        'done',
        'stored',
      ]);
    });

    it('[P10] gives strictly increasing seq per space and the previous entry of the document', async () => {
      await commit(create, header(doc), header(otherDoc));
      const [first, other, second] = await commit(
        entry(1),
        entry(2, otherDoc),
        entry(3),
      );
      const [third] = await commit(entry(4));
      const places = [first, other, second, third].map((outcome) =>
        outcome?.kind === 'stored' ? outcome : null,
      );
      const given = places.map((place) => place?.seq ?? 0);
      expect([...given].sort((a, b) => a - b)).toEqual(given);
      expect(new Set(given).size).toBe(4);
      expect(places.map((place) => place?.prevSeq)).toEqual([
        0,
        0,
        given[0],
        given[2],
      ]);
      expect(await log.space(space)).toMatchObject({
        head: given[3],
        headEntryId: entryIdOf(4),
      });
    });

    it('[P21] knows an entry it holds, in the same batch and later, per document', async () => {
      await commit(create, header(doc), header(otherDoc));
      const [stored, held, elsewhere] = await commit(
        entry(1),
        entry(1),
        entry(1, otherDoc),
      );
      expect(stored?.kind).toBe('stored');
      expect(held).toEqual({
        kind: 'held',
        seq: stored?.kind === 'stored' ? stored.seq : 0,
      });
      expect(elsewhere?.kind).toBe('stored');
      expect(await commit(entry(1))).toEqual([held]);
      expect(await seqs()).toHaveLength(1);
    });

    it('[P23] takes no entry without space or document record', async () => {
      expect(await kinds(entry(1))).toEqual(['absent']);
      expect(await kinds(create, entry(1), header(doc), entry(1))).toEqual([
        'done',
        'absent',
        'done',
        'stored',
      ]);
    });

    it('gives entries back as they came, in pages', async () => {
      const carried: EntryWrite = { ...entry(2), via: otherDevice };
      await commit(create, header(doc), entry(1), carried, entry(3));
      const all = await log.entries({ space, doc, ...whole });
      expect(all).toMatchObject([
        { device, counter: 1, via: null, frame: utf8('frame 1') },
        { device, counter: 2, via: otherDevice, frame: utf8('frame 2') },
        { device, counter: 3, via: null, frame: utf8('frame 3') },
      ]);
      const [first, second] = all.map(({ seq }) => seq);
      const page = (after: number, upTo: number, maxBytes: number) =>
        log
          .entries({ space, doc, after, upTo, maxBytes })
          .then((entries) => entries.map(({ seq }) => seq));
      expect(await page(0, whole.upTo, 1)).toEqual([first]);
      expect(await page(0, whole.upTo, 8)).toEqual([first, second]);
      expect(await page(first ?? 0, second ?? 0, 1e9)).toEqual([second]);
      expect(await page(0, 0, 1e9)).toEqual([]);
      expect(await log.entries({ space: otherSpace, doc, ...whole })).toEqual(
        [],
      );
    });

    it('[P12] tells the entryId at a seq', async () => {
      await commit(create, header(doc), entry(1));
      const [seq] = await seqs();
      expect(await log.entryIdAt(space, seq ?? 0)).toBe(entryIdOf(1));
      expect(await log.entryIdAt(space, (seq ?? 0) + 1)).toBeNull();
      expect(await log.entryIdAt(otherSpace, seq ?? 0)).toBeNull();
    });

    it('[P7] [P26] gives each position of the membership log once, without gaps, and knows whom it registers', async () => {
      const action = (index: number): LogWrite => ({
        kind: 'action',
        space,
        index,
        action: utf8(`action ${index}`),
        registers: index === 2 ? otherDevice : null,
        ...{ at: index, erasing: null },
      });
      expect(await kinds(create, action(1), action(1), action(3))).toEqual([
        'done',
        'done',
        'lost',
        'lost',
      ]);
      expect(await kinds(action(0), action(2))).toEqual(['lost', 'done']);
      expect((await log.space(space))?.actions).toEqual([
        utf8('create'),
        utf8('action 1'),
        utf8('action 2'),
      ]);
      expect(await log.spacesOfDevice(otherDevice)).toEqual([space]);
      expect(await log.spacesOfDevice(device)).toEqual([]);
    });

    it('[P25] puts a document record by compare-and-set on its generation', async () => {
      expect(
        await kinds(create, header(doc, 1), header(doc), header(doc)),
      ).toEqual(['done', 'lost', 'done', 'lost']);
      expect(
        await kinds(header(doc, 2), header(doc, 1), header(doc, 1)),
      ).toEqual(['lost', 'done', 'lost']);
      await commit(entry(1));
      const [head] = await seqs();
      expect((await log.space(space))?.documents).toEqual([
        {
          doc,
          generation: 1,
          header: utf8('header 1'),
          head,
          snapshot: null,
        },
      ]);
    });

    it('[P30] keeps the newest register of each device', async () => {
      const register = (counter: number, of = device): LogWrite => ({
        kind: 'register',
        space,
        device: of,
        counter,
        register: utf8(`register ${counter}`),
      });
      expect(
        await kinds(create, register(2), register(1), register(2), register(3)),
      ).toEqual(['done', 'done', 'lost', 'lost', 'done']);
      await commit(register(9, otherDevice));
      const kept = await log.registers(space);
      expect(new Set(kept.map((bytes) => bytes.join()))).toEqual(
        new Set([utf8('register 3').join(), utf8('register 9').join()]),
      );
    });

    it('[P27] keeps sealed keys and card of an invitation until they are erased', async () => {
      const invite = bytesToId<InviteId>(bytesOf(16, 8));
      const box = {
        invite,
        expires: 1000,
        sealedKeys: utf8('keys'),
        sealedCard: utf8('card'),
      };
      await commit(create, { kind: 'keybox', space, ...box });
      expect((await log.space(space))?.keyboxes).toEqual([box]);
      const newer = { ...box, sealedKeys: utf8('newer') };
      await commit({ kind: 'keybox', space, ...newer });
      expect((await log.space(space))?.keyboxes).toEqual([newer]);
      await commit({ kind: 'keybox-erased', space, invite });
      expect((await log.space(space))?.keyboxes).toEqual([]);
      await commit({ kind: 'keybox', space, ...box });
      await commit({ kind: 'keyboxes-expired', now: 999 });
      expect((await log.space(space))?.keyboxes).toEqual([box]);
      await commit({ kind: 'keyboxes-expired', now: 1000 });
      expect((await log.space(space))?.keyboxes).toEqual([]);
    });

    it('[P28] moves the snapshot pointer by compare-and-set and keeps the previous snapshot', async () => {
      expect(await kinds(create, snapshot(1, null, 1))).toEqual([
        'done',
        'absent',
      ]);
      await commit(header(doc), entry(1), entry(2));
      const [first, second] = await seqs();
      expect(
        await kinds(
          snapshot(1, 7, first ?? 0),
          snapshot(1, null, first ?? 0),
          snapshot(1, null, first ?? 0),
          snapshot(2, null, second ?? 0),
          snapshot(2, 1, second ?? 0),
        ),
      ).toEqual(['lost', 'sized', 'sized', 'lost', 'sized']);
      expect((await log.space(space))?.documents).toMatchObject([
        { snapshot: { hash: hashOf(102), covers: second } },
      ]);
      expect(await log.snapshot(space, hashOf(101))).toEqual(
        utf8('snapshot 1'),
      );
      await commit(snapshot(3, 2, second ?? 0));
      expect(await log.snapshot(space, hashOf(101))).toBeNull();
      expect(await log.snapshot(space, hashOf(102))).toEqual(
        utf8('snapshot 2'),
      );
      expect(await log.snapshot(otherSpace, hashOf(102))).toBeNull();
    });

    it('[P28] purges only what the previous snapshot covers and a ripe one too, and remembers its entryId', async () => {
      await commit(create, header(doc));
      for (const n of [1, 2, 3, 4]) await commit(entry(n));
      const [a, b, c, d] = (await seqs()) as [number, number, number, number];
      await commit(snapshot(1, null, a, 10), purge(1e6));
      expect(await seqs()).toEqual([a, b, c, d]);
      await commit(snapshot(2, 1, c, 20), purge(10));
      expect(await seqs()).toEqual([a, b, c, d]);
      await commit(purge(1e6));
      expect(await seqs()).toEqual([b, c, d]);
      const [first, next] = await log.entries({ space, doc, ...whole });
      expect([first?.prevSeq, next?.prevSeq]).toEqual([0, b]);
      expect(await log.entryIdAt(space, a)).toBe(entryIdOf(1));
      expect(await kinds(entry(1))).toEqual(['stored']);
      await commit(snapshot(3, 2, d, 30), purge(1e6, 2000, 1500));
      expect(await log.entryIdAt(space, a)).toBeNull();
      expect(await log.entryIdAt(space, b)).toBe(entryIdOf(2));
    });

    it('starts a new chain of retained entries when all were purged', async () => {
      await commit(create, header(doc), entry(1));
      const [a] = (await seqs()) as [number];
      await commit(snapshot(1, null, a), snapshot(2, 1, a), purge(1e6));
      expect(await seqs()).toEqual([]);
      expect(await log.space(space)).toMatchObject({
        head: a,
        headEntryId: entryIdOf(1),
        documents: [{ head: a }],
      });
      const [next] = await commit(entry(2));
      expect(next).toMatchObject({ kind: 'stored', prevSeq: 0 });
      expect(next?.kind === 'stored' && next.seq > a).toBe(true);
    });

    it('counts the bytes it keeps', async () => {
      await commit(create, header(doc), entry(1), entry(2), entry(2));
      const bytes = async () => (await log.space(space))?.bytes;
      const frame = utf8('frame 1').length;
      const kept = utf8('snapshot 1').length;
      expect(await bytes()).toBe(2 * frame);
      const [a] = (await seqs()) as [number];
      await commit(snapshot(1, null, a), snapshot(2, 1, a), snapshot(3, 2, a));
      expect(await bytes()).toBe(2 * frame + 2 * kept);
      expect(await commit(purge(1e6))).toEqual([
        { kind: 'sized', bytes: frame + 2 * kept },
      ]);
      expect(await bytes()).toBe(frame + 2 * kept);
    });

    it('refuses after it was closed', async () => {
      await log.close();
      expect(await log.commit([create])).toEqual({
        ok: false,
        error: 'closed',
      });
    });

    it('has what it answered after it is opened again', async () => {
      await commit(create, header(doc), entry(1), entry(2));
      const before = await log.space(space);
      const entries = await log.entries({ space, doc, ...whole });
      const again = await tested.reopen();
      if (again === null) return;
      expect(await again.space(space)).toEqual(before);
      expect(await again.entries({ space, doc, ...whole })).toEqual(entries);
    });
  });
}
