/** The same seed tells the same story, up to what timers and sockets decide. */
export interface Dice {
  /** In [0, 1). */
  readonly next: () => number;
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Dice of their own, so that what one member throws does not depend on when another did. */
  fork(name: string): Dice;
}

/** mulberry32. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick<T>(from: readonly T[]): T {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    fork(name) {
      let hash = seed;
      for (let i = 0; i < name.length; i++)
        hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
      return diceOf(hash);
    },
  };
}

/** `MINGA_SEED=x` runs that one (`x,y,y` several), `MINGA_SEEDS=n` the first n. */
export function chosenSeeds(usual: number): readonly number[] {
  const one = process.env['MINGA_SEED'];
  if (one !== undefined) return one.split(',').map(Number);
  const count = Number(process.env['MINGA_SEEDS'] ?? usual);
  return Array.from({ length: count }, (_, i) => i + 1);
}

/** Several at once: most of a story is waiting. Throws with every failing seed and how to run it again. */
export async function runSeeds(
  seeds: readonly number[],
  options: { readonly atOnce: number; readonly file: string },
  tell: (seed: number) => Promise<void>,
): Promise<void> {
  const waiting = [...seeds];
  const failures: { readonly seed: number; readonly error: unknown }[] = [];
  const teller = async (): Promise<void> => {
    for (;;) {
      const seed = waiting.shift();
      // Ten broken stories say as much as two hundred.
      if (seed === undefined || failures.length >= 10) return;
      try {
        await tell(seed);
      } catch (error) {
        failures.push({ seed, error });
        console.error(`${rerun(options.file, seed)}\n${told(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, teller));
  const [first] = failures;
  if (first === undefined) return;
  const list = failures.map(({ seed }) => rerun(options.file, seed)).join('\n');
  throw new Error(`${failures.length} of ${seeds.length} failed:\n${list}`, {
    cause: first.error,
  });
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const why = error.cause === undefined ? '' : `\n  ${told(error.cause)}`;
  return error.message + why;
}

function rerun(file: string, seed: number): string {
  return `MINGA_SEED=${seed} pnpm vitest run --project suites ${file}`;
}
