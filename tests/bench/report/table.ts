import type { Verdict } from './goals.ts';
import type { Result } from './results.ts';

/** For people, in Markdown, so that it can be put into docs/benchmarks.md as it is. */
export function tables(
  results: readonly Result[],
  verdicts: readonly Verdict[],
): string {
  const scenarios = Map.groupBy(results, ({ section, scenario }) =>
    [section, scenario].join(', '),
  );
  const parts = [...scenarios].map(([title, group]) => {
    const names = [
      ...new Set(group.flatMap(({ figures }) => Object.keys(figures))),
    ];
    const rows = group.map(({ subject, figures }) => [
      subject,
      ...names.map((name) => shown(figures[name] ?? NaN)),
    ]);
    return `${title}\n\n${table([['', ...names], ...rows])}`;
  });
  const judged = table([
    ['', 'metric', 'goal', 'measured', ''],
    ...verdicts.map(({ id, metric, goal, value, met }) => [
      id,
      metric,
      goal,
      shown(value),
      met ? 'met' : 'missed',
    ]),
  ]);
  return [...parts, judged].join('\n\n');
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}

export function shown(value: number): string {
  if (Number.isNaN(value)) return '';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
