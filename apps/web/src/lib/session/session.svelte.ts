import type { Minga, PersonDevices } from '@minga/sync';
import { createContext } from 'svelte';
import { getMessages } from '#lib/messages/messages.ts';
import { writeSetting } from '#lib/shared/device-settings.ts';
import { type Unsupported, findUnsupported } from './browser-support.ts';
import type { OpenedMinga, OpeningFailure } from './open-minga.ts';
import { keepNotebook } from './own-notebook.ts';
import type { Room } from './telling-full.ts';

/** Why this tab shows one page that explains, and nothing else. */
export type Refusal = Unsupported | OpeningFailure | 'lost';

export type SessionState =
  | { readonly phase: 'opening' }
  | {
      readonly phase: 'open';
      readonly minga: Minga;
      readonly nearlyFull: boolean;
      /** There is no room for what is being written: it is in this window only. */
      readonly isUnkept: boolean;
    }
  | { readonly phase: 'refused'; readonly why: Refusal };

/** Minga in this tab, from the first page on. */
export class Session {
  state = $state.raw<SessionState>({ phase: 'opening' });
  #room = $state<Room>('enough');
  #opened: OpenedMinga | null = null;
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
      const { openMingaHere } = await import('./open-minga.ts');
      const opened = await openMingaHere({
        onLost: () => this.#refuse('lost'),
        onNewer: () => this.#refuse('newer-storage'),
        onRoom: (room) => {
          this.#room = room;
        },
      });
      if (opened.ok) await this.#begin(opened.value);
      else this.#refuse(opened.error);
    } catch (error) {
      console.error(error);
      this.#refuse('failed');
    }
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
    this.#opened?.devices.stop();
    await this.#opened?.minga.close();
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
