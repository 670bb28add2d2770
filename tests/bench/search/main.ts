// How long a search takes among what a group of schools writes in years: started by ../main.ts, prints a line of JSON per run.
import type { SearchEntry } from '../../../apps/web/src/lib/search/search-entry.ts';
import { createSearchIndex } from '../../../apps/web/src/lib/search/search-index.ts';
import { quantile } from '../measure/statistics.ts';
import { effortOfArguments, emit } from '../report/sample.ts';

const items = 5_000;
const wordsPerItem = 120;
const asked = [
  'matematica',
  'ninos',
  'lectrua en voz',
  'acompañamiento',
  'a',
  'preguntas abiertas',
  'evidensia',
  'plan',
];
const stems =
  'niño niña clase pregunta lectura matemática docente directora acompañamiento evidencia causa plan ciclo acuerdo familia consejo observación aprendizaje asistencia retroalimentación voz abierta espera segundo diálogo práctica equipo'.split(
    ' ',
  );
/** As in a language: few words are everywhere, most are rare. */
const vocabulary = 20_000;

const effort = effortOfArguments();
for (let round = 1; round <= effort.rounds; round++) {
  const index = createSearchIndex();
  const began = performance.now();
  for (let at = 0; at < items; at++) index.put(String(at), [itemAt(at)]);
  const buildMs = performance.now() - began;
  const times = asked.flatMap((words) =>
    Array.from({ length: 5 }, () => {
      const from = [performance.now(), process.cpuUsage()] as const;
      index.find({ words, kind: '', space: '', person: '', since: '' });
      const { user, system } = process.cpuUsage(from[1]);
      return {
        wall: performance.now() - from[0],
        cpu: (user + system) / 1000,
      };
    }),
  );
  const walls = times.map(({ wall }) => wall);
  emit({
    section: 'search',
    scenario: '5,000 items',
    subject: 'minga',
    round,
    figures: {
      p50: quantile(walls, 0.5),
      p95: quantile(walls, 0.95),
      // The same where others use the machine too.
      cpuP95: quantile(
        times.map(({ cpu }) => cpu),
        0.95,
      ),
      buildMs,
    },
  });
}

function itemAt(at: number): SearchEntry {
  let seed = at + 1;
  const next = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const word = (): string => {
    const rank = Math.floor(vocabulary ** (next(1e6) / 1e6)) - 1;
    const stem = stems[rank % stems.length] ?? '';
    return rank < stems.length ? stem : `${stem}${rank.toString(36)}`;
  };
  const text = (length: number): string =>
    Array.from({ length }, word).join(' ');
  return {
    id: String(at),
    kind: 'problem',
    space: 'one',
    doc: String(at),
    anchor: '',
    title: text(6),
    parts: [text(wordsPerItem / 2), text(wordsPerItem / 2)],
    people: [`Persona ${String(next(40))}`],
    day: '2026-11-20',
  };
}
