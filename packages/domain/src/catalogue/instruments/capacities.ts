import type { Instrument } from '../../instrument.ts';

// Domain §3.1–3.3. The Spanish is ours, not the sources'; a change of one letter is another version.

export const capacities: Instrument = {
  id: 'CAPACIDADES',
  version: 1,
  title: {
    es: 'Cuatro capacidades del equipo',
    en: 'Four capacities of the team',
  },
  about: {
    es: 'No es una lista cerrada ni sirve para ordenar: muestra señales que ayudan a conversar. La comunicación cruza las cuatro.',
    en: 'Not a closed list nor one for setting an order: it shows signs that help to talk. Communication runs across all four.',
  },
  source:
    'DEP (2022), Figura 1 y Tabla 1, sobre Bolívar (2014) y Elmore (2010)',
  whose: 'group',
  inferred: false,
  prompts: [],
  groups: [
    {
      id: 'CB-REF',
      title: { es: 'Reflexión', en: 'Reflection' },
      about: {
        es: 'Pensar con método sobre lo que vivimos: nombrar un problema, analizarlo y volver a entenderlo para aprender y mejorar lo que hacemos.',
        en: 'Thinking with method about what we live: naming a problem, taking it apart and understanding it anew, to learn and to do better.',
      },
      parts: [
        {
          id: 'CB-REF-01',
          words: {
            es: 'Detectamos situaciones difíciles de nuestras prácticas y entorno, y reconocemos que piden un cambio.',
            en: 'We notice difficult situations in our practice and surroundings, and see that they call for a change.',
          },
          individual: {
            es: 'Detecto situaciones difíciles de mi práctica y entorno que piden un cambio.',
            en: 'I notice difficult situations in my practice and surroundings that call for a change.',
          },
        },
        {
          id: 'CB-REF-02',
          words: {
            es: 'Al definir un problema, ponemos primero lo que los estudiantes necesitan aprender.',
            en: 'When we define a problem, what students need to learn comes first.',
          },
          individual: {
            es: 'Al definir un problema, pongo primero lo que los estudiantes necesitan aprender.',
            en: 'When I define a problem, what students need to learn comes first.',
          },
        },
        {
          id: 'CB-REF-03',
          words: {
            es: 'Miramos qué creencias y actos nuestros forman parte del problema.',
            en: 'We look at which beliefs and acts of ours are part of the problem.',
          },
          individual: {
            es: 'Miro qué creencias y actos míos forman parte del problema.',
            en: 'I look at which beliefs and acts of mine are part of the problem.',
          },
        },
        {
          id: 'CB-REF-04',
          words: {
            es: 'Buscamos los factores de un problema con nuestra experiencia y también con teoría.',
            en: 'We look for what lies behind a problem with our experience and with theory too.',
          },
          individual: {
            es: 'Busco los factores de un problema con mi experiencia y con teoría.',
            en: 'I look for what lies behind a problem with my experience and with theory.',
          },
        },
        {
          id: 'CB-REF-05',
          words: {
            es: 'Ordenamos esos factores con criterios que acordamos antes.',
            en: 'We put those factors in order by criteria agreed beforehand.',
          },
          individual: {
            es: 'Ordeno esos factores con criterios fijados antes.',
            en: 'I put those factors in order by criteria set beforehand.',
          },
        },
        {
          id: 'CB-REF-06',
          words: {
            es: 'Sostenemos con evidencias que el problema existe y cómo es.',
            en: 'We show with evidence that the problem exists and what it is like.',
          },
          individual: {
            es: 'Sostengo con evidencias que el problema existe y cómo es.',
            en: 'I show with evidence that the problem exists and what it is like.',
          },
        },
        {
          id: 'CB-REF-07',
          words: {
            es: 'Hacemos preguntas que llevan a otros a comprender mejor y a imaginar salidas.',
            en: 'We ask questions that help others understand better and imagine ways out.',
          },
          individual: {
            es: 'Hago preguntas que llevan a otros a comprender mejor y a imaginar salidas.',
            en: 'I ask questions that help others understand better and imagine ways out.',
          },
        },
        {
          id: 'CB-REF-08',
          words: {
            es: 'Pensamos soluciones tomando en cuenta lo que anima o preocupa a quienes las harán.',
            en: 'We think of solutions with an eye to what encourages or worries those who will carry them out.',
          },
          individual: {
            es: 'Pienso soluciones tomando en cuenta lo que anima o preocupa a quienes las harán.',
            en: 'I think of solutions with an eye to what encourages or worries those who will carry them out.',
          },
        },
        {
          id: 'CB-REF-09',
          words: {
            es: 'Decidimos después de analizar datos.',
            en: 'We decide after looking at data.',
          },
          individual: {
            es: 'Decido después de analizar datos.',
            en: 'I decide after looking at data.',
          },
        },
        {
          id: 'CB-REF-10',
          words: {
            es: 'Revisamos cómo van las soluciones y las ajustamos.',
            en: 'We look at how solutions are going and adjust them.',
          },
          individual: {
            es: 'Reviso cómo van las soluciones y las ajusto.',
            en: 'I look at how solutions are going and adjust them.',
          },
        },
        {
          id: 'CB-REF-11',
          words: {
            es: 'Nos damos retroalimentación, con hechos, sobre el trato y el trabajo.',
            en: 'We give each other feedback, with facts, on how we treat each other and on the work.',
          },
          individual: {
            es: 'Doy retroalimentación, con hechos, sobre el trato y el trabajo.',
            en: 'I give feedback, with facts, on how we treat each other and on the work.',
          },
        },
      ],
      signals: [
        {
          id: 'CB-REF-ORG1',
          words: {
            es: 'Hay un tiempo fijo en el calendario para analizar la práctica.',
            en: 'There is a fixed time in the calendar to look at practice.',
          },
          added: true,
        },
        {
          id: 'CB-REF-ORG2',
          words: {
            es: 'Las actas guardan preguntas y evidencias, no solo tareas.',
            en: 'Minutes keep questions and evidence, not only tasks.',
          },
          added: true,
        },
      ],
    },
    {
      id: 'CB-COL',
      title: {
        es: 'Colaboración (dentro de la escuela y entre escuelas)',
        en: 'Collaboration (within the school and between schools)',
      },
      about: {
        es: 'Hacer juntos lo necesario para una tarea compartida, respondiendo todos por el mismo propósito: que los estudiantes aprendan y estén bien.',
        en: 'Doing together what a shared task needs, all answering for one purpose: that students learn and are well.',
      },
      parts: [
        {
          id: 'CB-COL-01',
          words: {
            es: 'Colaboramos porque nos une lo que los estudiantes necesitan aprender.',
            en: 'We work together because what students need to learn unites us.',
          },
          individual: {
            es: 'Colaboro porque me mueve lo que los estudiantes necesitan aprender.',
            en: 'I work with others because what students need to learn moves me.',
          },
        },
        {
          id: 'CB-COL-02',
          words: {
            es: 'Acordamos para qué vamos a colaborar.',
            en: 'We agree on what we are going to work together for.',
          },
          individual: {
            es: 'Participo en acordar para qué colaboramos.',
            en: 'I take part in agreeing on what we work together for.',
          },
        },
        {
          id: 'CB-COL-03',
          words: {
            es: 'Damos el primer paso para ayudar: la mejora es tarea de todos.',
            en: 'We take the first step to help: improving is a task of everyone.',
          },
          individual: {
            es: 'Doy el primer paso para ayudar: la mejora también es mía.',
            en: 'I take the first step to help: improving is my task too.',
          },
        },
        {
          id: 'CB-COL-04',
          words: {
            es: 'Compartimos saberes y prácticas que hacen aprender a los docentes.',
            en: 'We share knowledge and practices that make teachers learn.',
          },
          individual: {
            es: 'Comparto saberes y prácticas que hacen aprender a los docentes.',
            en: 'I share knowledge and practices that make teachers learn.',
          },
        },
        {
          id: 'CB-COL-05',
          words: {
            es: 'Enfrentamos los problemas juntos y contamos lo que resultó y lo que falló.',
            en: 'We face problems together, and tell what worked and what failed.',
          },
          individual: {
            es: 'Enfrento los problemas con otros y cuento lo que me resultó y lo que me falló.',
            en: 'I face problems with others, and tell what worked for me and what failed.',
          },
        },
        {
          id: 'CB-COL-06',
          words: {
            es: 'Decidimos entre todos: con datos y también con la experiencia del grupo.',
            en: 'We decide among all: with data and also with the experience of the group.',
          },
          individual: {
            es: 'Aporto a decidir entre todos con datos y experiencia.',
            en: 'I help to decide among all, with data and experience.',
          },
        },
        {
          id: 'CB-COL-07',
          words: {
            es: 'Creamos equipos, turnos y papeles para que colaborar sea un hábito de la mejora.',
            en: 'We create teams, turns and roles so that working together is a habit of improving.',
          },
          individual: {
            es: 'Propongo equipos, turnos y papeles para colaborar con regularidad.',
            en: 'I propose teams, turns and roles for working together regularly.',
          },
          organisational: true,
        },
        {
          id: 'CB-COL-08',
          words: {
            es: 'Nos tratamos con respeto, confiamos y valoramos a cada persona.',
            en: 'We treat each other with respect, trust each other and value every person.',
          },
          individual: {
            es: 'Trato con respeto, confío y valoro a cada persona.',
            en: 'I treat every person with respect, trust them and value them.',
          },
        },
        {
          id: 'CB-COL-09',
          words: {
            es: 'Recibimos bien las opiniones distintas sobre cómo mejorar.',
            en: 'We welcome different opinions on how to improve.',
          },
          individual: {
            es: 'Recibo bien las opiniones distintas sobre cómo mejorar.',
            en: 'I welcome different opinions on how to improve.',
          },
        },
        {
          id: 'CB-COL-10',
          words: {
            es: 'Armamos encuentros cálidos donde la empatía es la base.',
            en: 'We make meetings warm, with empathy as their ground.',
          },
          individual: {
            es: 'Ayudo a que los encuentros sean cálidos y empáticos.',
            en: 'I help to make meetings warm and empathetic.',
          },
          organisational: true,
        },
      ],
      signals: [
        {
          id: 'CB-COL-ORG1',
          words: {
            es: 'El horario de la escuela reserva horas de trabajo común.',
            en: 'The timetable of the school sets aside hours of common work.',
          },
          added: true,
        },
        {
          id: 'CB-COL-ORG2',
          words: {
            es: 'Existen pautas conocidas para reunirse y acordar.',
            en: 'There are known ways of meeting and agreeing.',
          },
          added: true,
        },
      ],
    },
    {
      id: 'CB-CON',
      title: { es: 'Confianza relacional', en: 'Relational trust' },
      about: {
        es: 'Esperar cosas buenas de los demás, aceptar que dependemos unos de otros y animarse a mostrarse vulnerable.',
        en: 'Expecting good of others, accepting that we depend on each other, and daring to be vulnerable.',
      },
      parts: [
        {
          id: 'CB-CON-01',
          words: {
            es: 'Cuando colaboramos, mandan las necesidades de aprendizaje.',
            en: 'When we work together, the needs of learning come first.',
          },
          individual: {
            es: 'Cuando colaboro, para mí mandan las necesidades de aprendizaje.',
            en: 'When I work with others, the needs of learning come first for me.',
          },
        },
        {
          id: 'CB-CON-02',
          words: {
            es: 'Hacemos lo que dijimos que haríamos.',
            en: 'We do what we said we would do.',
          },
          individual: {
            es: 'Hago lo que dije que haría.',
            en: 'I do what I said I would do.',
          },
        },
        {
          id: 'CB-CON-03',
          words: {
            es: 'Reconocemos con honestidad qué efectos tuvo lo que hicimos.',
            en: 'We recognise honestly what effects our acts had.',
          },
          individual: {
            es: 'Reconozco con honestidad qué efectos tuvo lo que hice.',
            en: 'I recognise honestly what effects my acts had.',
          },
        },
        {
          id: 'CB-CON-04',
          words: {
            es: 'Entregamos la información que ayuda a mejorar.',
            en: 'We hand over the information that helps to improve.',
          },
          individual: {
            es: 'Entrego la información que ayuda a mejorar.',
            en: 'I hand over the information that helps to improve.',
          },
        },
        {
          id: 'CB-CON-05',
          words: {
            es: 'Cumplimos bien las tareas que aceptamos.',
            en: 'We carry out well the tasks we accept.',
          },
          individual: {
            es: 'Cumplo bien las tareas que acepto.',
            en: 'I carry out well the tasks I accept.',
          },
        },
        {
          id: 'CB-CON-06',
          words: {
            es: 'Prevemos cómo reaccionarán las demás personas al resolver un problema.',
            en: 'We foresee how the others will react when we solve a problem.',
          },
          individual: {
            es: 'Preveo cómo reaccionarán las demás personas al resolver un problema.',
            en: 'I foresee how the others will react when I solve a problem.',
          },
        },
        {
          id: 'CB-CON-07',
          words: {
            es: 'Abrimos momentos para conversar y trabajar con quienes corresponde.',
            en: 'We open moments to talk and work with those concerned.',
          },
          individual: {
            es: 'Abro momentos para conversar y trabajar con quienes corresponde.',
            en: 'I open moments to talk and work with those concerned.',
          },
          organisational: true,
        },
        {
          id: 'CB-CON-08',
          words: {
            es: 'Decidimos en conjunto buscando lo mejor para todos.',
            en: 'We decide together, looking for what is best for all.',
          },
          individual: {
            es: 'Decido con otros buscando lo mejor para todos.',
            en: 'I decide with others, looking for what is best for all.',
          },
        },
        {
          id: 'CB-CON-09',
          words: {
            es: 'Apreciamos lo que cada uno trae y celebramos avances.',
            en: 'We appreciate what each one brings and celebrate progress.',
          },
          individual: {
            es: 'Aprecio lo que cada uno trae y celebro sus avances.',
            en: 'I appreciate what each one brings and celebrate their progress.',
          },
        },
        {
          id: 'CB-CON-10',
          words: {
            es: 'Recibimos bien las opiniones distintas sobre cómo mejorar.',
            en: 'We welcome different opinions on how to improve.',
          },
          individual: {
            es: 'Recibo bien las opiniones distintas sobre cómo mejorar.',
            en: 'I welcome different opinions on how to improve.',
          },
          sameAs: 'CB-COL-09',
        },
        {
          id: 'CB-CON-11',
          words: {
            es: 'Armamos encuentros cálidos donde la empatía es la base.',
            en: 'We make meetings warm, with empathy as their ground.',
          },
          individual: {
            es: 'Ayudo a que los encuentros sean cálidos y empáticos.',
            en: 'I help to make meetings warm and empathetic.',
          },
          sameAs: 'CB-COL-10',
          organisational: true,
        },
        {
          id: 'CB-CON-12',
          words: {
            es: 'Cuidamos el bienestar de los demás: lo que necesitan, sienten y les importa.',
            en: 'We care for the wellbeing of others: what they need, feel and hold dear.',
          },
          individual: {
            es: 'Cuido el bienestar de los demás: lo que necesitan, sienten y les importa.',
            en: 'I care for the wellbeing of others: what they need, feel and hold dear.',
          },
        },
        {
          id: 'CB-CON-13',
          words: {
            es: 'Esperamos mucho de los otros: creemos que pueden y quieren.',
            en: 'We expect much of the others: we believe that they can and want to.',
          },
          individual: {
            es: 'Espero mucho de los otros: creo que pueden y quieren.',
            en: 'I expect much of the others: I believe that they can and want to.',
          },
        },
        {
          id: 'CB-CON-14',
          words: {
            es: 'Acompañamos a cada quien según su necesidad y con respeto.',
            en: 'We support each one by their need and with respect.',
          },
          individual: {
            es: 'Acompaño a cada quien según su necesidad y con respeto.',
            en: 'I support each one by their need and with respect.',
          },
        },
        {
          id: 'CB-CON-15',
          words: {
            es: 'Decimos nuestros miedos y límites; equivocarse es parte de aprender.',
            en: 'We say our fears and limits; being wrong is part of learning.',
          },
          individual: {
            es: 'Digo mis miedos y límites; equivocarme es parte de aprender.',
            en: 'I say my fears and limits; being wrong is part of learning.',
          },
        },
        {
          id: 'CB-CON-16',
          words: {
            es: 'Ayudamos a resolver conflictos de modo constructivo.',
            en: 'We help to settle conflicts constructively.',
          },
          individual: {
            es: 'Ayudo a resolver conflictos de modo constructivo.',
            en: 'I help to settle conflicts constructively.',
          },
        },
      ],
      signals: [
        {
          id: 'CB-CON-ORG1',
          words: {
            es: 'Hay canales conocidos para hablar, opinar y reparar.',
            en: 'There are known ways to speak, give an opinion and mend.',
          },
          added: true,
        },
        {
          id: 'CB-CON-ORG2',
          words: {
            es: 'Los acuerdos se cumplen aunque cambien las personas.',
            en: 'Agreements are kept even when people change.',
          },
          added: true,
        },
      ],
    },
    {
      id: 'CB-LID',
      title: {
        es: 'Distribución del liderazgo',
        en: 'Distribution of leadership',
      },
      about: {
        es: 'Repartir influencia y poder de decisión, con un propósito de aprendizaje claro; no es solo delegar tareas.',
        en: 'Sharing influence and the power to decide, with a clear purpose of learning; not just handing out tasks.',
      },
      parts: [
        {
          id: 'CB-LID-01',
          words: {
            es: 'Cuando colaboramos, mandan las necesidades de aprendizaje.',
            en: 'When we work together, the needs of learning come first.',
          },
          individual: {
            es: 'Cuando colaboro, para mí mandan las necesidades de aprendizaje.',
            en: 'When I work with others, the needs of learning come first for me.',
          },
          sameAs: 'CB-CON-01',
        },
        {
          id: 'CB-LID-02',
          words: {
            es: 'Damos a todos una participación democrática.',
            en: 'We let everyone take part democratically.',
          },
          individual: {
            es: 'Doy a todos una participación democrática.',
            en: 'I let everyone take part democratically.',
          },
        },
        {
          id: 'CB-LID-03',
          words: {
            es: 'Animamos a participar a quienes suelen quedar fuera.',
            en: 'We encourage those who are usually left out to take part.',
          },
          individual: {
            es: 'Animo a participar a quienes suelen quedar fuera.',
            en: 'I encourage those who are usually left out to take part.',
          },
        },
        {
          id: 'CB-LID-04',
          words: {
            es: 'Impulsamos trabajo en equipo con metas de todos.',
            en: 'We promote team work with goals of everyone.',
          },
          individual: {
            es: 'Impulso trabajo en equipo con metas de todos.',
            en: 'I promote team work with goals of everyone.',
          },
        },
        {
          id: 'CB-LID-05',
          words: {
            es: 'Creamos equipos y papeles que reparten la responsabilidad de mejorar.',
            en: 'We create teams and roles that share out the responsibility of improving.',
          },
          individual: {
            es: 'Propongo equipos y papeles que reparten la responsabilidad.',
            en: 'I propose teams and roles that share out responsibility.',
          },
          organisational: true,
        },
        {
          id: 'CB-LID-06',
          words: {
            es: 'Echamos a andar ideas que cambian cómo nos organizamos.',
            en: 'We set ideas going that change how we are organised.',
          },
          individual: {
            es: 'Echo a andar ideas que cambian cómo nos organizamos.',
            en: 'I set ideas going that change how we are organised.',
          },
          organisational: true,
        },
        {
          id: 'CB-LID-07',
          words: {
            es: 'Damos el primer paso para ayudar: la mejora es tarea de todos.',
            en: 'We take the first step to help: improving is a task of everyone.',
          },
          individual: {
            es: 'Doy el primer paso para ayudar: la mejora también es mía.',
            en: 'I take the first step to help: improving is my task too.',
          },
          sameAs: 'CB-COL-03',
        },
        {
          id: 'CB-LID-08',
          words: {
            es: 'Decidimos en conjunto buscando lo mejor para todos.',
            en: 'We decide together, looking for what is best for all.',
          },
          individual: {
            es: 'Decido con otros buscando lo mejor para todos.',
            en: 'I decide with others, looking for what is best for all.',
          },
          sameAs: 'CB-CON-08',
        },
        {
          id: 'CB-LID-09',
          words: {
            es: 'Nos tratamos con respeto, confiamos y valoramos a cada persona.',
            en: 'We treat each other with respect, trust each other and value every person.',
          },
          individual: {
            es: 'Trato con respeto, confío y valoro a cada persona.',
            en: 'I treat every person with respect, trust them and value them.',
          },
          sameAs: 'CB-COL-08',
        },
        {
          id: 'CB-LID-10',
          words: {
            es: 'Cuidamos el bienestar de los demás: lo que necesitan, sienten y les importa.',
            en: 'We care for the wellbeing of others: what they need, feel and hold dear.',
          },
          individual: {
            es: 'Cuido el bienestar de los demás: lo que necesitan, sienten y les importa.',
            en: 'I care for the wellbeing of others: what they need, feel and hold dear.',
          },
          sameAs: 'CB-CON-12',
        },
        {
          id: 'CB-LID-11',
          words: {
            es: 'Preparamos ocasiones para que otros aprendan a liderar.',
            en: 'We prepare occasions for others to learn to lead.',
          },
          individual: {
            es: 'Preparo ocasiones para que otros aprendan a liderar.',
            en: 'I prepare occasions for others to learn to lead.',
          },
          organisational: true,
        },
        {
          id: 'CB-LID-12',
          words: {
            es: 'Descubrimos a personas nuevas que pueden conducir la mejora.',
            en: 'We discover new people who can lead improvement.',
          },
          individual: {
            es: 'Descubro a personas nuevas que pueden conducir la mejora.',
            en: 'I discover new people who can lead improvement.',
          },
        },
      ],
      signals: [
        {
          id: 'CB-LID-ORG1',
          words: {
            es: 'La conducción de reuniones rota.',
            en: 'Who leads the meetings takes turns.',
          },
          added: true,
        },
        {
          id: 'CB-LID-ORG2',
          words: {
            es: 'Hay cargos o encargos de liderazgo abiertos a docentes.',
            en: 'There are leadership posts or tasks open to teachers.',
          },
          added: true,
        },
      ],
    },
  ],
  scales: [
    {
      id: 'RUB-HARSH',
      title: {
        es: 'Etapas del desarrollo de una capacidad',
        en: 'Stages in the growth of a capacity',
      },
      source:
        'DEP (2022), Tabla 6; etapas según Harsh (2010, 2018), a partir de Cuéllar et al. (2022)',
      ordered: true,
      note: {
        es: 'No es una línea recta: se vuelve a una etapa anterior, y está bien. Cada comunidad puede adaptarla.',
        en: 'Not a straight line: one comes back to an earlier stage, and that is fine. Each community may adapt it.',
      },
      steps: [
        {
          id: 'RUB-1',
          name: { es: 'Exploración', en: 'Exploration' },
          about: {
            es: 'El equipo acepta que hay un problema y que le falta entenderlo mejor para unirlo con alguna capacidad que debe crecer.',
            en: 'The team accepts that there is a problem and that it has yet to understand it better, to join it with some capacity that must grow.',
          },
          signs: [
            { es: 'Nombramos el problema.', en: 'We name the problem.' },
            {
              es: 'Sabemos que nos falta comprenderlo.',
              en: 'We know that we have yet to understand it.',
            },
            {
              es: 'Vemos qué capacidad está en juego.',
              en: 'We see which capacity is at stake.',
            },
          ],
        },
        {
          id: 'RUB-2',
          name: {
            es: 'Implementación emergente',
            en: 'Emerging implementation',
          },
          about: {
            es: 'El equipo da los primeros pasos. Lo que aprende lo usa en el día a día y le muestra qué más necesita saber; entiende el problema con más hondura.',
            en: 'The team takes its first steps. It uses what it learns day by day, and that shows what else it needs to know; it understands the problem more deeply.',
          },
          signs: [
            { es: 'Probamos primeras acciones.', en: 'We try first actions.' },
            {
              es: 'Usamos lo aprendido en lo cotidiano.',
              en: 'We use what we learned in everyday work.',
            },
            {
              es: 'Sabemos qué nos falta aprender.',
              en: 'We know what we have yet to learn.',
            },
          ],
        },
        {
          id: 'RUB-3',
          name: {
            es: 'Implementación satisfactoria',
            en: 'Satisfactory implementation',
          },
          alias: { es: 'Implementación total', en: 'Full implementation' },
          about: {
            es: 'Lo nuevo ya es parte del trabajo. El equipo estudia su propio proceso, ve qué efecto tiene la capacidad y la afina.',
            en: 'The new is part of the work. The team studies its own process, sees what effect the capacity has and refines it.',
          },
          signs: [
            { es: 'Lo nuevo está integrado.', en: 'The new is integrated.' },
            {
              es: 'Analizamos cómo lo hacemos y qué efecto tiene.',
              en: 'We look at how we do it and what effect it has.',
            },
            { es: 'Ajustamos.', en: 'We adjust.' },
          ],
        },
        {
          id: 'RUB-4',
          name: { es: 'Sustentabilidad', en: 'Sustainability' },
          about: {
            es: 'Lo hacen todos y de modo constante. La escuela se reorganiza para que problemas así no vuelvan y el equipo enfrenta otros nuevos con la misma capacidad.',
            en: 'Everyone does it, constantly. The school reorganises so that such problems do not come back, and the team faces new ones with the same capacity.',
          },
          signs: [
            { es: 'Es general y parejo.', en: 'It is general and even.' },
            {
              es: 'Rediseñamos la organización para prevenir.',
              en: 'We redesign the organisation to prevent.',
            },
            {
              es: 'Mejora continua: usamos la capacidad en problemas nuevos.',
              en: 'Improving always: we use the capacity in new problems.',
            },
          ],
        },
      ],
    },
    {
      id: 'REV-4',
      title: { es: 'Revisión larga', en: 'The long look' },
      source: 'Minga',
      ordered: false,
      capacity: 'CB',
      steps: [
        { id: 'REV-VE', name: { es: 'Se ve', en: 'It shows' } },
        { id: 'REV-AV', name: { es: 'A veces', en: 'At times' } },
        { id: 'REV-NO', name: { es: 'Aún no', en: 'Not yet' } },
        { id: 'REV-NS', name: { es: 'No sé', en: 'I do not know' } },
      ],
    },
    {
      id: 'TIP-HS',
      title: { es: 'Niveles de reflexión', en: 'Levels of reflection' },
      source: 'Hatton & Smith (1995)',
      ordered: true,
      capacity: 'CB-REF',
      steps: [
        {
          id: 'TIP-HS-1',
          name: { es: 'Reflexión técnica', en: 'Technical reflection' },
          about: {
            es: 'Solo se pregunta si los medios funcionan bien; las metas no se discuten.',
            en: 'Asks only whether the means work well; the goals are not discussed.',
          },
        },
        {
          id: 'TIP-HS-2',
          name: { es: 'Reflexión práctica', en: 'Practical reflection' },
          about: {
            es: 'Además se revisan metas, supuestos y resultados; se acepta que nada tiene un único sentido.',
            en: 'Goals, assumptions and results are looked at too; it is accepted that nothing has one meaning only.',
          },
        },
        {
          id: 'TIP-HS-3',
          name: { es: 'Reflexión crítica', en: 'Critical reflection' },
          about: {
            es: 'Suma lo ético: ¿es justo, es equitativo? Se mira con historia, cultura y política.',
            en: 'Adds the ethical: is it just, is it fair? Looks with history, culture and politics.',
          },
        },
      ],
    },
    {
      id: 'TIP-KE',
      title: { es: 'Profundidad de la reflexión', en: 'Depth of reflection' },
      source: 'Kember et al. (2000)',
      ordered: true,
      capacity: 'CB-REF',
      steps: [
        {
          id: 'TIP-KE-1',
          name: { es: 'Acción habitual', en: 'Habitual action' },
          about: {
            es: 'Se cuenta lo hecho casi en automático, sin valorarlo.',
            en: 'What was done is told almost automatically, without valuing it.',
          },
        },
        {
          id: 'TIP-KE-2',
          name: { es: 'Comprensión', en: 'Understanding' },
          about: {
            es: 'Se entiende y usa lo que ya se sabe, pero no se conecta con lo vivido.',
            en: 'What is known is understood and used, but not connected with what was lived.',
          },
        },
        {
          id: 'TIP-KE-3',
          name: { es: 'Reflexión', en: 'Reflection' },
          about: {
            es: 'Lo sabido se lleva a casos y personas reales; surgen dudas e inferencias.',
            en: 'What is known is taken to real cases and people; doubts and inferences arise.',
          },
        },
        {
          id: 'TIP-KE-4',
          name: { es: 'Reflexión crítica', en: 'Critical reflection' },
          about: {
            es: 'Se cuestiona de forma constante lo sabido y sus efectos, hasta cambiar la mirada.',
            en: 'What is known and its effects are questioned constantly, until the way of looking changes.',
          },
        },
      ],
    },
    {
      id: 'TIP-KM',
      title: {
        es: 'Fuerza de la colaboración',
        en: 'Strength of collaboration',
      },
      source: 'Krichesky & Murillo (2018)',
      ordered: true,
      capacity: 'CB-COL',
      note: {
        es: 'De débil a moderada y a sólida.',
        en: 'From weak to moderate to solid.',
      },
      steps: [
        {
          id: 'TIP-KM-1',
          name: { es: 'Coordinación', en: 'Coordination' },
          about: {
            es: 'Nos ponemos de acuerdo para decidir. No hace falta compartir valores ni depender unos de otros; puede no enseñar nada.',
            en: 'We come to an agreement in order to decide. No need to share values or to depend on each other; it may teach nothing.',
          },
        },
        {
          id: 'TIP-KM-2',
          name: { es: 'Desarrollo conjunto', en: 'Joint development' },
          about: {
            es: 'Creamos un producto o actividad. Hay valores comunes (dichos o no) y alguna dependencia; se aprende conversando.',
            en: 'We make a product or an activity. There are common values (said or not) and some dependence; we learn by talking.',
          },
        },
        {
          id: 'TIP-KM-3',
          name: {
            es: 'Resolución conjunta de problemas',
            en: 'Joint solving of problems',
          },
          about: {
            es: 'Buscamos salidas a algo que vemos como problema. Valores dichos en voz alta, mucha dependencia mutua, saber hecho entre todos.',
            en: 'We look for ways out of what we see as a problem. Values said aloud, much mutual dependence, knowledge made among all.',
          },
        },
      ],
    },
    {
      id: 'TIP-GR',
      title: {
        es: 'Intensidad de la colaboración',
        en: 'Intensity of collaboration',
      },
      source: 'Gräsel et al. (2006), en Muckenthaler et al. (2020)',
      ordered: true,
      capacity: 'CB-COL',
      note: {
        es: 'De poco costo a muy intensa.',
        en: 'From low cost to very intense.',
      },
      steps: [
        {
          id: 'TIP-GR-1',
          name: {
            es: 'Intercambio de información y material',
            en: 'Exchange of information and material',
          },
          about: {
            es: 'Pasarse cosas en un momento puntual; cada uno sigue por su lado.',
            en: 'Passing things on at some moment; each one goes on their own way.',
          },
        },
        {
          id: 'TIP-GR-2',
          name: { es: 'Compartir el trabajo', en: 'Sharing the work' },
          about: {
            es: 'Hay más confianza y diálogo; nos repartimos tareas para una meta de todos.',
            en: 'There is more trust and dialogue; we share out tasks for a goal of everyone.',
          },
        },
        {
          id: 'TIP-GR-3',
          name: { es: 'Co-construcción', en: 'Co-construction' },
          about: {
            es: 'Lo más intenso: las metas comunes reemplazan a las propias y se crean saber y soluciones juntos.',
            en: 'The most intense: common goals take the place of own ones, and knowledge and solutions are made together.',
          },
        },
      ],
    },
    {
      id: 'TIP-BS',
      title: { es: 'Señales de la confianza', en: 'Facets of trust' },
      source: 'Bryk & Schneider (2002)',
      ordered: false,
      capacity: 'CB-CON',
      steps: [
        {
          id: 'TIP-BS-A',
          name: { es: 'Respeto', en: 'Respect' },
          about: {
            es: 'Reconocer lo importante que es el papel de cada quien y que nos necesitamos.',
            en: 'Recognising how important the role of each one is and that we need each other.',
          },
        },
        {
          id: 'TIP-BS-B',
          name: { es: 'Competencia', en: 'Competence' },
          about: {
            es: 'Saber hacer la tarea del cargo y lograr lo esperado.',
            en: 'Knowing how to do the task of the post and achieving what is expected.',
          },
        },
        {
          id: 'TIP-BS-C',
          name: { es: 'Cuidado del otro', en: 'Care for the other' },
          about: {
            es: 'Aprecio y empatía que hacen sentir menos expuesto.',
            en: 'Appreciation and empathy that make one feel less exposed.',
          },
        },
        {
          id: 'TIP-BS-D',
          name: { es: 'Integridad', en: 'Integrity' },
          about: {
            es: 'Que los hechos calcen con las palabras.',
            en: 'That deeds match words.',
          },
        },
      ],
    },
    {
      id: 'TIP-TH',
      title: { es: 'Facetas de la confianza', en: 'Sides of trust' },
      source: 'Tschannen-Moran & Hoy (2000)',
      ordered: false,
      capacity: 'CB-CON',
      steps: [
        {
          id: 'TIP-TH-A',
          name: { es: 'Benevolencia', en: 'Benevolence' },
          about: {
            es: 'Creer que los otros cuidarán de mi bien.',
            en: 'Believing that the others will look after my good.',
          },
        },
        {
          id: 'TIP-TH-B',
          name: { es: 'Honestidad', en: 'Honesty' },
          about: {
            es: 'Ser auténtico e íntegro, y hacerse cargo.',
            en: 'Being authentic and upright, and taking responsibility.',
          },
        },
        {
          id: 'TIP-TH-C',
          name: { es: 'Apertura', en: 'Openness' },
          about: {
            es: 'Estar dispuesto a contar lo que importa para la relación.',
            en: 'Being willing to tell what matters for the relation.',
          },
        },
        {
          id: 'TIP-TH-D',
          name: { es: 'Previsibilidad', en: 'Predictability' },
          about: {
            es: 'Poder anticipar cómo actuará la otra persona.',
            en: 'Being able to foresee how the other will act.',
          },
        },
        {
          id: 'TIP-TH-E',
          name: { es: 'Competencia', en: 'Competence' },
          about: {
            es: 'Que cada uno rinda y sepa según su papel.',
            en: 'That each one performs and knows according to their role.',
          },
        },
      ],
    },
    {
      id: 'TIP-LE',
      title: { es: 'Patrones de distribución', en: 'Patterns of distribution' },
      source: 'Leithwood et al. (2008)',
      ordered: true,
      capacity: 'CB-LID',
      note: {
        es: 'La fuente anuncia tres patrones y describe cuatro.',
        en: 'The source announces three patterns and describes four.',
      },
      steps: [
        {
          id: 'TIP-LE-1',
          name: { es: 'Desajuste anárquico', en: 'Anarchic misalignment' },
          about: {
            es: 'Lo más básico: algunos líderes reconocidos no aceptan la influencia de otros.',
            en: 'The most basic: some recognised leaders do not accept the influence of others.',
          },
        },
        {
          id: 'TIP-LE-2',
          name: { es: 'Desajuste espontáneo', en: 'Spontaneous misalignment' },
          about: {
            es: 'El aislamiento de los líderes aparece solo, aunque menos al azar que en el paso anterior.',
            en: 'The isolation of leaders appears by itself, though less by chance than in the step before.',
          },
        },
        {
          id: 'TIP-LE-3',
          name: { es: 'Alineamiento espontáneo', en: 'Spontaneous alignment' },
          about: {
            es: 'Se reparte más, pero por costumbre o por azar, sin un plan hecho en conjunto.',
            en: 'More is shared out, but by custom or by chance, without a plan made together.',
          },
        },
        {
          id: 'TIP-LE-4',
          name: { es: 'Alineamiento planificado', en: 'Planned alignment' },
          about: {
            es: 'Lo más positivo: se piensa antes quién lidera qué.',
            en: 'The most positive: who leads what is thought out beforehand.',
          },
        },
      ],
    },
    {
      id: 'TIP-MB',
      title: { es: 'Formas de distribuir', en: 'Ways of distributing' },
      source: 'MacBeath (2011)',
      ordered: false,
      capacity: 'CB-LID',
      note: { es: 'Son formas, no peldaños.', en: 'They are ways, not rungs.' },
      steps: [
        {
          id: 'TIP-MB-A',
          name: { es: 'Formal', en: 'Formal' },
          about: {
            es: 'Se reparte según cargos y estructura.',
            en: 'Shared out by posts and structure.',
          },
        },
        {
          id: 'TIP-MB-B',
          name: { es: 'Pragmática', en: 'Pragmatic' },
          about: {
            es: 'Se pasan tareas puntuales para aliviar a los líderes formales.',
            en: 'Single tasks are passed on to relieve formal leaders.',
          },
        },
        {
          id: 'TIP-MB-C',
          name: { es: 'Estratégica', en: 'Strategic' },
          about: {
            es: 'Se reparte para cumplir la misión, la visión y el plan.',
            en: 'Shared out to fulfil the mission, the vision and the plan.',
          },
        },
        {
          id: 'TIP-MB-D',
          name: { es: 'Incremental', en: 'Incremental' },
          about: {
            es: 'Poco a poco más personas crecen como líderes.',
            en: 'Little by little more people grow as leaders.',
          },
        },
        {
          id: 'TIP-MB-E',
          name: { es: 'Oportuna', en: 'Opportunistic' },
          about: {
            es: 'Surge ante algo que pasa, sin plan previo.',
            en: 'Arises from something that happens, without a plan before.',
          },
        },
        {
          id: 'TIP-MB-F',
          name: { es: 'Cultural', en: 'Cultural' },
          about: {
            es: 'Nace de lazos fuertes, valores y visión comunes: liderar juntos es costumbre.',
            en: 'Born of strong bonds, common values and vision: leading together is the custom.',
          },
        },
      ],
    },
  ],
};
