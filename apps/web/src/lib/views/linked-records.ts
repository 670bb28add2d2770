import { resolve } from '$app/paths';
import type { DocumentId } from '@minga/base';
import type { Group } from '#lib/group/group.svelte.ts';

const routes = {
  problem: '/g/[space]/p/[doc]',
  cycle: '/g/[space]/c/[doc]',
  round: '/g/[space]/r/[doc]',
} as const;

/** What a piece of evidence in a problem may point to: everything else the group lists. */
export function linkedRecords(group: Group, except: DocumentId) {
  const space = group.space.id;
  const kinds = [
    ['problem', group.problems],
    ['cycle', group.cycles],
    ['round', group.rounds],
  ] as const;
  return kinds.flatMap(([kind, entries]) =>
    entries
      .filter(({ id }) => id !== except)
      .map(({ id, title }) => ({
        kind,
        document: id,
        title: title.values[0]?.value ?? '',
        href: resolve(routes[kind], { space, doc: id }),
      })),
  );
}
