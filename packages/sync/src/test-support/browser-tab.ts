import type { CoreEvent } from '../core-api.ts';
import { methodsFrom } from '../core-methods.ts';
import type { TabBus, TabMessage } from '../tab-calls.ts';
import { type LeadingCore, type TabCore, createTabCore } from '../tab-core.ts';
import type { LocksTwin } from './locks.ts';
import { type ManualClock, manualClock, settle } from './manual-clock.ts';

/** A core that notes what it is asked. `answer` decides; a promise that never resolves is a core that is busy. */
export interface NotingCore extends LeadingCore {
  readonly asked: readonly (readonly [method: string, ...args: unknown[]])[];
  readonly isStopped: boolean;
  emit(event: CoreEvent): void;
}

export interface BrowserTab {
  readonly name: string;
  readonly core: TabCore;
  readonly clock: ManualClock;
  /** The cores this tab has built, one per term. */
  readonly terms: readonly NotingCore[];
  readonly heard: readonly CoreEvent[];
  readonly leaderChanges: number;
  /** The browser stops everything in it: no timers, no messages, no news of its lock. */
  freeze(): void;
  thaw(): Promise<void>;
  /** It runs again, and has not yet heard that its lock was stolen. */
  thawDeafToLocks(): Promise<void>;
  /** Gone without a word. */
  die(): void;
}

export interface Browser {
  /** Tabs that lead or wait to, each as often as it waits. */
  line(): number;
  open(
    name: string,
    options?: {
      /** Until it resolves the core is loading. */
      readonly loading?: () => Promise<void>;
      readonly answer?: (
        method: string,
        args: readonly unknown[],
      ) => Promise<unknown>;
    },
  ): BrowserTab;
  /** Time passes for all tabs that are not frozen. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

let browsers = 0;

export function createBrowser(locks: LocksTwin): Browser {
  browsers += 1;
  const busName = `tabs-${String(browsers)}`;
  const tabs: (BrowserTab & { isGone(): boolean; isFrozen(): boolean })[] = [];
  let terms = 0;
  let calls = 0;

  return {
    line: () => locks.line(busName),
    open(name, options = {}) {
      const clock = manualClock();
      const own = locks.forTab();
      const channel = new BroadcastChannel(busName);
      const cores: NotingCore[] = [];
      const heard: CoreEvent[] = [];
      let changes = 0;
      let isFrozen = false;
      let isGone = false;
      const messages = gate();
      const lockNews = gate();
      const bus: TabBus = {
        postMessage: (message) => {
          if (!isGone) channel.postMessage(message);
        },
        onmessage: null,
        close: () => {
          channel.close();
        },
      };
      channel.onmessage = (event) => {
        const message = event as MessageEvent<TabMessage>;
        messages.pass(() => bus.onmessage?.(message));
      };
      const core = createTabCore({
        tab: name,
        name: busName,
        bus,
        clock,
        nextId: () => `${name}.${String((calls += 1))}`,
        locks: {
          request: (lock, how, run) =>
            new Promise((resolve, reject) => {
              own.request(lock, how, run).then(
                (value) => {
                  lockNews.pass(() => {
                    resolve(value);
                  });
                },
                (error: unknown) => {
                  lockNews.pass(() => {
                    reject(
                      error instanceof Error ? error : new Error('no error'),
                    );
                  });
                },
              );
            }),
        },
        async lead() {
          terms += 1;
          const term = terms;
          await options.loading?.();
          const noting = notingCore(
            options.answer ?? (() => Promise.resolve(`of ${name}`)),
          );
          cores.push(noting);
          return { term, core: noting };
        },
      });
      core.listen((event) => heard.push(event));
      core.onLeaderChange(() => {
        changes += 1;
      });
      const tab = {
        name,
        core,
        clock,
        terms: cores,
        heard,
        get leaderChanges() {
          return changes;
        },
        isGone: () => isGone,
        isFrozen: () => isFrozen,
        freeze() {
          isFrozen = true;
          messages.close();
          lockNews.close();
        },
        async thaw() {
          isFrozen = false;
          messages.open();
          lockNews.open();
          await settle();
        },
        async thawDeafToLocks() {
          isFrozen = false;
          messages.open();
          await settle();
        },
        die() {
          isGone = true;
          channel.close();
          own.die();
        },
      };
      tabs.push(tab);
      return tab;
    },
    async pass(ms) {
      for (let passed = 0; passed < ms; passed += 1_000) {
        for (const tab of tabs)
          if (!tab.isGone() && !tab.isFrozen()) await tab.clock.advance(1_000);
        await settle(2);
      }
    },
    async close() {
      for (const tab of tabs) if (!tab.isGone()) await tab.core.stop();
    },
  };
}

/** What passes while it is closed waits until it opens. */
function gate() {
  let isOpen = true;
  const waiting: (() => void)[] = [];
  return {
    pass(work: () => void): void {
      if (isOpen) work();
      else waiting.push(work);
    },
    close(): void {
      isOpen = false;
    },
    open(): void {
      isOpen = true;
      for (const work of waiting.splice(0)) work();
    },
  };
}

function notingCore(
  answer: (method: string, args: readonly unknown[]) => Promise<unknown>,
): NotingCore {
  const asked: (readonly [string, ...unknown[]])[] = [];
  const listeners = new Set<(event: CoreEvent) => void>();
  let isStopped = false;
  return {
    asked,
    get isStopped() {
      return isStopped;
    },
    methods: methodsFrom((method, args) => {
      asked.push([method, ...args]);
      return answer(method, args);
    }),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    async stop() {
      await settle(1);
      isStopped = true;
    },
  };
}
