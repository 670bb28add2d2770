import type { Instrument } from '../../instrument.ts';

// Domain §3.10 (Ontario).

export const personalResources: Instrument = {
  id: 'ONT-RP',
  version: 1,
  title: { es: 'Mis recursos personales', en: 'My personal resources' },
  about: {
    es: 'Para pensar a solas: no tiene escala y se queda en Mi cuaderno.',
    en: 'To think alone: it has no scale and stays in My notebook.',
  },
  source:
    'Ontario Leadership Framework (2013), Self-Assessment Tool for System Leaders (2014), pp. 18–19',
  whose: 'person',
  inferred: false,
  prompts: [
    {
      es: '¿En qué momentos de este tipo te has sentido con seguridad?',
      en: 'In which moments of this kind have you felt confident?',
    },
    { es: '¿En cuáles te ha faltado?', en: 'In which have you missed it?' },
  ],
  groups: [
    {
      id: 'ONT-COG-1',
      title: { es: 'Resolución de problemas', en: 'Solving problems' },
      about: { es: 'Recursos cognitivos', en: 'Cognitive resources' },
      parts: [
        {
          id: 'ONT-COG-1-1',
          words: {
            es: 'Dedico más tiempo a entender qué pasa que a encontrar una salida.',
            en: 'I spend more time understanding what happens than finding a way out.',
          },
        },
        {
          id: 'ONT-COG-1-2',
          words: {
            es: 'Elijo resolver primero lo que afecta el aprendizaje.',
            en: 'I choose to solve first what affects learning.',
          },
        },
        {
          id: 'ONT-COG-1-3',
          words: {
            es: 'Mis valores me guían cuando busco soluciones.',
            en: 'My values guide me when I look for solutions.',
          },
        },
        {
          id: 'ONT-COG-1-4',
          words: {
            es: 'Trabajo en los problemas con calma y confianza.',
            en: 'I work on problems with calm and confidence.',
          },
        },
      ],
    },
    {
      id: 'ONT-COG-2',
      title: {
        es: 'Conocimientos sobre la escuela y las condiciones de enseñanza-aprendizaje',
        en: 'Knowledge of the school and the conditions of teaching and learning',
      },
      about: { es: 'Recursos cognitivos', en: 'Cognitive resources' },
      parts: [
        {
          id: 'ONT-COG-2-1',
          words: {
            es: 'Sé qué condiciones hacen aprender de verdad en una escuela.',
            en: 'I know which conditions truly make people learn in a school.',
          },
        },
        {
          id: 'ONT-COG-2-2',
          words: {
            es: 'Noto por la conducta lo que sienten mis pares.',
            en: 'I notice by their conduct what my peers feel.',
          },
        },
        {
          id: 'ONT-COG-2-3',
          words: {
            es: 'Ordeno la organización para que los docentes trabajen bien.',
            en: 'I order the organisation so that teachers can work well.',
          },
        },
        {
          id: 'ONT-COG-2-4',
          words: {
            es: 'Entiendo cuánto pesa la familia y ayudo a que participe.',
            en: 'I understand how much the family weighs and help it take part.',
          },
        },
      ],
    },
    {
      id: 'ONT-COG-3',
      title: { es: 'Pensamiento sistémico', en: 'Systems thinking' },
      about: { es: 'Recursos cognitivos', en: 'Cognitive resources' },
      parts: [
        {
          id: 'ONT-COG-3-1',
          words: {
            es: 'Puedo ver cómo se cruzan y se influyen las partes de la organización.',
            en: 'I can see how the parts of the organisation cross and influence each other.',
          },
        },
        {
          id: 'ONT-COG-3-2',
          words: {
            es: 'Pienso con el equipo en el futuro y en qué haríamos.',
            en: 'I think with the team about the future and what we would do.',
          },
        },
      ],
    },
    {
      id: 'ONT-SOC-1',
      title: { es: 'Percibir emociones', en: 'Perceiving emotions' },
      about: { es: 'Recursos sociales', en: 'Social resources' },
      parts: [
        {
          id: 'ONT-SOC-1-1',
          words: {
            es: 'Noto lo que siento y cómo cambia lo que hago.',
            en: 'I notice what I feel and how it changes what I do.',
          },
        },
        {
          id: 'ONT-SOC-1-2',
          words: {
            es: 'Me doy cuenta de lo que sienten los demás.',
            en: 'I realise what others feel.',
          },
        },
      ],
    },
    {
      id: 'ONT-SOC-2',
      title: { es: 'Gestionar emociones', en: 'Managing emotions' },
      about: { es: 'Recursos sociales', en: 'Social resources' },
      parts: [
        {
          id: 'ONT-SOC-2-1',
          words: {
            es: 'Entiendo por qué reacciono así y qué puede provocar.',
            en: 'I understand why I react so and what it may bring about.',
          },
        },
        {
          id: 'ONT-SOC-2-2',
          words: {
            es: 'Ayudo a otros a pensar en lo que sienten y en sus efectos.',
            en: 'I help others to think about what they feel and its effects.',
          },
        },
        {
          id: 'ONT-SOC-2-3',
          words: {
            es: 'Puedo mantener la calma si mis colegas están alterados.',
            en: 'I can keep calm when my colleagues are upset.',
          },
        },
      ],
    },
    {
      id: 'ONT-SOC-3',
      title: {
        es: 'Actuar emocionalmente apropiado',
        en: 'Acting in an emotionally fitting way',
      },
      about: { es: 'Recursos sociales', en: 'Social resources' },
      parts: [
        {
          id: 'ONT-SOC-3-1',
          words: { es: 'Domino mis emociones.', en: 'I master my emotions.' },
        },
        {
          id: 'ONT-SOC-3-2',
          words: {
            es: 'Controlo el mal genio y llevo los momentos duros con la cabeza fría.',
            en: 'I control my temper and take hard moments with a cool head.',
          },
        },
        {
          id: 'ONT-SOC-3-3',
          words: {
            es: 'Animo a mis colegas a responder con equilibrio.',
            en: 'I encourage my colleagues to respond with balance.',
          },
        },
        {
          id: 'ONT-SOC-3-4',
          words: {
            es: 'Cuando alguien está mal, acude a mí.',
            en: 'When somebody is unwell, they come to me.',
          },
        },
      ],
    },
    {
      id: 'ONT-PSI-1',
      title: { es: 'Optimismo', en: 'Optimism' },
      about: { es: 'Recursos psicológicos', en: 'Psychological resources' },
      parts: [
        {
          id: 'ONT-PSI-1-1',
          words: {
            es: 'Miro los problemas desde varios ángulos.',
            en: 'I look at problems from several angles.',
          },
        },
        {
          id: 'ONT-PSI-1-2',
          words: {
            es: 'Suelo encontrar algo bueno en lo que pasa.',
            en: 'I usually find something good in what happens.',
          },
        },
        {
          id: 'ONT-PSI-1-3',
          words: {
            es: 'Afronto mi trabajo en el sistema con ánimo.',
            en: 'I face my work in the system with spirit.',
          },
        },
      ],
    },
    {
      id: 'ONT-PSI-2',
      title: { es: 'Autoeficacia', en: 'Self-efficacy' },
      about: { es: 'Recursos psicológicos', en: 'Psychological resources' },
      parts: [
        {
          id: 'ONT-PSI-2-1',
          words: {
            es: 'Creo que puedo analizar y resolver a largo plazo lo que el distrito necesita.',
            en: 'I believe that I can analyse and solve in the long run what the district needs.',
          },
        },
        {
          id: 'ONT-PSI-2-2',
          words: {
            es: 'Sé que alcanzaré mis metas en el cargo.',
            en: 'I know that I will reach my goals in the post.',
          },
        },
        {
          id: 'ONT-PSI-2-3',
          words: {
            es: 'Sigo adelante aunque cueste.',
            en: 'I carry on even when it is hard.',
          },
        },
      ],
    },
    {
      id: 'ONT-PSI-3',
      title: { es: 'Resiliencia', en: 'Resilience' },
      about: { es: 'Recursos psicológicos', en: 'Psychological resources' },
      parts: [
        {
          id: 'ONT-PSI-3-1',
          words: {
            es: 'Llevo con serenidad lo que me estresa.',
            en: 'I bear with serenity what stresses me.',
          },
        },
        {
          id: 'ONT-PSI-3-2',
          words: {
            es: 'No abandono ante los desafíos y doy la talla.',
            en: 'I do not give up before challenges, and rise to them.',
          },
        },
        {
          id: 'ONT-PSI-3-3',
          words: {
            es: 'Ante la duda, espero que salga bien.',
            en: 'In doubt, I expect it to turn out well.',
          },
        },
      ],
    },
    {
      id: 'ONT-PSI-4',
      title: { es: 'Proactividad', en: 'Proactivity' },
      about: { es: 'Recursos psicológicos', en: 'Psychological resources' },
      parts: [
        {
          id: 'ONT-PSI-4-1',
          words: {
            es: 'Sé impulsar y conducir grandes cambios en contextos difíciles.',
            en: 'I know how to drive and lead great changes in difficult contexts.',
          },
        },
        {
          id: 'ONT-PSI-4-2',
          words: {
            es: 'Tomo la iniciativa y no suelto hasta ver cambios de verdad.',
            en: 'I take the initiative and do not let go until I see real changes.',
          },
        },
      ],
    },
    {
      id: 'ONT-CLC',
      title: {
        es: 'Cinco capacidades de liderazgo',
        en: 'Five leadership capacities',
      },
      about: {
        es: 'Ejes que puedes sumar, si te sirven.',
        en: 'Axes you may add, if they serve you.',
      },
      parts: [
        {
          id: 'ONT-CLC-1',
          words: {
            es: 'Establecer metas. Ayudar a que el grupo fije metas estratégicas para enseñar y aprender mejor: precisas, medibles, posibles, realistas, con la vista en resultados.',
            en: 'Setting goals. Helping the group to set strategic goals for teaching and learning better: precise, measurable, possible, realistic, with results in view.',
          },
        },
        {
          id: 'ONT-CLC-2',
          words: {
            es: 'Alinear recursos con prioridades. Poner personas, dinero, currículum, formación y programas al servicio del logro y el bienestar.',
            en: 'Aligning resources with priorities. Putting people, money, curriculum, training and programmes at the service of achievement and wellbeing.',
          },
        },
        {
          id: 'ONT-CLC-3',
          words: {
            es: 'Promover culturas de aprendizaje colaborativo. Hacer que escuelas, comunidades y distrito aprendan unos de otros.',
            en: 'Promoting cultures of learning together. Making schools, communities and district learn from each other.',
          },
        },
        {
          id: 'ONT-CLC-4',
          words: {
            es: 'Usar datos. Guiar al equipo a reunir y leer datos de distrito, escuela y aula, ver tendencias y decidir acciones concretas.',
            en: 'Using data. Guiding the team to gather and read data of district, school and classroom, see trends and decide on concrete actions.',
          },
        },
        {
          id: 'ONT-CLC-5',
          words: {
            es: 'Participar en conversaciones valientes. Poner en duda lo de siempre, escuchar y dar retroalimentación que lleve a innovar.',
            en: 'Taking part in courageous conversations. Questioning the usual, listening, and giving feedback that leads to innovation.',
          },
        },
      ],
    },
    {
      id: 'ONT-DIST',
      title: {
        es: 'Nueve rasgos de los distritos efectivos',
        en: 'Nine traits of effective districts',
      },
      about: {
        es: 'La fuente no trae preguntas: cada quien escribe las suyas.',
        en: 'The source has no questions: everyone writes their own.',
      },
      parts: [
        {
          id: 'ONT-D1',
          words: {
            es: 'Visión, misión y metas comunes inspiradas en la persona que se quiere educar',
            en: 'Common mission, vision and goals inspired by the person to be educated',
          },
        },
        {
          id: 'ONT-D2',
          words: {
            es: 'Orientación pedagógica que calza entre sí',
            en: 'Instructional guidance that fits together',
          },
        },
        {
          id: 'ONT-D3',
          words: {
            es: 'Capacidad y compromiso de los equipos para decidir con información',
            en: 'Capacity and commitment of teams to decide with information',
          },
        },
        {
          id: 'ONT-D4',
          words: {
            es: 'Procesos de mejora pensados para aprender',
            en: 'Improvement processes meant for learning',
          },
        },
        {
          id: 'ONT-D5',
          words: {
            es: 'Ocasiones de aprendizaje profesional',
            en: 'Occasions of professional learning',
          },
        },
        {
          id: 'ONT-D6',
          words: {
            es: 'Recursos, tiempo, personas y políticas alineados con la visión',
            en: 'Resources, time, people and policies aligned with the vision',
          },
        },
        {
          id: 'ONT-D7',
          words: {
            es: 'Un sistema amplio para gestionar el desempeño y que escuela y distrito crezcan',
            en: 'A broad system to manage performance and let school and district grow',
          },
        },
        {
          id: 'ONT-D8',
          words: {
            es: 'Gobernanza basada en políticas y en la confianza',
            en: 'Governance based on policies and trust',
          },
        },
        {
          id: 'ONT-D9',
          words: {
            es: 'Buenas relaciones con el personal y con todos los actores',
            en: 'Good relations with the staff and with all involved',
          },
        },
      ],
    },
  ],
  scales: [],
};
