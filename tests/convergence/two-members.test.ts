import { unwrap } from '@minga/base';
import {
  editIndex,
  editProblem,
  readIndex,
  readProblem,
} from '@minga/documents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type HeadlessMember,
  isLive,
  openMember,
  sent,
  until,
} from '../support/member.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { newId, untilEqual } from '../support/documents.ts';

describe('two members over a real relay', () => {
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

  it('Ana creates, invites and leaves; Rosa joins alone, reads everything, and both write on', async () => {
    const ana = await open('Ana');
    const cordillera = await ana.createSpace('Cordillera');
    await until(cordillera.view, isLive);
    const problem = unwrap(await cordillera.createDocument());
    const anas = await cordillera.openDocument(problem);
    editProblem(anas.doc, newId).setTitle('Leen y no preguntan');
    await sent(anas);
    const index = await cordillera.openIndex();
    editIndex(index.doc, newId).list({
      id: problem,
      kind: 'problem',
      createdAt: Date.now(),
      title: 'Leen y no preguntan',
    });
    await sent(index);
    const { link } = unwrap(await cordillera.invite({ days: 7, uses: 20 }));
    const rosa = await open('Rosa');
    // The invitation may still be on its way to the relay.
    await expect
      .poll(() => rosa.minga.readInvitation(link), { timeout: 20_000 })
      .toMatchObject({
        ok: true,
        value: { group: 'Cordillera', inviter: 'Ana', readers: 1 },
      });
    await ana.close();
    const hers = await rosa.join(link);
    const view = await until(
      hers.view,
      (one) => isLive(one) && one.members.length === 2 && one.name !== '',
    );
    expect(view.name).toBe('Cordillera');
    expect(view.members.map(({ name }) => name).sort()).toEqual([
      'Ana',
      'Rosa',
    ]);

    const list = await hers.openIndex();
    await untilEqual(() => readIndex(list.doc).entries.length, 1);
    const rosas = await hers.openDocument(problem);
    await untilEqual(
      () => readProblem(rosas.doc).title.values[0]?.value,
      'Leen y no preguntan',
    );

    const again = await openMember({
      name: 'Ana',
      relay: relay.url,
      disk: ana.disk,
    });
    members.push(again);
    const back = again.space(cordillera.id);
    await until(back.view, isLive);
    const anasAgain = await back.openDocument(problem);
    editProblem(rosas.doc, newId).setTitle('Leen sin preguntar');
    await untilEqual(
      () => readProblem(anasAgain.doc).title.values[0]?.value,
      'Leen sin preguntar',
    );
  });
});
