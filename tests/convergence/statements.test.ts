import { type Bytes, unwrap, utf8 } from '@minga/base';
import { sha256 } from '@minga/protocol';
import type { OpenDocument, ReadStatement, StatementView } from '@minga/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilEqual } from '../support/documents.ts';
import {
  type HeadlessMember,
  isLive,
  openMember,
  until,
} from '../support/member.ts';
import { type Relay, startRelay } from '../support/relay.ts';

const closesAgreement = 7;
const subject = utf8('acuerdo 3');
const body = utf8('Visitamos dos aulas antes del viernes.');

/** What this document's screen reads of `bytes`, once it has been looked at. */
async function readIn(
  document: OpenDocument,
  bytes: Bytes,
): Promise<StatementView | null> {
  let read: ReadStatement = () => null;
  let changes = 0;
  const stop = document.statements.subscribe((present) => {
    read = present;
    changes += 1;
  });
  const early = read(bytes);
  // A statement that was read before needs no other look.
  if (early === null) await untilEqual(() => changes > 1, true);
  stop();
  return read(bytes);
}

describe('signed statements in a document', () => {
  let relay: Relay;
  const members: HeadlessMember[] = [];
  const open = async (name: string): Promise<HeadlessMember> => {
    const member = await openMember({ name, relay: relay.url });
    members.push(member);
    return member;
  };
  beforeAll(async () => {
    relay = await startRelay();
  });
  afterAll(async () => {
    for (const member of members) await member.close();
    await relay.dispose();
  });

  it('[E26] one that Rosa signs is hers for Ana, with her right; altered, or in another document, it is nobody’s', async () => {
    const ana = await open('Ana');
    const group = await ana.createSpace('Cordillera');
    await until(group.view, isLive);
    const doc = unwrap(await group.createDocument());
    const other = unwrap(await group.createDocument());
    const { link } = unwrap(await group.invite({ days: 7, uses: 20 }));
    const rosa = await open('Rosa');
    await expect
      .poll(() => rosa.minga.readInvitation(link), { timeout: 20_000 })
      .toMatchObject({ ok: true });
    const hers = await rosa.join(link);
    await until(hers.view, (view) => isLive(view) && view.me !== null);
    const rosas = await hers.openDocument(doc);
    const signed = unwrap(await rosas.sign(closesAgreement, subject, body));
    rosas.doc.getMap('meta').set('closed', signed);

    const anas = await group.openDocument(doc);
    const inDoc = (): unknown => anas.doc.getMap('meta').get('closed');
    await untilEqual(() => inDoc() instanceof Uint8Array, true);
    const arrived = Uint8Array.from(inDoc() as Uint8Array);
    const view = await readIn(anas, arrived);
    const memberRosa = (
      await until(group.view, ({ members: all }) => all.length === 2)
    ).members.find(({ self }) => !self);
    expect(view).toMatchObject({
      kind: closesAgreement,
      subject,
      member: memberRosa?.id,
      right: 'writer',
    });
    expect(view?.bodyHash).toBe(
      (await readIn(rosas, signed))?.bodyHash ?? 'nothing',
    );
    const hash = Buffer.from(await sha256(body)).toString('base64url');
    expect(view?.bodyHash).toBe(hash);

    for (const at of [20, arrived.length - 1]) {
      const altered = Uint8Array.from(arrived);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(await readIn(anas, altered)).toBeNull();
    }
    const elsewhere = await group.openDocument(other);
    expect(await readIn(elsewhere, arrived)).toBeNull();
    expect(await readIn(anas, new Uint8Array(5_000))).toBeNull();
  });
});
