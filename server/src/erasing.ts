import type { SpaceId } from '@minga/base';
import { closeCodes } from '@minga/protocol';
import type { Services } from './services.ts';
import type { Spaces } from './spaces.ts';

/** [P40] Erases every space whose day has come; one that fails is tried again the next time. */
export async function eraseDueSpaces(
  services: Services,
  spaces: Spaces,
): Promise<void> {
  const now = services.clock.now();
  for (const id of await services.log.dueForErasing(now))
    await erase(services, spaces, id, now);
}

async function erase(
  services: Services,
  spaces: Spaces,
  id: SpaceId,
  now: number,
): Promise<void> {
  const space = await spaces.open(id);
  if (space === null) return;
  const { state, actions } = space.membership;
  const { deletion } = state;
  const tombstone = deletion === null ? undefined : actions[deletion.index];
  // Taken back a moment ago, perhaps.
  if (deletion === null || deletion.due > now || tombstone === undefined) {
    spaces.release(space);
    return;
  }
  await spaces.erase(space, closeCodes.erased, async () => {
    await services.blobs.erase(id);
    const erased = { kind: 'erased' as const, space: id, tombstone };
    const outcome = await services.commits.commit(erased);
    if (outcome?.kind === 'done') services.metrics.count('spaces_erased_total');
  });
}
