import type { Minga, Space, SpaceView } from '@minga/sync';
import { whenIdle } from '#lib/shared/idle.ts';

/**
 * Mi cuaderno: there by itself once somebody is in a group, where she has said her name. Asked for again at every start
 * until it is there; that there is never a second one is the care of the core. Returns what stops asking.
 */
export function keepNotebook(minga: Minga, name: string): () => void {
  let isAsked = false;
  let stopWaiting = (): void => undefined;
  const make = ({ country }: SpaceView, personName: string): void => {
    // Not while the first page of the first group is being drawn. What fails now is asked again at the next start.
    stopWaiting = whenIdle(() => {
      minga
        .createSpace({ name, kind: 'cuaderno', country, personName })
        .catch((error: unknown) => console.error(error));
    });
  };
  const stopFollowing = minga.spaces.subscribe((spaces) => {
    if (isAsked || spaces.some(({ kind }) => kind === 'cuaderno')) return;
    const first = spaces.map(({ id }) => minga.space(id)).find(Boolean);
    if (!first) return;
    isAsked = true;
    stopWaiting = whenNamed(first, make);
  });
  return () => {
    stopFollowing();
    stopWaiting();
  };
}

/** As soon as it is known what the person is called in a group. */
function whenNamed(
  space: Space,
  act: (view: SpaceView, name: string) => void,
): () => void {
  let isDone = false;
  return space.view.subscribe((view) => {
    const name = view.members.find(({ self }) => self)?.name ?? '';
    if (isDone || name === '') return;
    isDone = true;
    act(view, name);
  });
}
