import { type DocumentId, type MemberId, ownBytes, unwrap } from '@minga/base';
import { createDoc, editComments, readComments } from '@minga/documents';
import type { Space } from '@minga/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  type Beside,
  openBeside,
} from '../../apps/web/src/lib/comments/beside.ts';
import { newId, untilEqual } from '../support/documents.ts';
import {
  type HeadlessMember,
  isLive,
  openMember,
  sent,
  until,
} from '../support/member.ts';
import { joinRaw } from '../support/raw-member.ts';
import { type Relay, startRelay } from '../support/relay.ts';

interface Person {
  readonly member: HeadlessMember;
  readonly space: Space;
  readonly id: MemberId;
}

describe('comments beside a problem', () => {
  let relay: Relay;
  let link: string;
  let problem: DocumentId;
  let ana: Person;
  let rosa: Person;
  let open: (() => unknown)[] = [];

  beforeEach(async () => {
    relay = await startRelay();
    const member = await openMember({ name: 'Ana', relay: relay.url });
    ana = await personIn(member, await member.createSpace('Cordillera'));
    problem = unwrap(await ana.space.createDocument());
    ({ link } = unwrap(await ana.space.invite({ days: 7, uses: 20 })));
    rosa = await enter('Rosa');
  });
  afterEach(async () => {
    for (const close of open.reverse()) await close();
    open = [];
    await relay.dispose();
  });

  async function personIn(
    member: HeadlessMember,
    space: Space,
  ): Promise<Person> {
    open.push(() => member.close());
    const view = await until(
      space.view,
      (one) => isLive(one) && one.me !== null,
    );
    return { member, space, id: view.me! };
  }
  async function enter(name: string): Promise<Person> {
    const member = await openMember({ name, relay: relay.url });
    await expect
      .poll(() => member.minga.readInvitation(link), { timeout: 20_000 })
      .toMatchObject({ ok: true });
    return personIn(member, await member.join(link));
  }
  async function beside({ space }: Person): Promise<Beside> {
    const comments = await openBeside({
      space,
      about: problem,
      nowMs: () => Date.now(),
      newId,
      changed: () => undefined,
    });
    open.push(() => {
      comments.close();
    });
    return comments;
  }
  const said = (comments: Beside) =>
    comments
      .view()
      .threads.map(({ messages }) =>
        messages.map(({ text, author }) => [text, author]),
      );

  it('two who ask while apart make no fork: both read both, each under her own name, after a restart too [E9] [E19]', async () => {
    await relay.stop();
    const anas = await beside(ana);
    const rosas = await beside(rosa);
    const hers = await anas.ask('¿En qué cursos pasa?', 'repeats');
    await rosas.ask('¿Desde cuándo?');
    await anas.setMeToo(ana.id, true);
    await rosas.setMeToo(rosa.id, true);
    expect(said(anas)).toEqual([[['¿En qué cursos pasa?', ana.id]]]);
    expect(rosas.view().meToo).toEqual([rosa.id]);

    await relay.start();
    for (const { space } of [ana, rosa]) space.hurry();
    const both = [
      [['¿En qué cursos pasa?', ana.id]],
      [['¿Desde cuándo?', rosa.id]],
    ];
    for (const comments of [anas, rosas]) {
      await untilEqual(() => said(comments), both, 40_000);
      await untilEqual(
        () => [...comments.view().meToo].sort(),
        [ana.id, rosa.id].sort(),
      );
    }
    expect(rosas.answer(hers!, 'En sexto y séptimo')).toBe(true);
    expect(rosas.setResolved(hers!, true)).toBe(true);
    await rosas.setMeToo(rosa.id, false);
    await untilEqual(() => anas.view().meToo, [ana.id]);
    await untilEqual(() => anas.view().threads[0]?.isOpen, false);
    expect(said(anas)[0]).toEqual([
      ['¿En qué cursos pasa?', ana.id],
      ['En sexto y séptimo', rosa.id],
    ]);

    await anas.settled();
    await ana.member.close();
    const again = await openMember({
      name: 'Ana',
      relay: relay.url,
      disk: ana.member.disk,
    });
    const back = await personIn(again, again.space(ana.space.id));
    const afterwards = await beside(back);
    await untilEqual(() => said(afterwards), said(anas));
  });

  it('written without signal, closed and opened again, it is still hers [E9]', async () => {
    await relay.stop();
    const anas = await beside(ana);
    await anas.ask('¿En qué cursos pasa?');
    await anas.settled();
    anas.close();
    await ana.member.close();
    const again = await openMember({
      name: 'Ana',
      relay: relay.url,
      disk: ana.member.disk,
    });
    open.push(() => again.close());
    const space = again.space(ana.space.id);
    const afterwards = await beside({ ...ana, member: again, space });
    await untilEqual(
      () => said(afterwards),
      [[['¿En qué cursos pasa?', ana.id]]],
    );
  });

  it('nobody speaks in the name of another, not by a salvage either [E10]', async () => {
    const anas = await beside(ana);
    const rosas = await beside(rosa);
    await anas.ask('¿En qué cursos pasa?');
    await untilEqual(() => said(rosas), [[['¿En qué cursos pasa?', ana.id]]]);
    const document = await commentsOf(ana.space);
    await sent(document);

    const mara = await joinRaw(relay.url, link);
    open.push(() => {
      mara.close();
    });
    const forged = forge(document.doc, ana.id, [
      'Lo dijo Ana',
      'Y esto también',
    ]);
    for (const [kind, update] of [
      ['edit', forged[1]!],
      ['salvage', forged[0]!],
    ] as const) {
      const sealed = await mara.seal(
        document.id,
        { codec: 'update-v1', claims: [], update },
        { kind },
      );
      expect(await mara.append(document.id, sealed.bytes)).toMatchObject({
        kind: 'ack',
      });
    }
    // A salvage is kept; whose it is nobody can say any more.
    for (const comments of [anas, rosas]) {
      await untilEqual(
        () => said(comments).flat(),
        [
          ['¿En qué cursos pasa?', null],
          ['Lo dijo Ana', null],
        ],
      );
      expect(comments.view().meToo).toEqual([]);
    }
    await rosa.member.close();
    const again = await openMember({
      name: 'Rosa',
      relay: relay.url,
      disk: rosa.member.disk,
    });
    const back = await personIn(again, again.space(rosa.space.id));
    const afterwards = await beside(back);
    await untilEqual(() => said(afterwards).length, 2);
    expect(said(afterwards).flat()).toEqual(said(anas).flat());
    expect(afterwards.view().meToo).toEqual([]);
  });

  async function commentsOf(space: Space) {
    const index = await space.openIndex('comments');
    const ids = [...index.doc.getMap('documents').keys()]
      .filter((key) => key.endsWith('/kind'))
      .map((key) => key.split('/')[0] as DocumentId);
    index.close();
    return space.openDocument(ids[0]!);
  }
});

/** Questions under the clientID that wrote `honest`, and a "me too" that is not hers: an update for each. */
function forge(honest: Y.Doc, member: MemberId, texts: readonly string[]) {
  const clientID = readComments(honest).threads[0]!.messages[0]!.clientId;
  const evil = createDoc();
  Y.applyUpdate(evil, Y.encodeStateAsUpdate(honest));
  evil.clientID = clientID;
  return texts.map((text) => {
    const before = Y.encodeStateVector(evil);
    editComments(evil, newId).ask(text);
    editComments(evil, newId).setMeToo(member, true);
    return ownBytes(Y.encodeStateAsUpdate(evil, before));
  });
}
