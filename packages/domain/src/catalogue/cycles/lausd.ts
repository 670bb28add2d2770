import type { CycleModel, CycleStage } from '../../cycle-model.ts';
import type { Wording } from '../../wording.ts';

const stage = (
  id: string,
  when: NonNullable<CycleStage['when']>,
  name: Wording,
  purpose: Wording,
  questions: readonly Wording[],
): CycleStage => ({
  id,
  name,
  purpose,
  questions,
  products: [],
  days: when === 'antes' ? 5 : 1,
  skippable: false,
  when,
});

/** LAU-COMP (domain §3.13, FUND-AX): one conversation in four moments. */
export const lausd: CycleModel = {
  id: 'LAU-COMP',
  name: {
    es: 'Una conversación en cuatro momentos (LAUSD)',
    en: 'A conversation in four moments (LAUSD)',
  },
  summary: {
    es: 'Para una sola conversación entre quien acompaña y quien es acompañado. Las acciones las elige quien es acompañado.',
    en: 'For one conversation between who accompanies and who is accompanied. The latter chooses the actions.',
  },
  source: {
    es: 'Distrito escolar de Los Ángeles, EE. UU., 2015',
    en: 'Los Angeles Unified School District, USA, 2015',
  },
  proof: {
    es: 'Pauta de un distrito; la fuente no cita mediciones. Sirve para mirarse la pareja, nunca para evaluar a nadie.',
    en: "A district's guide; the source cites no measures. For the pair to look at itself, never to appraise anybody.",
  },
  flags: [
    {
      id: 'F06',
      words: {
        es: 'Los nombres de los doce criterios se perdieron en la fuente y se dedujeron.',
        en: 'The names of the twelve criteria were lost in the source and were inferred.',
      },
    },
    {
      id: 'F07',
      words: {
        es: 'En el criterio 9, los dos primeros niveles se distinguen solo en si quien es acompañado puede decir qué sigue.',
        en: 'In criterion 9, the two lowest levels differ only in whether who is accompanied can say what comes next.',
      },
    },
  ],
  length: { es: 'Una sesión', en: 'One session' },
  cadence: { es: 'La que acuerden', en: 'As you agree' },
  days: 8,
  stages: [
    stage(
      'LAU-A',
      'antes',
      { es: 'Planificar la conversación', en: 'Plan the conversation' },
      {
        es: 'Juntar datos; fijar propósito, estructura, agenda y preguntas.',
        en: 'Gather data; set purpose, structure, agenda and questions.',
      },
      [
        {
          es: '¿Para qué conversamos y qué datos traemos los dos?',
          en: 'What are we talking for, and which data do we both bring?',
        },
      ],
    ),
    stage(
      'LAU-B',
      'durante',
      { es: 'Interacción', en: 'Interaction' },
      {
        es: 'Cuidar la confianza, el respeto, la reserva y la escucha.',
        en: 'Look after trust, respect, discretion and listening.',
      },
      [
        {
          es: '¿Qué se queda entre nosotros?',
          en: 'What stays between us?',
        },
      ],
    ),
    stage(
      'LAU-C',
      'durante',
      { es: 'Preguntas y respuestas', en: 'Questions and answers' },
      {
        es: 'Preguntar lo que pone en duda creencias y ayuda a pensarse; apoyar y mostrar cómo.',
        en: 'Ask what puts beliefs in doubt and helps to think; support and show how.',
      },
      [
        {
          es: '¿Qué creencia nuestra está a prueba aquí?',
          en: 'Which belief of ours is being tested here?',
        },
      ],
    ),
    stage(
      'LAU-D',
      'después',
      { es: 'Acción y cierre', en: 'Action and closing' },
      {
        es: 'Retroalimentar, sintetizar y decidir cómo se sigue. La síntesis la hace quien es acompañado.',
        en: 'Give feedback, sum up and decide how to go on. Who is accompanied sums up.',
      },
      [
        {
          es: '¿Qué elijo hacer y para cuándo?',
          en: 'What do I choose to do, and by when?',
        },
      ],
    ),
  ],
  parts: [],
  welcome: null,
  next: {
    es: 'La próxima conversación empieza por lo que se eligió hacer.',
    en: 'The next conversation begins with what was chosen to be done.',
  },
  hasQuickWin: false,
  hasVision: false,
};
