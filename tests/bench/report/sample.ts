/** What one run of one subject in one scenario gave. */
export interface Sample {
  readonly section: string;
  readonly scenario: string;
  readonly subject: string;
  readonly round: number;
  readonly figures: Readonly<Record<string, number>>;
}

/** How thorough a section is asked to be; its only argument, as JSON. */
export interface Effort {
  readonly rounds: number;
  /** A run in which others used more than this share of one of our cores is repeated … */
  readonly tolerated: number;
  /** … at most so many times. */
  readonly repeats: number;
  /** Fewer updates: says whether everything works, and little else. */
  readonly isQuick: boolean;
  /** The whole trace instead of its beginning: some ten minutes. */
  readonly isWhole: boolean;
  /** Scenarios whose name holds this text; all of them when it is empty. */
  readonly only: string;
}

export const defaultEffort: Effort = {
  rounds: 3,
  tolerated: 0.1,
  repeats: 1,
  isQuick: false,
  isWhole: false,
  only: '',
};

export function effortOfArguments(): Effort {
  const asked = JSON.parse(process.argv[2] ?? '{}') as Partial<Effort>;
  return { ...defaultEffort, ...asked };
}

/** One line of the section's standard output. */
export function emit(sample: Sample): void {
  process.stdout.write(`${JSON.stringify(sample)}\n`);
}

/** Runs until others kept out of the way, or patience is over; then the least disturbed run is the one that counts. */
export async function undisturbed<F extends { readonly others: number }>(
  effort: Effort,
  run: () => Promise<F>,
): Promise<F> {
  let best = await run();
  for (let i = 0; i < effort.repeats && best.others > effort.tolerated; i++) {
    const again = await run();
    if (again.others < best.others) best = again;
  }
  return best;
}
