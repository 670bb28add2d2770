import { afterEach, beforeEach, describe } from 'vitest';
import { describeCommits } from './commits.conformance.ts';
import { describeRowsAndKeys } from './rows.conformance.ts';
import type { StoreHarness, StoreScene } from './store-scene.ts';
import type { LocalStore } from './local-store.ts';

/** What every LocalStore promises. An implementation's test is a call of this. */
export function describeLocalStore(
  name: string,
  createHarness: () => Promise<StoreHarness>,
): void {
  describe(name, () => {
    const opened: LocalStore[] = [];
    let scene: StoreScene | null = null;

    beforeEach(async () => {
      const harness = await createHarness();
      const openAnother = async (): Promise<LocalStore> => {
        const another = await harness.open();
        opened.push(another);
        return another;
      };
      scene = { harness, store: await openAnother(), openAnother };
    });

    afterEach(() => {
      for (const each of opened.splice(0)) each.close();
    });

    function current(): StoreScene {
      if (scene === null) throw new Error('outside a test');
      return scene;
    }

    describeRowsAndKeys(current);
    describeCommits(current);
  });
}
