import type { CycleModel, CycleStage } from '../../cycle-model.ts';
import type { Wording } from '../../wording.ts';

const stage = (
  id: string,
  when: NonNullable<CycleStage['when']>,
  days: number,
  name: Wording,
  purpose: Wording,
  questions: readonly Wording[],
  products: readonly Wording[] = [],
): CycleStage => ({
  id,
  name,
  purpose,
  questions,
  products,
  days,
  skippable: false,
  when,
});

/** DPV (domain §3.15, FUND-AX). The focus is the school's own text; a standard is optional. */
export const deprov: CycleModel = {
  id: 'DPV',
  name: {
    es: 'Asesoría en cinco pasos (DEPROV)',
    en: 'Advisory in five steps (DEPROV)',
  },
  summary: {
    es: 'Una acción pequeña entre una reunión y la siguiente: antes, durante y después.',
    en: 'One small action between a meeting and the next: before, during and after.',
  },
  source: {
    es: 'MINEDUC, Chile, 2020; inspirado en Bambrick-Santoyo, 2012',
    en: 'MINEDUC, Chile, 2020; inspired by Bambrick-Santoyo, 2012',
  },
  proof: {
    es: 'Hay pocos estudios de su efectividad y la estrategia estaba en instalación: no la tomen como éxito probado.',
    en: 'There are few studies of its effect and it was still being set up: do not take it for a proven success.',
  },
  flags: [
    {
      id: 'DPV',
      words: {
        es: 'En su origen los focos venían fijados desde fuera. Aquí el foco lo escribe la escuela y el estándar es optativo.',
        en: 'At its origin the foci were set from outside. Here the school writes its focus and the standard is optional.',
      },
    },
    {
      id: 'F08',
      words: {
        es: 'El ejemplo de movimientos clave perdió sus columnas: el quinto puede ser otra acción.',
        en: 'The example of key movements lost its columns: the fifth may be another action.',
      },
    },
  ],
  length: { es: '15 días por vuelta', en: '15 days a round' },
  cadence: {
    es: 'Reunión cada 15 días, de 45 a 60 minutos',
    en: 'A meeting every 15 days, 45 to 60 minutes',
  },
  days: 15,
  stages: [
    stage(
      'DPV-P1',
      'antes',
      3,
      { es: 'Analizar datos', en: 'Analyse data' },
      {
        es: 'Mirar lo que hay antes de reunirse.',
        en: 'Look at what there is before meeting.',
      },
      [
        {
          es: '¿Qué dato nuevo tenemos desde la última vez?',
          en: 'Which new data do we have since last time?',
        },
      ],
    ),
    stage(
      'DPV-P2',
      'antes',
      2,
      { es: 'Elegir el foco', en: 'Choose the focus' },
      {
        es: 'Escribir el foco con palabras de la escuela y preparar la reunión; en ella se muestra y se consensúa. El estándar, solo si sirve.',
        en: "Write the focus in the school's own words and prepare the meeting, where it is shown and agreed. A standard only if it helps.",
      },
      [
        {
          es: '¿Qué foco nos mueve ahora? ¿Lo dirían así los docentes?',
          en: 'Which focus moves us now? Would the teachers say it so?',
        },
      ],
      [{ es: 'Un foco en una frase', en: 'A focus in one sentence' }],
    ),
    stage(
      'DPV-P3',
      'durante',
      1,
      { es: 'Elegir la acción', en: 'Choose the action' },
      {
        es: 'Con evidencia y preguntas, el equipo decide.',
        en: 'With evidence and questions, the team decides.',
      },
      [
        {
          es: '¿Es concreta, medible, practicable, acotada y precisa?',
          en: 'Is it concrete, measurable, feasible, bounded and precise?',
        },
      ],
      [{ es: 'Una acción de mejora', en: 'One action of improvement' }],
    ),
    stage(
      'DPV-P4',
      'durante',
      1,
      { es: 'Planificar y modelar', en: 'Plan and model' },
      {
        es: 'Escribir los movimientos clave, los pasos exactos de la acción, y practicarlos.',
        en: 'Write the key movements, the exact steps of the action, and practise them.',
      },
      [
        {
          es: '¿Qué hace cada quien, en qué orden? ¿Lo ensayamos ahora?',
          en: 'Who does what, in which order? Shall we rehearse it now?',
        },
      ],
      [{ es: 'Movimientos clave', en: 'Key movements' }],
    ),
    stage(
      'DPV-P5',
      'después',
      8,
      { es: 'Seguir y evaluar', en: 'Follow up and evaluate' },
      {
        es: 'Hacer la acción antes de la próxima reunión, que empieza por ver qué pasó.',
        en: 'Do the action before the next meeting, which begins by seeing what happened.',
      },
      [
        {
          es: '¿Qué hicimos, qué se notó y qué sigue?',
          en: 'What did we do, what showed, and what comes next?',
        },
      ],
      [
        {
          es: 'Lo que pasó, en dos frases',
          en: 'What happened, in two sentences',
        },
      ],
    ),
  ],
  // prettier-ignore
  parts: [
    { id: 'DPV-C1', words: { es: 'Foco del apoyo', en: 'Focus of the support' } },
    { id: 'DPV-C2', words: { es: 'Estándar (optativo)', en: 'Standard (optional)' } },
    { id: 'DPV-C3', words: { es: 'Acción de mejora', en: 'Action of improvement' } },
    { id: 'DPV-C4', words: { es: 'Movimientos clave: pasos exactos de la acción', en: 'Key movements: the exact steps of the action' } },
    { id: 'DPV-F1', words: { es: 'Foco posible: usar datos para decidir en lo pedagógico', en: 'A possible focus: using data to decide on teaching' } },
    { id: 'DPV-F2', words: { es: 'Foco posible: promover que asistan a clases', en: 'A possible focus: promoting attendance' } },
    { id: 'DPV-F3', words: { es: 'Foco posible: un ambiente escolar organizado', en: 'A possible focus: an orderly school' } },
    { id: 'DPV-F4', words: { es: 'Foco posible: observar y retroalimentar la práctica', en: 'A possible focus: observing practice and giving feedback' } },
    { id: 'DPV-F5', words: { es: 'Foco posible: seguir y evaluar los aprendizajes', en: 'A possible focus: following and assessing learning' } },
  ],
  welcome: null,
  next: {
    es: 'El seguimiento es lo primero de la reunión siguiente.',
    en: 'The follow-up is the first thing of the next meeting.',
  },
  hasQuickWin: false,
  hasVision: false,
};
