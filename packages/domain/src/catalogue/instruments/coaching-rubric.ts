import type { Instrument } from '../../instrument.ts';

// Domain §3.13 (Los Angeles): names and mapping inferred, flags F06 and F07.

export const coachingRubric: Instrument = {
  id: 'LAU-RUB',
  version: 1,
  title: {
    es: 'Nuestra conversación de acompañamiento',
    en: 'Our coaching conversation',
  },
  about: {
    es: 'Para que la pareja se mire a sí misma; nunca para calificar. Los nombres de los criterios y su lugar son nuestra lectura: la fuente los perdió.',
    en: 'For the pair to look at itself; never to grade. The names of the criteria and where they stand are our reading: the source has lost them.',
  },
  source: 'LAUSD Coaching Competencies Rubric (2015)',
  whose: 'pair',
  inferred: true,
  prompts: [],
  groups: [
    {
      id: 'LAU-A',
      title: {
        es: 'Planificar la conversación',
        en: 'Planning the conversation',
      },
      about: {
        es: 'Juntar datos internos o externos; fijar propósito, estructura, agenda y preguntas.',
        en: 'Gathering inner or outer data; setting purpose, structure, agenda and questions.',
      },
      parts: [
        {
          id: 'LAU-01',
          words: { es: 'Análisis de datos', en: 'Analysis of data' },
          descriptors: {
            'LAU-N1': {
              es: 'Junta pocos datos o ninguno; no sirven para ver avances ni para preparar preguntas.',
              en: 'Gathers few data or none; they do not serve to see progress or prepare questions.',
            },
            'LAU-N2': {
              es: 'Usa datos de pocas fuentes; ve algunas tendencias, pero poco las usa para seguir metas o preguntar.',
              en: 'Uses data from few sources; sees some trends, but uses them little to follow goals or to ask.',
            },
            'LAU-N3': {
              es: 'Ambos leen datos variados, con cifras y relatos, incluso de lo observado con docentes o alumnos; ven tendencias, avances personales y de la organización, y se apoyan en el marco.',
              en: 'Both read varied data, with figures and accounts, also of what was observed with teachers or students; they see trends and progress of persons and organisation, and lean on the framework.',
            },
            'LAU-N4': {
              es: 'Además los miran con la visión de la escuela, siguen metas de grupos de alumnos y eligen qué parte del marco influirá más en el aprendizaje.',
              en: 'They also look at them with the vision of the school, follow goals of groups of students and choose which part of the framework will matter most for learning.',
            },
          },
        },
        {
          id: 'LAU-02',
          words: {
            es: 'Preparación: propósito y preguntas',
            en: 'Preparation: purpose and questions',
          },
          descriptors: {
            'LAU-N1': {
              es: 'Pocas preguntas, casi todas cerradas y lejanas a las metas; sin propósito; apenas se avisa hora y lugar.',
              en: 'Few questions, almost all closed and far from the goals; without purpose; time and place hardly announced.',
            },
            'LAU-N2': {
              es: 'Mezcla de preguntas abiertas y cerradas, algo ligadas a las metas; hay propósito y algún aviso de horario.',
              en: 'A mix of open and closed questions, somewhat tied to the goals; there is a purpose and some notice of time.',
            },
            'LAU-N3': {
              es: 'Preguntas abiertas que nacen de los datos; propósito acordado por ambos; tiempo repartido; el aviso se da más de una vez.',
              en: 'Open questions born of the data; purpose agreed by both; time shared out; notice is given more than once.',
            },
            'LAU-N4': {
              es: 'Preguntas abiertas según lo que se priorizó y la evidencia; propósito nacido de conversar antes; lugar seguro para mostrar desafíos; ambos cuidan el horario.',
              en: 'Open questions by what was put first and the evidence; a purpose born of talking before; a safe place to show challenges; both look after the time.',
            },
          },
        },
      ],
    },
    {
      id: 'LAU-B',
      title: { es: 'Aspectos de interacción', en: 'Aspects of interaction' },
      about: {
        es: 'Confianza, respeto, reserva y escucha.',
        en: 'Trust, respect, discretion and listening.',
      },
      parts: [
        {
          id: 'LAU-03',
          words: { es: 'Respeto mutuo en el trato', en: 'Mutual respect' },
          descriptors: {
            'LAU-N1': {
              es: 'Trato a veces hiriente, o casi no hay trato; solo importa cumplir.',
              en: 'Treatment at times hurtful, or hardly any; only compliance matters.',
            },
            'LAU-N2': {
              es: 'Trato cortés y formal, cauto o centrado en obedecer al coach.',
              en: 'Courteous and formal, cautious or centred on obeying the coach.',
            },
            'LAU-N3': {
              es: 'Trato amistoso y profesional; se vuelve siempre a metas y aprendizaje.',
              en: 'Friendly and professional; always comes back to goals and learning.',
            },
            'LAU-N4': {
              es: 'Respeto, afecto y comprensión cultural; el acompañado cuenta lo delicado y el diálogo es abierto en varios contextos.',
              en: 'Respect, affection and cultural understanding; the coached person tells what is delicate and the dialogue is open in several contexts.',
            },
          },
        },
        {
          id: 'LAU-04',
          words: {
            es: 'Compromiso, confianza y confidencialidad',
            en: 'Commitment, trust and confidentiality',
          },
          descriptors: {
            'LAU-N1': {
              es: 'Está poco presente, no apoya y rompe la reserva; no se cumple lo acordado ni se asiste.',
              en: 'Hardly present, does not support and breaks discretion; agreements are not kept or sessions not attended.',
            },
            'LAU-N2': {
              es: 'Suele estar presente y guarda reserva, ayuda a ratos; el otro tal vez no confía; a veces falla o reprograma.',
              en: 'Usually present and discreet, helps at times; the other perhaps does not trust; sometimes fails or reschedules.',
            },
            'LAU-N3': {
              es: 'Presente de cuerpo y mente, apoya, cumple y guarda reserva; la confianza crece con el tiempo.',
              en: 'Present in body and mind, supports, keeps word and discretion; trust grows with time.',
            },
            'LAU-N4': {
              es: 'Los dos están presentes, cumplen y guardan reserva; se atreven a arriesgar y a decirse las cosas con honestidad.',
              en: 'Both are present, keep word and discretion; they dare to take risks and to speak honestly.',
            },
          },
        },
        {
          id: 'LAU-05',
          words: { es: 'Escucha activa', en: 'Active listening' },
          descriptors: {
            'LAU-N1': {
              es: 'Gestos, mirada y respuestas juzgan o muestran desinterés.',
              en: 'Gestures, gaze and answers judge or show lack of interest.',
            },
            'LAU-N2': {
              es: 'A ratos juzga; su presencia y atención varían.',
              en: 'Judges at times; presence and attention vary.',
            },
            'LAU-N3': {
              es: 'No juzga; atiende y está presente.',
              en: 'Does not judge; attends and is present.',
            },
            'LAU-N4': {
              es: 'Los dos se muestran objetividad, apoyo y atención con voz, gesto y mirada.',
              en: 'Both show each other objectivity, support and attention with voice, gesture and gaze.',
            },
          },
        },
      ],
    },
    {
      id: 'LAU-C',
      title: { es: 'Preguntas y respuestas', en: 'Questions and answers' },
      about: {
        es: 'Preguntas que ponen en duda creencias y ayudan a pensarse; apoyo y modelamiento.',
        en: 'Questions that cast doubt on beliefs and help one think; support and modelling.',
      },
      parts: [
        {
          id: 'LAU-06',
          words: {
            es: 'Parafraseo, preguntas abiertas y síntesis',
            en: 'Paraphrase, open questions and synthesis',
          },
          descriptors: {
            'LAU-N1': {
              es: 'Casi no repite con otras palabras ni pregunta de forma abierta.',
              en: 'Hardly repeats in other words or asks openly.',
            },
            'LAU-N2': {
              es: 'Lo hace de vez en cuando; el acompañado reflexiona poco.',
              en: 'Does it now and then; the coached person reflects little.',
            },
            'LAU-N3': {
              es: 'Lo hace con regularidad; sintetiza y el otro se autoevalúa y piensa, y puede tomarse tiempo para responder.',
              en: 'Does it regularly; sums up, and the other looks at themselves and thinks, and may take time to answer.',
            },
            'LAU-N4': {
              es: 'Es habitual; el acompañado arma sus propios temas e ideas para actuar ahora o después, y puede contestar en otra sesión.',
              en: 'It is habitual; the coached person builds their own themes and ideas to act now or later, and may answer in another session.',
            },
          },
        },
        {
          id: 'LAU-07',
          words: {
            es: 'Preguntas que desafían supuestos',
            en: 'Questions that challenge assumptions',
          },
          descriptors: {
            'LAU-N1': {
              es: 'Las preguntas no hacen pensar; aconseja o dirige.',
              en: 'Questions do not make one think; advises or directs.',
            },
            'LAU-N2': {
              es: 'A veces hacen pensar; poco ligadas a las metas; miran un detalle y no el sistema.',
              en: 'At times they make one think; little tied to the goals; they look at a detail and not at the system.',
            },
            'LAU-N3': {
              es: 'Estimulan y ponen a prueba creencias sin romper la confianza; ven oportunidades.',
              en: 'They stimulate and test beliefs without breaking trust; they see opportunities.',
            },
            'LAU-N4': {
              es: 'Es un diálogo de dos: metas de la sesión y del acompañado, supuestos, mirada sistémica; la práctica avanza.',
              en: 'It is a dialogue of two: goals of the session and of the coached person, assumptions, a systemic view; practice moves on.',
            },
          },
        },
        {
          id: 'LAU-08',
          words: { es: 'Apoyo y modelamiento', en: 'Support and modelling' },
          descriptors: {
            'LAU-N1': {
              es: 'No sugiere cómo hacer las tareas, o lo dice de forma vaga o errada.',
              en: 'Does not suggest how to do the tasks, or says it vaguely or wrongly.',
            },
            'LAU-N2': {
              es: 'Muestra cómo se hace si hace falta, pero no comprueba si el otro ya domina.',
              en: 'Shows how it is done if needed, but does not check whether the other masters it.',
            },
            'LAU-N3': {
              es: 'Muestra si hace falta, con liberación gradual, hasta que el otro puede solo.',
              en: 'Shows if needed, letting go step by step, until the other can do it alone.',
            },
            'LAU-N4': {
              es: 'Igual, pero lo pide el propio acompañado.',
              en: 'The same, but the coached person asks for it.',
            },
          },
        },
      ],
    },
    {
      id: 'LAU-D',
      title: { es: 'Acción y cierre', en: 'Action and closure' },
      about: {
        es: 'Retroalimentar, sintetizar y decidir cómo se sigue.',
        en: 'Giving feedback, summing up and deciding how to go on.',
      },
      parts: [
        {
          id: 'LAU-09',
          words: { es: 'Retroalimentación', en: 'Feedback' },
          descriptors: {
            'LAU-N1': {
              es: 'General; tal vez sin datos ni fortalezas; el otro no sabe qué sigue.',
              en: 'General; perhaps without data or strengths; the other does not know what comes next.',
            },
            'LAU-N2': {
              es: 'General, pero el otro sí puede decir qué sigue.',
              en: 'General, but the other can say what comes next.',
            },
            'LAU-N3': {
              es: 'Con datos o desde fortalezas, ligada a lo hablado; ayuda a nombrar los pasos.',
              en: 'With data or from strengths, tied to what was said; helps to name the steps.',
            },
            'LAU-N4': {
              es: 'La pide el acompañado; se discute entre ambos; él decide los pasos y los une a sus metas.',
              en: 'The coached person asks for it; both discuss it; they decide the steps and join them to their goals.',
            },
          },
        },
        {
          id: 'LAU-10',
          words: { es: 'Definición de acciones', en: 'Defining actions' },
          descriptors: {
            'LAU-N1': {
              es: 'Acciones sin decir, sin datos o impuestas.',
              en: 'Actions unsaid, without data or imposed.',
            },
            'LAU-N2': {
              es: 'Las elige el coach; se ligan a lo hablado, quizá no a una meta.',
              en: 'The coach chooses them; tied to what was said, perhaps not to a goal.',
            },
            'LAU-N3': {
              es: 'Hay opciones y elige el acompañado; son oportunas y ligadas al marco o a una meta.',
              en: 'There are options and the coached person chooses; timely and tied to the framework or a goal.',
            },
            'LAU-N4': {
              es: 'Se discuten y ordenan entre ambos, ligadas al marco y a una meta.',
              en: 'Both discuss and order them, tied to the framework and a goal.',
            },
          },
        },
        {
          id: 'LAU-11',
          words: { es: 'Logística y tiempo', en: 'Logistics and time' },
          descriptors: {
            'LAU-N1': {
              es: 'No avisa ni cuida el tiempo; casi sin calendario, plazos poco reales.',
              en: 'Gives no notice and does not look after time; hardly a calendar, unreal deadlines.',
            },
            'LAU-N2': {
              es: 'Irregular; el tiempo no alcanza y no se cumple todo; calendario a ratos.',
              en: 'Irregular; time is short and not all is done; a calendar at times.',
            },
            'LAU-N3': {
              es: 'Avisa y controla el tiempo; plazos y pasos acordados.',
              en: 'Gives notice and watches the time; agreed deadlines and steps.',
            },
            'LAU-N4': {
              es: 'Ambos organizan; el calendario se revisa e incluye eventos de escuela y distrito.',
              en: 'Both organise; the calendar is looked at and includes events of school and district.',
            },
          },
        },
        {
          id: 'LAU-12',
          words: {
            es: 'Cierre y próximos pasos',
            en: 'Closure and next steps',
          },
          descriptors: {
            'LAU-N1': {
              es: 'Termina de golpe o con un resumen vago.',
              en: 'Ends abruptly or with a vague summary.',
            },
            'LAU-N2': {
              es: 'Resume y dice qué sigue.',
              en: 'Sums up and says what comes next.',
            },
            'LAU-N3': {
              es: 'Cierra, sintetiza, documenta y pone plazos.',
              en: 'Closes, sums up, documents and sets deadlines.',
            },
            'LAU-N4': {
              es: 'El acompañado sintetiza y acuerda plazos; recibe comentarios dichos y escritos.',
              en: 'The coached person sums up and agrees on deadlines; receives comments spoken and written.',
            },
          },
        },
      ],
    },
  ],
  scales: [
    {
      id: 'LAU-NIV',
      title: { es: 'Niveles de la pauta', en: 'Levels of the rubric' },
      source: 'LAUSD (2015)',
      ordered: true,
      steps: [
        { id: 'LAU-N1', name: { es: 'Inefectivo', en: 'Ineffective' } },
        { id: 'LAU-N2', name: { es: 'En desarrollo', en: 'Developing' } },
        { id: 'LAU-N3', name: { es: 'Efectivo', en: 'Effective' } },
        {
          id: 'LAU-N4',
          name: { es: 'Altamente efectivo', en: 'Highly effective' },
        },
      ],
    },
  ],
};
