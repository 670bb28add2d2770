import type { LogFailure } from './relay-log.ts';

/** What the gauges are read from when somebody asks. */
export interface Gauges {
  connections(): number;
  spaces(): number;
  channels(): number;
}

/** Counts for /metrics. Never an identifier, an address or content: labels are codes and fixed words. */
export class Metrics {
  readonly #counts = new Map<string, number>();
  #isLogFailing = false;

  /** `name` may carry labels: `closed_total{code="4403"}`. */
  count(name: CounterName | `${CounterName}{${string}}`, amount = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + amount);
  }

  committed(writes: number, ms: number, failure: LogFailure | null): void {
    this.count(`commits_total{outcome="${failure ?? 'done'}"}`);
    this.count('commit_writes_total', writes);
    this.count('commit_seconds_total', ms / 1000);
    this.#isLogFailing = failure !== null;
  }

  /** The last commit failed: the disk is full or worse. */
  get isLogFailing(): boolean {
    return this.#isLogFailing;
  }

  /** Prometheus text format. */
  text(gauges: Gauges): string {
    const lines = [...this.#counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `minga_${name} ${value}`);
    const memory = process.memoryUsage();
    return [
      ...lines,
      `minga_connections ${gauges.connections()}`,
      `minga_spaces_loaded ${gauges.spaces()}`,
      `minga_channels ${gauges.channels()}`,
      `minga_resident_memory_bytes ${memory.rss}`,
      `minga_heap_used_bytes ${memory.heapUsed}`,
      `minga_uptime_seconds ${Math.round(process.uptime())}`,
      '',
    ].join('\n');
  }
}

type CounterName =
  | 'commits_total'
  | 'commit_writes_total'
  | 'commit_seconds_total'
  | 'upgrades_total'
  | 'ready_total'
  | 'closed_total'
  | 'appends_total'
  | 'nacks_total'
  | 'actions_total'
  | 'windows_sent_total'
  | 'presence_total'
  | 'presence_dropped_total'
  | 'reports_total'
  | 'snapshots_total'
  | 'spaces_erased_total'
  | 'errors_total';
