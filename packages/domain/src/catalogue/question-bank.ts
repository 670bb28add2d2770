import type { CapacityId } from '../problem.ts';
import type { Wording } from '../wording.ts';

export type QuestionKind =
  'abierta' | 'de_evidencia' | 'desafia_supuesto' | 'de_accion';

/** Questions to take into a meeting (domain §3.22, BANCO-PREG). Ours: added, not any source's. */
export interface BankQuestion {
  readonly id: string;
  readonly stage: 'ETA-1' | 'ETA-2' | 'ETA-3' | 'ETA-4' | 'ETA-5';
  readonly kind: QuestionKind;
  readonly capacity: CapacityId;
  readonly words: Wording;
}

type Row = readonly [
  id: string,
  stage: BankQuestion['stage'],
  kind: QuestionKind,
  capacity: CapacityId,
  es: string,
  en: string,
];

// prettier-ignore
const rows: readonly Row[] = [
  ['PRG-01', 'ETA-1', 'abierta', 'CB-CON', '¿Qué necesitas de este grupo para hablar con tranquilidad?', 'What do you need from this group to speak at ease?'],
  ['PRG-02', 'ETA-1', 'abierta', 'CB-CON', '¿Qué ayuda anterior te sirvió y cuál te estorbó?', 'Which help served you before, and which was in your way?'],
  ['PRG-03', 'ETA-1', 'de_accion', 'CB-COL', '¿Cuándo y cómo nos conviene juntarnos, según la señal y el horario?', 'When and how should we meet, given signal and timetable?'],
  ['PRG-04', 'ETA-2', 'abierta', 'CB-REF', '¿Qué hace bien nuestra escuela que podemos usar ahora?', 'What does our school do well that we can use now?'],
  ['PRG-05', 'ETA-2', 'de_evidencia', 'CB-REF', '¿Qué vimos, dónde y cuántas veces?', 'What did we see, where, and how often?'],
  ['PRG-06', 'ETA-2', 'de_evidencia', 'CB-REF', '¿Qué dirían los estudiantes de esto?', 'What would the students say about this?'],
  ['PRG-07', 'ETA-2', 'desafia_supuesto', 'CB-REF', '¿Qué damos por cierto sin haberlo comprobado?', 'What do we take for granted without having checked?'],
  ['PRG-08', 'ETA-2', 'desafia_supuesto', 'CB-REF', '¿Cómo ayudamos nosotros a que el problema siga?', 'How do we ourselves keep the problem going?'],
  ['PRG-09', 'ETA-2', 'abierta', 'CB-REF', 'Si preguntamos «¿y por qué?» otra vez, ¿a qué causa llegamos?', 'If we ask "and why?" once more, which cause do we reach?'],
  ['PRG-10', 'ETA-2', 'de_accion', 'CB-REF', '¿Con qué criterios elegiremos, antes de mirar las opciones?', 'By which criteria will we choose, before looking at the options?'],
  ['PRG-11', 'ETA-3', 'abierta', 'CB-LID', '¿Quién no está en la mesa y debería estar?', 'Who is not at the table and should be?'],
  ['PRG-12', 'ETA-3', 'de_accion', 'CB-COL', '¿Qué es lo más pequeño que podemos probar de aquí a la próxima reunión?', 'What is the smallest thing we can try before the next meeting?'],
  ['PRG-13', 'ETA-3', 'desafia_supuesto', 'CB-CON', '¿Qué puede preocupar a quienes lo van a hacer?', 'What may worry those who will do it?'],
  ['PRG-14', 'ETA-3', 'de_evidencia', 'CB-REF', '¿En qué notaremos que la práctica cambió?', 'How will we notice that practice has changed?'],
  ['PRG-15', 'ETA-4', 'de_evidencia', 'CB-REF', '¿Qué pasó con lo que acordamos la vez anterior?', 'What became of what we agreed last time?'],
  ['PRG-16', 'ETA-4', 'abierta', 'CB-CON', '¿Qué no resultó y qué nos enseña?', 'What did not work, and what does it teach us?'],
  ['PRG-17', 'ETA-4', 'abierta', 'CB-COL', '¿Qué hizo un colega que te gustaría probar?', 'What did a colleague do that you would like to try?'],
  ['PRG-18', 'ETA-4', 'de_accion', 'CB-LID', '¿Quién conduce la próxima y qué apoyo pide?', 'Who leads the next one, and what support do they ask for?'],
  ['PRG-19', 'ETA-4', 'desafia_supuesto', 'CB-REF', '¿Quiénes ganan y quiénes quedan fuera con esta solución?', 'Who gains and who is left out by this solution?'],
  ['PRG-20', 'ETA-5', 'de_evidencia', 'CB-REF', 'Comparado con nuestro comienzo, ¿qué es distinto?', 'Compared with where we began, what is different?'],
  ['PRG-21', 'ETA-5', 'abierta', 'CB-LID', '¿Qué podemos hacer ya sin ayuda de fuera?', 'What can we now do without help from outside?'],
  ['PRG-22', 'ETA-5', 'de_accion', 'CB-REF', '¿En qué otro problema usaremos lo que aprendimos?', 'In which other problem will we use what we learnt?'],
  ['PRG-23', 'ETA-5', 'abierta', 'CB-COL', '¿Qué le contaríamos a otra escuela en tres frases?', 'What would we tell another school in three sentences?'],
  ['PRG-24', 'ETA-5', 'abierta', 'CB-CON', '(Para quien acompañó) ¿Cuándo ayudé y cuándo sobré?', '(For who accompanied) When did I help, and when was I one too many?'],
];

export const questionBank: readonly BankQuestion[] = rows.map(
  ([id, stage, kind, capacity, es, en]) => ({
    id,
    stage,
    kind,
    capacity,
    words: { es, en },
  }),
);

export function questionsOf(stage: BankQuestion['stage']): readonly Wording[] {
  return questionBank
    .filter((question) => question.stage === stage)
    .map(({ words }) => words);
}
