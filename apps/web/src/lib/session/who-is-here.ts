import { type Result, ok } from '@minga/base';
import {
  type PeopleHere,
  type PersonHere,
  eraseDexieStore,
  erasePeople,
  openPeople,
} from '@minga/store';
import { forgetPerson, writeSetting } from '#lib/shared/device-settings.ts';
import { whenNobodyHas } from './windows.ts';

/** What is open, or to be opened: a database, and the key of its rows when a PIN keeps it. */
export interface Profile {
  readonly database: string;
  /** Null: the key lies in the database itself, as for who has no PIN. */
  readonly kept: {
    readonly person: PersonHere;
    readonly rowKey: CryptoKey;
  } | null;
}

/** Who has no PIN, which is everybody until somebody says that several use this device. */
export const withoutPin: Profile = { database: 'minga', kept: null };

/** Those who have a PIN here. What somebody left who closed without a trace is erased first. */
export async function whoIsHere(): Promise<
  Result<readonly PersonHere[], 'failed'>
> {
  const opened = await openPeople();
  if (!opened.ok) return opened;
  if (opened.value === null) return ok([]);
  const people = opened.value;
  const all = await people.all();
  if (!all.ok) return all;
  let isErased = true;
  for (const person of all.value)
    if (person.rows === 'erasing')
      isErased = (await eraseRows(people, person)) && isErased;
  const present = all.value.filter(({ rows }) => rows !== 'erasing');
  people.close();
  forgetPerson();
  if (present.length > 0 || !isErased) return ok(present);
  await erasePeople();
  writeSetting('several-people', null);
  return ok(present);
}

/**
 * Her row key went when she was marked; here go the rows, and then she herself. False: a window has them open that does
 * not answer. They go at the next opening, and nobody can read them until then.
 */
async function eraseRows(
  people: PeopleHere,
  { id, database }: PersonHere,
): Promise<boolean> {
  if (!(await eraseDatabase(database))) return false;
  return (await people.change(id, () => null)).ok;
}

/** False: a window would not let go of it. */
export function eraseDatabase(name: string): Promise<boolean> {
  return whenNobodyHas(name, async () => {
    await eraseDexieStore(name);
    return true;
  });
}
