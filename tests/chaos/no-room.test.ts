import { err } from '@minga/base';
import type { LocalStore } from '@minga/store';
import { afterEach, expect, it } from 'vitest';
import { untilEqual } from '../support/documents.ts';
import { sent, until } from '../support/member.ts';
import {
  type WritingScene,
  anaWrites,
  textOf,
  write,
} from '../support/writing-scene.ts';

let scene: WritingScene;

afterEach(async () => {
  await scene.end();
});

it('a device without room: what is typed is told to be in this window only, nobody gets it, and with room again it is kept and goes', async () => {
  const disk = { isFull: false };
  scene = await anaWrites({ ana: { wrapStore: (store) => full(store, disk) } });
  const { document } = scene;
  const hers = await scene.enter('Rosa');
  await untilEqual(() => textOf(hers.document), 'leen ');
  await until(document.status, ({ unkept }) => unkept === null);

  disk.isFull = true;
  write(document, 'y no ');
  const unkept = await until(
    document.status,
    (status) => status.unkept !== null,
  );
  expect(unkept).toMatchObject({ word: 'here', unkept: 'no-room' });
  expect(unkept.unsent).toBeGreaterThan(0);
  // What Rosa says reaches Ana all the same, and by then Ana's would have reached her.
  write(hers.document, 'mucho ');
  await untilEqual(() => textOf(document).includes('mucho '), true);
  await until(document.status, ({ word }) => word === 'here');
  expect(textOf(hers.document)).not.toContain('y no ');

  disk.isFull = false;
  await sent(document);
  const kept = await until(document.status, (status) => status.unkept === null);
  expect(kept.word).not.toBe('here');
  await untilEqual(() => textOf(hers.document), textOf(document));
});

/** No room for what a person writes: everything else still fits. */
function full(
  store: LocalStore,
  disk: { readonly isFull: boolean },
): LocalStore {
  return {
    ...store,
    commit: (writes, guards) =>
      disk.isFull && writes.some(({ table }) => table === 'local')
        ? Promise.resolve(err({ code: 'quota' }))
        : store.commit(writes, guards),
  };
}
