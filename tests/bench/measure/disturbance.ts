import { readFileSync } from 'node:fs';
import { isPinned, loadCore, serverCore } from './cores.ts';

/** Clock ticks of /proc/stat per second: 100 wherever Node runs on Linux. */
const ticksPerMs = 0.1;

/**
 * How much of our two cores somebody else used, as a share of the time: a run with much of it says little. Zero where
 * it cannot be known.
 */
export function watchOthers(): (
  ownMsByCore: ReadonlyMap<number, number>,
) => number {
  const before = busyMsByCore();
  const startedAt = performance.now();
  return (ownMsByCore) => {
    const ms = performance.now() - startedAt;
    const after = busyMsByCore();
    const shares = [serverCore, loadCore].map((core) => {
      const busy = (after.get(core) ?? 0) - (before.get(core) ?? 0);
      return (busy - (ownMsByCore.get(core) ?? 0)) / ms;
    });
    return Math.max(0, ...shares);
  };
}

function busyMsByCore(): ReadonlyMap<number, number> {
  const busy = new Map<number, number>();
  if (!isPinned) return busy;
  for (const line of readFileSync('/proc/stat', 'utf8').split('\n')) {
    const [name = '', ...ticks] = line.split(/\s+/);
    const core = /^cpu(\d+)$/.exec(name)?.[1];
    if (core === undefined) continue;
    // user nice system idle iowait irq softirq steal
    const [
      user = 0,
      nice = 0,
      system = 0,
      ,
      ,
      irq = 0,
      softirq = 0,
      steal = 0,
    ] = ticks.map(Number);
    const sum = user + nice + system + irq + softirq + steal;
    busy.set(Number(core), sum / ticksPerMs);
  }
  return busy;
}
