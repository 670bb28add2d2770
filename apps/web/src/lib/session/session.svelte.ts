import type { Minga, PersonDevices } from '@minga/sync';
import { createContext } from 'svelte';
import { getMessages } from '#lib/messages/messages.ts';
import { forgetPerson, writeSetting } from '#lib/shared/device-settings.ts';
import { type Unsupported, findUnsupported } from './browser-support.ts';
import type { OpenedMinga, OpeningFailure } from './open-minga.ts';
import { keepNotebook } from './own-notebook.ts';
import type { PersonHere, Tablet } from './tablet.ts';
import type { Room } from './telling-full.ts';
import type { Profile } from './who-is-here.ts';
import type { WindowMessage, Windows } from './windows.ts';

/** Why this tab shows one page that explains, and nothing else. */
export type Refusal = Unsupported | OpeningFailure | 'lost';

export type SessionState =
  | { readonly phase: 'opening' }
  /** Several people use this device: who is it now? */
  | { readonly phase: 'choosing'; readonly people: readonly PersonHere[] }
  | {
      readonly phase: 'open';
      readonly minga: Minga;
      readonly nearlyFull: boolean;
      /** There is no room for what is being written: it is in this window only. */
      readonly isUnkept: boolean;
    }
  | { readonly phase: 'refused'; readonly why: Refusal };

const longestClosingMs = 5_000;

/** Minga in this tab, from the first page on. */
export class Session {
  state = $state.raw<SessionState>({ phase: 'opening' });
  /** Who has it open in this window, with a PIN or without. */
  profile = $state.raw<Profile | null>(null);
  lockAfterMinutes = 5;
  #room = $state<Room>('enough');
  #opened: OpenedMinga | null = null;
  #windows: Windows | null = null;
  #isLeaving = false;
  readonly #whenOpen = Promise.withResolvers<Minga>();
  readonly #stops: (() => void)[] = [];

  /** Once, when the app is on the page. The heavy part arrives by itself. */
  async start(): Promise<void> {
    const unsupported = await findUnsupported();
    if (unsupported !== null) {
      this.#refuse(unsupported);
      return;
    }
    try {
      const opening = await import('./open-minga.ts');
      this.#windows = opening.windowsOfThisBrowser();
      this.#windows?.listen((message) => this.#hear(message));
      const people = await opening.whoIsHere();
      // Where the list cannot be read there is nothing, or what a PIN keeps, and that does not open without it.
      if (people.ok && people.value.length > 0)
        this.state = { phase: 'choosing', people: people.value };
      else await this.#enter(opening.withoutPin);
    } catch (error) {
      console.error(error);
      this.#refuse('failed');
    }
  }

  /** What the screens of a device with several people need; it comes with them. */
  async tablet(): Promise<Tablet> {
    const { createTablet } = await import('./tablet.ts');
    return createTablet({
      windows: this.#windows,
      open: () => this.profile,
      enter: (profile) => this.#enter(profile),
      putDown: () => this.#putDown(),
      leave: () => this.#leave(),
    });
  }

  /** In all windows. */
  async lock(): Promise<void> {
    const database = this.profile?.database;
    if (database === undefined) return;
    this.#windows?.tell({ kind: 'lock', database });
    await this.#lockHere();
  }

  /** Waits until it is; a tab that is refused shows nothing that could ask. */
  opened(): Promise<Minga> {
    return this.#whenOpen.promise;
  }

  /** Of this person, once there is Mi cuaderno. */
  async devices(): Promise<PersonDevices> {
    await this.opened();
    if (this.#opened === null) throw new Error('nothing is open');
    return this.#opened.devices.opened();
  }

  /** After the first write: asks the browser not to throw anything away. */
  askToKeep(): void {
    void this.#opened?.askToKeep();
  }

  /** Everything written is on this device when it resolves. */
  async close(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop();
    await this.#opened?.close();
  }

  async #enter(profile: Profile): Promise<void> {
    this.state = { phase: 'opening' };
    this.profile = profile;
    const { openMingaHere } = await import('./open-minga.ts');
    const opened = await openMingaHere(
      {
        onLost: () => this.#refuse('lost'),
        onNewer: () => this.#refuse('newer-storage'),
        onRoom: (room) => {
          this.#room = room;
        },
      },
      profile,
    );
    if (!opened.ok) {
      this.#refuse(opened.error);
      return;
    }
    if (profile.kept !== null) await this.#guard(profile.kept.person);
    await this.#begin(opened.value);
  }

  /** What only who has a PIN asks for. */
  async #guard(person: PersonHere): Promise<void> {
    const { guardPerson } = await import('./auto-lock.ts');
    const { database } = person;
    this.lockAfterMinutes = person.lockAfterMinutes;
    this.#windows?.tell({ kind: 'opened', database });
    this.#stops.push(
      guardPerson({
        database,
        title: getMessages().appName,
        minutes: () => this.lockAfterMinutes,
        windows: this.#windows,
        lock: () => void this.lock(),
      }),
    );
  }

  #hear(message: WindowMessage): void {
    const own = this.profile?.database;
    if (own === undefined || message.kind === 'active') return;
    const isOwn = message.database === own;
    if (isOwn === (message.kind === 'lock')) void this.#lockHere();
  }

  async #lockHere(): Promise<void> {
    await this.#putDown();
    this.#leave();
  }

  /** A window that waits for one that is gone must not stay open for it: what is written is in the store by then. */
  async #putDown(): Promise<void> {
    const closed = this.close().catch((error: unknown) => console.error(error));
    await Promise.race([
      closed,
      new Promise((resolve) => setTimeout(resolve, longestClosingMs)),
    ]);
  }

  /** A page loaded anew knows nothing of what this one held in memory. */
  #leave(): void {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    this.state = { phase: 'opening' };
    forgetPerson();
    location.replace('/');
  }

  async #begin(opened: OpenedMinga): Promise<void> {
    const { minga } = opened;
    this.#opened = opened;
    this.#stops.push(
      minga.spaces.subscribe((spaces) => {
        writeSetting('has-groups', spaces.length > 0 ? 'yes' : 'no');
      }),
      this.#followPage(minga),
      keepNotebook(minga, getMessages().notebook.name),
    );
    const wasNearlyFull = await opened.isNearlyFull();
    const room = (): Room => this.#room;
    this.state = {
      phase: 'open',
      minga,
      get nearlyFull() {
        return wasNearlyFull || room() !== 'enough';
      },
      get isUnkept() {
        return room() === 'unkept';
      },
    };
    this.#whenOpen.resolve(minga);
  }

  /** A page that is hidden may never come back; one that returns, or hears that there is signal, need not wait. */
  #followPage(minga: Minga): () => void {
    const forEachSpace = (act: 'flush' | 'hurry'): void => {
      let ids: readonly Parameters<Minga['space']>[0][] = [];
      minga.spaces.subscribe((spaces) => {
        ids = spaces.map(({ id }) => id);
      })();
      for (const id of ids) minga.space(id)?.[act]();
    };
    const onVisibility = (): void =>
      forEachSpace(document.visibilityState === 'hidden' ? 'flush' : 'hurry');
    const onOnline = (): void => forEachSpace('hurry');
    document.addEventListener('visibilitychange', onVisibility);
    globalThis.addEventListener('online', onOnline);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      globalThis.removeEventListener('online', onOnline);
    };
  }

  #refuse(why: Refusal): void {
    this.state = { phase: 'refused', why };
  }
}

export const [getSession, provideSession] = createContext<Session>();
