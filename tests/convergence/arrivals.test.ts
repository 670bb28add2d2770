import { unwrap } from '@minga/base';
import { startProblem } from '@minga/documents';
import type { SpaceView } from '@minga/sync';
import { expect, test } from 'vitest';
import { fastClock } from '../support/fast-clock.ts';
import { startLocalRelay } from '../support/local-relay.ts';
import { type HeadlessMember, openMember } from '../support/member.ts';
import { type as typeIn } from '../support/typing.ts';
import { type Watched, watch } from '../support/watch.ts';

const clock = fastClock(16);

test('who opens the app again is told how much each of the others wrote meanwhile, and the first contact is no news', async () => {
  const relay = await startLocalRelay({ clock });
  const ana = await openMember({ name: 'Ana', relay: relay.url, clock });
  const anas = await ana.createSpace('Cordillera');
  const id = unwrap(
    await anas.createDocument((doc) => {
      startProblem(doc, 1);
    }),
  );
  const written = await anas.openDocument(id);
  typeIn(written.doc, 'repeats', 'Preguntamos nosotras.');
  const { link } = unwrap(await anas.invite({ days: 1, uses: 9 }));
  await until(watch(anas.view), isAllSent);

  let rosa = await openMember({ name: 'Rosa', relay: relay.url, clock });
  let rosas = await rosa.join(link);
  const read = await rosas.openDocument(id);
  const first = watch(rosas.view);
  await until(first, ({ connection }) => connection === 'live');
  await until(first, () => read.doc.getXmlFragment('repeats').length > 0);
  expect(first.now.arrived).toEqual([]);
  read.close();
  rosa = await reopened(rosa, async () => {
    const view = watch(anas.view);
    for (const words of [' Casi no hay diálogo.', ' En seis clases.']) {
      typeIn(written.doc, 'repeats', words);
      await until(view, ({ unsent }) => unsent > 0);
      await until(view, isAllSent);
    }
  });
  rosas = rosa.space(rosas.id);
  const again = watch(rosas.view);
  await until(again, ({ arrived }) => arrived.length > 0);
  expect(again.now.arrived).toEqual([
    {
      member: again.now.members.find((one) => !one.self)?.id,
      doc: id,
      changes: 2,
    },
  ]);

  typeIn(written.doc, 'repeats', ' Y ahora estás aquí.');
  await until(watch(anas.view), isAllSent);
  expect(again.now.arrived.map(({ changes }) => changes)).toEqual([2]);
  for (const member of [ana, rosa]) await member.close();
  await relay.dispose();

  async function reopened(
    member: HeadlessMember,
    meanwhile: () => Promise<void>,
  ): Promise<HeadlessMember> {
    await member.close();
    await meanwhile();
    const { disk } = member;
    return openMember({ name: 'Rosa', relay: relay.url, clock, disk });
  }
});

const isAllSent = ({ connection, unsent }: SpaceView): boolean =>
  connection === 'live' && unsent === 0;

async function until(
  view: Watched,
  holds: (view: SpaceView) => boolean,
): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!holds(view.now)) {
    if (Date.now() > deadline)
      throw new Error(`never: ${JSON.stringify(view.now)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
