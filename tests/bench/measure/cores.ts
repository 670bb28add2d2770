import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/** The server alone on one core, everything that loads it on the other. */
export const serverCore = 0;
export const loadCore = 1;

/**
 * Pinning is of use only where there are two cores to keep apart, and Linux to do it. (`availableParallelism` would say
 * 1 in a process that is pinned itself.)
 */
export const isPinned: boolean =
  cpus().length >= 2 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;

export function onCore(
  core: number,
  [program = '', ...args]: readonly string[],
): readonly [string, readonly string[]] {
  return isPinned
    ? ['taskset', ['-c', String(core), program, ...args]]
    : [program, args];
}
