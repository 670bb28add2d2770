import { test as base } from '@playwright/test';
import { type Person, type PersonOptions, openPerson } from './people.ts';
import { startRelay, type Relay } from './relay.ts';

type OpenPerson = (options?: Partial<PersonOptions>) => Promise<Person>;

/**
 * `test` of the journeys. `baseURL` is the worker's relay, so `page.goto('/')` opens the built app; a journey that stops
 * its relay asks for `ownRelay` instead and disturbs nobody. Each `person()` is a browser profile of its own, on the
 * worker's relay unless told otherwise; a page of theirs that throws fails the journey.
 */
export const test = base.extend<
  { ownRelay: Relay; person: OpenPerson },
  { relay: Relay }
>({
  relay: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from the pattern.
    async ({}, use) => {
      const relay = await startRelay();
      await use(relay);
      await relay.dispose();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ relay }, use) => {
    await use(relay.url);
  },
  // eslint-disable-next-line no-empty-pattern -- as above
  ownRelay: async ({}, use) => {
    const relay = await startRelay();
    await use(relay);
    await relay.dispose();
  },
  person: async ({ browser, relay }, use) => {
    const thrown: string[] = [];
    const people: Person[] = [];
    await use(async (options = {}) => {
      const person = await openPerson(browser, { url: relay.url, ...options });
      person.context.on('weberror', (error) => {
        thrown.push(error.error().stack ?? error.error().message);
      });
      people.push(person);
      return person;
    });
    for (const { context } of people) await context.close();
    base.expect(thrown, 'errors thrown in a page').toEqual([]);
  },
});

export { expect } from '@playwright/test';
