import { type Result, err, ok, systemRandom, toHex } from '@minga/base';
import {
  type PeopleHere,
  type PersonHere,
  type PinRefusal,
  makeRowKey,
  openDexieStore,
  openPeople,
  resealRowKey,
  resealStore,
  tryPin,
} from '@minga/store';
import { writeSetting } from '#lib/shared/device-settings.ts';
import {
  type Profile,
  eraseDatabase,
  whoIsHere,
  withoutPin,
} from './who-is-here.ts';
import { type Windows, whenNobodyHas } from './windows.ts';

export { flawOfPin, waitOf } from '@minga/store';
export type { PersonHere, PinRefusal } from '@minga/store';

/** 'other-windows': one of them would not let go of what is hers. */
export type TabletRefusal =
  PinRefusal | { readonly code: 'other-windows' | 'failed' };

/** What the tablet needs of the session of this window. */
export interface TabletPorts {
  readonly windows: Windows | null;
  /** Who has opened, if anybody. */
  open(): Profile | null;
  enter(profile: Profile): Promise<void>;
  /** Everything written is on the device, nothing is connected any more. */
  putDown(): Promise<void>;
  /** Away from everything that this window holds in memory. */
  leave(): void;
}

/** A device that several people use: who they are, their PINs, and what they leave behind. */
export interface Tablet {
  open(person: PersonHere, pin: string): Promise<Result<void, TabletRefusal>>;
  /** Somebody who was not here before; she is in when it resolves. */
  add(name: string, pin: string): Promise<Result<void, TabletRefusal>>;
  /** Whoever is in without a PIN gets one. Ends with everything locked. */
  setPin(name: string, pin: string): Promise<Result<void, TabletRefusal>>;
  changePin(from: string, to: string): Promise<Result<void, TabletRefusal>>;
  lockAfter(minutes: number): Promise<Result<void, TabletRefusal>>;
  /** Whoever is in, or somebody whose PIN nobody knows any more. Ends with everything locked. */
  erase(person: PersonHere | null): Promise<Result<void, TabletRefusal>>;
}

const usualMinutes = 5;

export function createTablet(ports: TabletPorts): Tablet {
  const add = async (
    name: string,
    pin: string,
    { database, rows }: Pick<PersonHere, 'database' | 'rows'>,
  ): Promise<Result<NonNullable<Profile['kept']>, TabletRefusal>> => {
    const people = await peopleOfThisDevice(true);
    if (people === null) return err({ code: 'failed' });
    const id = newId();
    const { rowKey, seal } = await makeRowKey(id, pin);
    const person: PersonHere = {
      id,
      name,
      database,
      rows,
      seal,
      wrongTries: 0,
      notBefore: 0,
      lockAfterMinutes: usualMinutes,
    };
    const kept = await people.change(id, () => person);
    people.close();
    if (!kept.ok) return err({ code: 'failed' });
    writeSetting('several-people', 'yes');
    return ok({ person, rowKey });
  };
  const change = async (
    id: string,
    how: (person: PersonHere) => PersonHere | null,
  ): Promise<Result<void, TabletRefusal>> => {
    const people = await peopleOfThisDevice();
    const changed = await people?.change(id, (person) => person && how(person));
    people?.close();
    return changed?.ok ? ok(undefined) : err({ code: 'failed' });
  };
  const keeperOf = async (
    person: PersonHere,
    pin: string,
  ): Promise<Result<CryptoKey, TabletRefusal>> => {
    const people = await peopleOfThisDevice();
    if (people === null) return err({ code: 'failed' });
    const tried = await tryPin(people, person.id, pin, Date.now);
    people.close();
    return tried;
  };
  /** What was written before there was a PIN goes under it; as often as it takes. */
  const sealRows = async (
    person: PersonHere,
    rowKey: CryptoKey,
  ): Promise<Result<void, TabletRefusal>> => {
    const isSealed = await whenNobodyHas(person.database, () =>
      resealDatabase(person.database, rowKey),
    );
    return isSealed
      ? change(person.id, (present) => ({ ...present, rows: 'sealed' }))
      : err({ code: 'other-windows' });
  };

  return {
    async open(person, pin) {
      const opened = await keeperOf(person, pin);
      if (!opened.ok) return opened;
      const rowKey = opened.value;
      if (person.rows === 'unsealed') {
        ports.windows?.tell({ kind: 'lock', database: person.database });
        const sealed = await sealRows(person, rowKey);
        if (!sealed.ok) return sealed;
      }
      const { database } = person;
      await ports.enter({ database, kept: { person, rowKey } });
      return ok(undefined);
    },
    async add(name, pin) {
      const database = `minga-${newId()}`;
      const added = await add(name, pin, { database, rows: 'sealed' });
      if (!added.ok) return added;
      await ports.enter({ database, kept: added.value });
      return ok(undefined);
    },
    async setPin(name, pin) {
      const { database } = withoutPin;
      const added = await add(name, pin, { database, rows: 'unsealed' });
      if (!added.ok) return added;
      ports.windows?.tell({ kind: 'lock', database });
      await ports.putDown();
      // Where it fails it is done when she gives her PIN.
      await sealRows(added.value.person, added.value.rowKey);
      ports.leave();
      return ok(undefined);
    },
    async changePin(from, to) {
      const person = ports.open()?.kept?.person;
      if (person === undefined) return err({ code: 'failed' });
      const opened = await keeperOf(person, from);
      if (!opened.ok) return opened;
      const people = await peopleOfThisDevice();
      const all = await people?.all();
      people?.close();
      const present = all?.ok
        ? all.value.find(({ id }) => id === person.id)
        : undefined;
      if (present === undefined) return err({ code: 'failed' });
      const seal = await resealRowKey(present.seal, person.id, { from, to });
      return seal === null
        ? err({ code: 'failed' })
        : change(person.id, (known) => ({ ...known, seal }));
    },
    async lockAfter(minutes) {
      const id = ports.open()?.kept?.person.id;
      return id === undefined
        ? err({ code: 'failed' })
        : change(id, (known) => ({ ...known, lockAfterMinutes: minutes }));
    },
    async erase(locked) {
      const profile = ports.open();
      const whose = whoseRows(locked, profile);
      if (whose === null) return err({ code: 'failed' });
      const { database, person } = whose;
      if (person !== null) {
        // From here on nobody can open what may be left of her.
        const marked = await change(person.id, withoutKey);
        if (!marked.ok) return marked;
      }
      ports.windows?.tell({ kind: 'lock', database });
      if (profile !== null) await ports.putDown();
      if (person === null && !(await eraseDatabase(database)))
        return err({ code: 'other-windows' });
      await whoIsHere();
      ports.leave();
      return ok(undefined);
    },
  };
}

function whoseRows(
  locked: PersonHere | null,
  profile: Profile | null,
): { readonly database: string; readonly person: PersonHere | null } | null {
  if (locked !== null) return { database: locked.database, person: locked };
  if (profile === null) return null;
  return {
    database: profile.database,
    person: profile.kept?.person ?? null,
  };
}

function withoutKey(person: PersonHere): PersonHere {
  const { seal } = person;
  const sealedKey = new Uint8Array(seal.sealedKey.length);
  return { ...person, seal: { ...seal, sealedKey }, rows: 'erasing' };
}

async function peopleOfThisDevice(create = false): Promise<PeopleHere | null> {
  const opened = await openPeople(create);
  return opened.ok ? opened.value : null;
}

async function resealDatabase(
  name: string,
  rowKey: CryptoKey,
): Promise<boolean> {
  const ignore = (): void => undefined;
  const opened = await openDexieStore({
    name,
    onVersionChange: ignore,
    onLost: ignore,
  });
  if (!opened.ok) return false;
  const resealed = await resealStore(opened.value, rowKey);
  opened.value.close();
  return resealed.ok;
}

function newId(): string {
  return toHex(systemRandom.bytes(9));
}
