import { progressRoutes } from '@minga/domain';
import { expect, test } from 'vitest';
import { esProgress } from '#lib/messages/locales/es-progress.ts';
import { esRounds } from '#lib/messages/locales/es-rounds.ts';
import type { Consensus } from './consensus.ts';
import { progressCsv } from './progress-csv.ts';

const texts = { strengths: '', shows: '', next: '', reservations: '' };
const base: Consensus = {
  round: 'AAAAAAAAAAAAAAAAAAAAAA' as Consensus['round'],
  at: Date.UTC(2026, 2, 16, 12),
  capacity: 'CB-REF',
  level: 'NIV-COL',
  instrumentHash: 'one',
  stage: 'RUB-1',
  end: 'con_reservas',
  grow: true,
  texts,
};
const csv = (points: readonly Consensus[]): string =>
  progressCsv(progressRoutes(points), {
    t: esProgress,
    rounds: esRounds,
    instrument: {
      stages: ['RUB-1'],
      capacity: () => 'Reflexión',
      stage: () => 'Exploración',
      version: () => '1',
    },
  });

test('a spreadsheet in Spanish opens it: a mark, semicolons, a row for each time', () => {
  const [head, first, second, end] = csv([
    { ...base, texts: { ...texts, shows: 'Vimos seis clases; "bien"\ny dos' } },
    { ...base, at: base.at + 1, stage: null, end: 'sin_acuerdo' },
  ]).split('\r\n');
  expect(head).toBe(
    '\u{FEFF}Capacidad;De quién;Día;Pauta;Etapa acordada;Cómo quedamos;Punto de partida;Qué hacemos bien;En qué se nota;Miradas distintas;Próximo paso',
  );
  expect(first).toBe(
    'Reflexión;Del grupo;2026-03-16;1;Exploración;Con reservas;sí;;"Vimos seis clases; ""bien""\ny dos";;',
  );
  expect(second).toBe(
    'Reflexión;Del grupo;2026-03-16;1;Sin etapa acordada;Sin acuerdo;;;;;',
  );
  expect(end).toBe('');
});

test('what begins like a formula is text', () => {
  expect(
    csv([{ ...base, texts: { ...texts, next: '=HYPERLINK("x")' } }]),
  ).toContain(`"'=HYPERLINK(""x"")"`);
});
