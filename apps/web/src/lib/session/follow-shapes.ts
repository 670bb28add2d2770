import type { Minga, SpaceView } from '@minga/sync';
import {
  type PersonShape,
  assignShapes,
  shapeOf,
} from '#lib/shared/person-look.ts';

/** The look of each member in all groups, so that a caret looks like the person's avatar. */
export function followShapes(): {
  of(member: string): PersonShape;
  follow(minga: Minga): void;
} {
  const shapes = new Map<string, PersonShape>();
  const learn = (view: SpaceView): void => {
    const ids = view.members.map(({ id }) => id);
    for (const [id, shape] of assignShapes(ids)) shapes.set(id, shape);
  };
  return {
    of: (member) => shapes.get(member) ?? shapeOf(member),
    follow(minga) {
      const followed = new Set<string>();
      minga.spaces.subscribe((spaces) => {
        for (const { id } of spaces) {
          if (followed.has(id)) continue;
          followed.add(id);
          minga.space(id)?.view.subscribe(learn);
        }
      });
    },
  };
}
