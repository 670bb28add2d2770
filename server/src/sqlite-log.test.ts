import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type DeviceKey,
  type DocumentId,
  type EntryId,
  type LogId,
  type SpaceId,
  bytesToId,
  utf8,
  unwrap,
} from '@minga/base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from './backup.ts';
import { relayLogConformance } from './conformance.ts';
import type { LogWrite, RelayLog } from './relay-log.ts';
import { databaseName, openSqliteLog } from './sqlite-log.ts';

const tempDir = () => mkdtempSync(join(tmpdir(), 'minga-log-'));

relayLogConformance('SQLite', async () => {
  const dir = tempDir();
  let log = openSqliteLog(dir);
  return {
    log,
    reopen: async () => {
      await log.close();
      log = openSqliteLog(dir);
      return log;
    },
    dispose: async () => {
      await log.close();
      rmSync(dir, { recursive: true });
    },
  };
});

describe('SQLite log', () => {
  const space = bytesToId<SpaceId>(new Uint8Array(32).fill(1));
  const doc = bytesToId<DocumentId>(new Uint8Array(16).fill(2));
  const entry = (n: number, length: number): LogWrite => ({
    kind: 'entry',
    space,
    doc,
    entryId: bytesToId<EntryId>(new Uint8Array(16).fill(n)),
    device: bytesToId<DeviceKey>(new Uint8Array(33).fill(1)),
    counter: n,
    via: null,
    frame: new Uint8Array(length),
  });
  const start: LogWrite[] = [
    {
      kind: 'create',
      space,
      logId: bytesToId<LogId>(new Uint8Array(16).fill(3)),
      action: utf8('create'),
    },
    { kind: 'header', space, doc, generation: 0, header: utf8('header') },
  ];
  const logIdOf = async (log: RelayLog) => (await log.space(space))?.logId;
  let dir: string;
  let opened: RelayLog[];
  const open = (restored = false, at = dir) => {
    const log = openSqliteLog(at, { restored });
    opened.push(log);
    return log;
  };
  beforeEach(() => {
    dir = tempDir();
    opened = [];
  });
  afterEach(async () => {
    for (const log of opened) await log.close();
    rmSync(dir, { recursive: true });
  });

  it('refuses a folder that another relay is using', () => {
    open();
    expect(() => open()).toThrow('another relay');
  });

  it('answers full when there is no room, keeps nothing of the batch and works on when there is', async () => {
    const limit = (pages: number) => {
      const limited = openSqliteLog(dir, { maxPages: pages });
      opened.push(limited);
      return limited;
    };
    const log = limit(60);
    unwrap(await log.commit(start));
    expect(await log.commit([entry(1, 100), entry(2, 1_000_000)])).toEqual({
      ok: false,
      error: 'full',
    });
    expect(await log.space(space)).toMatchObject({ head: 0 });
    expect(unwrap(await log.commit([entry(1, 100)]))).toMatchObject([
      { kind: 'stored', seq: 1 },
    ]);
  });

  it('[P12] keeps logId over a restart and mints another with --restored', async () => {
    const log = open();
    unwrap(await log.commit(start));
    const before = await logIdOf(log);
    await log.close();
    const again = open();
    expect(await logIdOf(again)).toBe(before);
    await again.close();
    expect(await logIdOf(open(true))).not.toBe(before);
  });

  it('[P12] notices by itself that the file is a copy', async () => {
    const log = open();
    unwrap(await log.commit(start));
    const before = await logIdOf(log);
    const elsewhere = join(dir, 'elsewhere');
    await log.close();
    await open(false, elsewhere).close();
    rmSync(join(elsewhere, databaseName));
    copyFileSync(join(dir, databaseName), join(elsewhere, databaseName));
    expect(await logIdOf(open(false, elsewhere))).not.toBe(before);
  });

  it('backs up while it runs, and the copy is whole', async () => {
    const log = open();
    unwrap(await log.commit([...start, entry(1, 100)]));
    const copy = join(dir, 'copy.db');
    backUp(dir, copy);
    unwrap(await log.commit([entry(2, 100)]));
    const database = new DatabaseSync(copy, { readOnly: true });
    const rows = database.prepare('SELECT count(*) AS n FROM entries').get();
    const check = database.prepare('PRAGMA integrity_check').get();
    database.close();
    expect(rows?.['n']).toBe(1);
    expect(check?.['integrity_check']).toBe('ok');
    expect(() => {
      backUp(dir, copy);
    }).toThrow('exists');
  });
});
