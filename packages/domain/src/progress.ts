import type { RoundEnd, RoundLevel } from './round.ts';

/** Where a group agreed, in one round, that one capacity stood. */
export interface ProgressPoint {
  /** Of the round. */
  readonly round: string;
  /** ms since 1970, of the round. */
  readonly at: number;
  readonly capacity: string;
  readonly level: RoundLevel;
  /** Of the version of the instrument it was looked at with. */
  readonly instrumentHash: string;
  /** Null: they looked, and agreed on none. */
  readonly stage: string | null;
  readonly end: RoundEnd;
}

/** One capacity at one level, from its own beginning: nothing in it is counted, and nothing stands beside anybody else's. */
export interface ProgressRoute<Point extends ProgressPoint = ProgressPoint> {
  readonly capacity: string;
  readonly level: RoundLevel;
  /** The oldest first. */
  readonly points: readonly Point[];
  /** Derived, never asked: the first that ended with a stage. */
  readonly baseline: Point | null;
  /** Of those with a stage, what may be joined by a line: another version of the instrument begins another stretch. */
  readonly stretches: readonly (readonly Point[])[];
}

/** In the order in which the group first looked at each capacity. What individuals, a group and a school's order say never mix. */
export function progressRoutes<Point extends ProgressPoint>(
  points: readonly Point[],
): readonly ProgressRoute<Point>[] {
  const inTime = points.toSorted(
    (a, b) => a.at - b.at || (a.round < b.round ? -1 : 1),
  );
  const routes = new Map<string, Point[]>();
  for (const point of inTime) {
    const key = `${point.level}/${point.capacity}`;
    const route = routes.get(key);
    if (route === undefined) routes.set(key, [point]);
    else route.push(point);
  }
  return [...routes.values()].flatMap((route) => {
    const [first] = route;
    if (first === undefined) return [];
    const withStage = route.filter(({ stage }) => stage !== null);
    return [
      {
        capacity: first.capacity,
        level: first.level,
        points: route,
        baseline: withStage[0] ?? null,
        stretches: stretchesOf(withStage),
      },
    ];
  });
}

function stretchesOf<Point extends ProgressPoint>(
  points: readonly Point[],
): readonly (readonly Point[])[] {
  const stretches: Point[][] = [];
  for (const point of points) {
    const open = stretches.at(-1);
    if (open?.at(-1)?.instrumentHash === point.instrumentHash) open.push(point);
    else stretches.push([point]);
  }
  return stretches;
}
