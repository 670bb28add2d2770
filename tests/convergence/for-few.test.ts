import { type DocumentId, type MemberId, unwrap } from '@minga/base';
import { createMemoryDisk } from '@minga/store';
import type { Space, SpaceView } from '@minga/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { untilEqual } from '../support/documents.ts';
import {
  type HeadlessMember,
  isLive,
  openMember,
  sent,
  until,
} from '../support/member.ts';
import { type Relay, startRelay } from '../support/relay.ts';

const title = 'Lo que nos cuesta conversar con Rosa';

describe('a document for a few', () => {
  let relay: Relay;
  const members: HeadlessMember[] = [];
  const open = async (
    name: string,
    disk = createMemoryDisk(),
  ): Promise<HeadlessMember> => {
    const member = await openMember({ name, relay: relay.url, disk });
    members.push(member);
    return member;
  };
  beforeEach(async () => {
    relay = await startRelay();
  });
  afterEach(async () => {
    for (const member of members.splice(0)) await member.close();
    await relay.dispose();
  });

  const idOf = async (space: Space, name: string): Promise<MemberId> => {
    const view = await until(space.view, ({ members: all }) =>
      all.some((one) => one.name === name),
    );
    return view.members.find((one) => one.name === name)?.id as MemberId;
  };
  const knows =
    (doc: DocumentId, count: number) =>
    ({ forFew }: SpaceView): boolean =>
      forFew.find(({ id }) => id === doc)?.members.length === count;
  const titleIn = async (space: Space, doc: DocumentId): Promise<string> => {
    const document = await space.openDocument(doc);
    let text = '';
    await expect
      .poll(() => (text = document.doc.getText('title').toJSON()) !== '', {
        timeout: 15_000,
      })
      .toBe(true);
    document.close();
    return text;
  };
  /** Ana's group with Luis and Rosa in it, and what Ana wrote for Luis and herself. */
  const scene = async () => {
    const ana = await open('Ana');
    const group = await ana.createSpace('Cordillera');
    await until(group.view, isLive);
    const { link } = unwrap(await group.invite({ days: 7, uses: 20 }));
    const luis = await open('Luis');
    await expect
      .poll(() => luis.minga.readInvitation(link), { timeout: 20_000 })
      .toMatchObject({ ok: true });
    const his = await luis.join(link);
    const rosaDisk = createMemoryDisk();
    const rosa = await open('Rosa', rosaDisk);
    const hers = await rosa.join(link);
    await until(group.view, ({ members: all }) => all.length === 3);
    const [luisId, rosaId] = [
      await idOf(group, 'Luis'),
      await idOf(group, 'Rosa'),
    ];
    const doc = unwrap(
      await group.createDocumentForFew([luisId], (ydoc) => {
        ydoc.getText('title').insert(0, title);
      }),
    );
    const anas = await group.openDocument(doc);
    await sent(anas);
    return {
      ana,
      group,
      luis,
      his,
      rosa,
      rosaDisk,
      hers,
      luisId,
      rosaId,
      doc,
      anas,
    };
  };
  /** Every byte that Rosa's device keeps of this document, by table. */
  const keptOf = (
    { disk }: HeadlessMember,
    doc: DocumentId,
  ): readonly string[] =>
    [...disk.tables].flatMap(([table, rows]) =>
      [...rows.keys()].filter((key) => key.includes(doc)).map(() => table),
    );

  it('[E33] is read by its few, who know it by its record; another member’s device keeps nothing of it', async () => {
    const { group, his, rosa, hers, doc } = await scene();
    await until(group.view, knows(doc, 2));
    await until(his.view, knows(doc, 2));
    expect(await titleIn(his, doc)).toBe(title);
    // She has heard of it, and has its record, when something that came later is with her.
    const later = unwrap(
      await group.createDocument((ydoc) => {
        ydoc.getText('title').insert(0, 'Para todas');
      }),
    );
    expect(await titleIn(hers, later)).toBe('Para todas');
    const view = await until(hers.view, isLive);
    expect(view.forFew).toEqual([]);
    expect(view.held).toBe(0);
    const kept = keptOf(rosa, doc);
    expect(
      kept.filter((table) => ['log', 'held', 'state'].includes(table)),
    ).toEqual([]);
    const hersOpen = await hers.openDocument(doc);
    await until(hersOpen.status, () => true);
    expect(hersOpen.doc.getText('title').toJSON()).toBe('');
    hersOpen.close();
  });

  it('[E33] grows: who is added reads what was written before, and writes', async () => {
    const { group, his, hers, luisId, rosaId, doc, anas } = await scene();
    await until(his.view, knows(doc, 2));
    unwrap(await group.changeFew(doc, [luisId, rosaId]));
    await until(group.view, knows(doc, 3));
    anas.doc.getText('title').insert(0, '¿');
    await sent(anas);
    await until(hers.view, knows(doc, 3), 70_000);
    const rosas = await hers.openDocument(doc);
    await untilEqual(() => rosas.doc.getText('title').toJSON(), `¿${title}`);
    rosas.doc.getText('title').insert(1, 'No, ');
    await untilEqual(() => anas.doc.getText('title').toJSON(), `¿No, ${title}`);
  });

  it('[E33] shrinks: who is taken off keeps what she had and gets nothing new', async () => {
    const { group, his, rosaId, luisId, doc, anas } = await scene();
    expect(await titleIn(his, doc)).toBe(title);
    unwrap(await group.changeFew(doc, [rosaId]));
    anas.doc.getText('title').insert(0, 'Ya sin Luis: ');
    await sent(anas);
    await until(his.view, ({ forFew }) => forFew.length === 0);
    const his2 = await his.openDocument(doc);
    expect(his2.doc.getText('title').toJSON()).toBe(title);
    expect(await his.changeFew(doc, [luisId])).toMatchObject({
      ok: false,
      error: { code: 'no-right' },
    });
    his2.close();
  });

  it('[E33] two who change the list at once: both lists are answered, one is in force', async () => {
    const { group, his, luisId, rosaId, doc } = await scene();
    await until(his.view, knows(doc, 2));
    const answers = await Promise.all([
      group.changeFew(doc, [luisId, rosaId]),
      his.changeFew(doc, [await idOf(his, 'Ana'), rosaId]),
    ]);
    for (const answer of answers) unwrap(answer);
    await until(group.view, knows(doc, 3));
    await until(his.view, knows(doc, 3));
  });
});
