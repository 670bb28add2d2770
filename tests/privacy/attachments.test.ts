import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Bytes, unwrap } from '@minga/base';
import { editEvidence } from '@minga/documents';
import { websocketTransport } from '@minga/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { scannerOf } from '../support/canaries.ts';
import { newId } from '../support/documents.ts';
import {
  type HeadlessMember,
  isLive,
  openMember,
  sent,
  until,
} from '../support/member.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { tappedTransport } from '../support/wires.ts';

const words = {
  inside: 'Acta Canarioadentro del consejo',
  title: 'Canarionombre del archivo.docx',
};
const scanner = scannerOf(
  Object.entries(words).map(([field, text]) => ({ field, text })),
);

describe('what is in an attachment, and how its file is called', () => {
  const crossed: Bytes[] = [];
  let relay: Relay;
  let ana: HeadlessMember;
  let names: { readonly blob: string; readonly key: string };

  beforeAll(async () => {
    relay = await startRelay();
    ana = await openMember({
      name: 'Ana',
      relay: relay.url,
      transport: tappedTransport(websocketTransport(), (message) => {
        crossed.push(message.slice());
      }),
    });
    const space = await ana.createSpace('Cordillera');
    await until(space.view, isLive);
    const text = `${words.inside} `.repeat(4_000);
    const content = new Uint8Array(Buffer.from(text));
    const sentNames: string[] = [];
    space.attachments.onChange((name) => sentNames.push(name));
    const ref = unwrap(await space.attachments.keep(content));
    const problem = unwrap(await space.createDocument());
    const document = await space.openDocument(problem);
    const title = words.title;
    const file = {
      ...ref,
      media: 'file',
      title,
      thumb: null,
      seconds: 0,
    } as const;
    editEvidence(document.doc, newId).add({
      content: { kind: 'file', file },
      by: 'Ana',
      day: '2026-11-26',
      consent: false,
    });
    await sent(document);
    // Once when it is kept, once when it is sent.
    await vi.waitFor(
      () => {
        expect(sentNames.length).toBeGreaterThanOrEqual(2);
      },
      { timeout: 20_000 },
    );
    names = {
      blob: Buffer.from(ref.name, 'base64url').toString('latin1'),
      key: Buffer.from(ref.key).toString('latin1'),
    };
  }, 60_000);
  afterAll(async () => {
    await ana.close();
    await relay.dispose();
  });

  it('is in no message, while its name did cross and its key did not [P35] [E34]', () => {
    const found = crossed.flatMap((message, i) =>
      scanner.scan(String(i), message),
    );
    expect(found).toEqual([]);
    const all = Buffer.concat(crossed).toString('latin1');
    expect(all).toContain(names.blob);
    expect(all).not.toContain(names.key);
  });

  it("is not in the relay's files, where the sealed one is", () => {
    const files = readdirSync(relay.dataFolder).filter((one) =>
      one.includes('.db'),
    );
    expect(files).toContain('blobs.db');
    const all = files.map((one) => readFileSync(join(relay.dataFolder, one)));
    const found = all.flatMap((bytes, i) =>
      scanner.scan(files[i] ?? '', new Uint8Array(bytes)),
    );
    expect(found).toEqual([]);
    const together = Buffer.concat(all).toString('latin1');
    expect(together).toContain(names.blob);
    expect(together).not.toContain(names.key);
  });

  it('is not readable in what lies on the disk of the one who attached it', () => {
    const rows = [...ana.disk.tables.values()].flatMap((table) => [
      ...table.values(),
    ]);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.flatMap((row) => scanner.scan('row', row))).toEqual([]);
    const all = Buffer.concat(rows).toString('latin1');
    expect(all).not.toContain(names.key);
  });
});
