import { unwrap } from '@minga/base';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type PeopleHere,
  type PersonHere,
  erasePeople,
  openPeople,
  tryPin,
} from './people.ts';
import { makeRowKey } from './pin.ts';

afterEach(erasePeople);

async function opened(): Promise<PeopleHere> {
  const people = unwrap(await openPeople(true));
  if (people === null) throw new Error('no people');
  return people;
}

async function addAna(people: PeopleHere): Promise<PersonHere> {
  const { seal } = await makeRowKey('ana', 'maíz 42');
  const ana: PersonHere = {
    id: 'ana',
    name: 'Ana',
    database: 'minga-ana',
    seal,
    rows: 'sealed',
    wrongTries: 0,
    notBefore: 0,
    lockAfterMinutes: 5,
  };
  unwrap(await people.change(ana.id, () => ana));
  return ana;
}

async function names(): Promise<readonly (string | undefined)[]> {
  return (await indexedDB.databases()).map(({ name }) => name);
}

describe('the people of this device', () => {
  it('where nobody has a PIN: asking leaves no database behind', async () => {
    expect(await openPeople()).toEqual({ ok: true, value: null });
    expect(await names()).not.toContain('minga-people');
  });

  it('are there as they were written, in another window too', async () => {
    const ana = await addAna(await opened());
    const there = unwrap(await openPeople());
    expect(there && unwrap(await there.all())).toEqual([ana]);
  });

  it('keep the count of wrong PINs though windows try at once and are loaded again', async () => {
    const windows = [await opened(), await opened(), await opened()];
    await addAna(await opened());
    const tries = windows.map((people) =>
      tryPin(people, 'ana', 'otro 11', () => 1000),
    );
    for (const each of await Promise.all(tries)) expect(each.ok).toBe(false);
    const again = await opened();
    expect(unwrap(await again.all())[0]).toMatchObject({
      wrongTries: 3,
      notBefore: 31_000,
    });
    expect(await tryPin(again, 'ana', 'maíz 42', () => 2000)).toMatchObject({
      error: { code: 'too-soon' },
    });
  });

  it('who is erased is gone, and nobody is made of what is not whole', async () => {
    const people = await opened();
    const ana = await addAna(people);
    const halved = { ...ana, seal: { ...ana.seal, iterations: 1000 } };
    unwrap(await people.change('ana', () => halved));
    expect(unwrap(await people.all())).toEqual([]);
    unwrap(await people.change('ana', () => null));
    expect(unwrap(await people.all())).toEqual([]);
  });
});
