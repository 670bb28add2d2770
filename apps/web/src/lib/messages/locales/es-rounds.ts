const day = new Intl.DateTimeFormat('es', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const list = new Intl.ListFormat('es', { type: 'conjunction' });

/** The words of looking at oneself as a team: they come with its screens. */
export const esRounds = {
  titleOf: (time: Date): string => `Cómo estamos · ${day.format(time)}`,
  page: 'Cómo estamos',
  section: 'Cómo estamos como equipo',
  why: 'Una conversación de veinte minutos: qué capacidad pide este problema, dónde estamos y qué sigue.',
  whyCycle:
    'Una conversación de veinte minutos: qué capacidad pide este ciclo, dónde estamos y qué sigue.',
  start: 'Conversar directo',
  aboutProblem: (title: string): string => `A partir de «${title}»`,
  notEvaluated: 'Esto no te evalúa',
  notEvaluatedWhat:
    'Se compara solo con el propio comienzo. Nada sale de este grupo, y nadie lo usa para calificar.',
  unknownInstrument:
    'Esta conversación usa una pauta que tu versión de Minga no conoce. Actualiza para verla completa.',
  source: (source: string): string => `Fuente: ${source}`,

  sealed: {
    start: 'En sobre cerrado',
    startWhy:
      'Cada quien responde a solas; los sobres se abren juntos y después conversan.',
    rules: 'Las reglas, antes de responder',
    rulesWhy:
      'Todos las leen antes de responder y no cambian: otra regla es otra conversación.',
    answering: (names: readonly string[]): string =>
      `Responden: ${list.format(names)}`,
    identity: '¿Qué se ve de cada respuesta al abrir?',
    identities: {
      con_nombre: {
        label: 'Con nombre',
        help: 'Cada respuesta muestra de quién es.',
      },
      sin_nombre_en_pantalla: {
        label: 'Sin nombre en pantalla',
        help: 'La pantalla no dice de quién es. Alguien con un programa alterado podría saberlo.',
      },
      solo_distribucion: {
        label: 'Solo la distribución',
        help: 'Se ve cuántas respuestas hay en cada etapa, sin textos ni nombres.',
      },
    },
    few: 'En un grupo de menos de cinco se adivina quién es quién: se responde con nombre, y solo se abre si responden todos.',
    deadline: 'Se abre a más tardar el (si quieren)',
    opens:
      'Los sobres se abren cuando todos respondieron o si dos personas lo piden.',
    opensBy: (time: Date): string =>
      `También se abren el ${day.format(time)}, según el reloj de cada teléfono.`,
    level: 'Se mira lo que hace el grupo, no una persona.',
    agree: 'Dejar estas reglas',
    failed: 'No se pudo guardar. Intenta de nuevo.',
    twoRules:
      'Hay dos reglas distintas en esta conversación y no se sabe cuál vale. Abran una nueva.',
    count: (sealed: number, members: number): string =>
      `${sealed} de ${members} sobres`,
    yours: 'Tu respuesta',
    onlyYou:
      'Hasta que abran juntos la lees solo tú. Se guarda en Mi cuaderno.',
    unsure: 'No sé',
    pass: 'Paso',
    example: 'Un ejemplo que vivimos',
    next: '¿Qué haríamos ahora?',
    seal: 'Guardar en sobre',
    isSealed:
      'Tu respuesta está en su sobre. Puedes cambiarla hasta que se abran.',
    change: 'Cambiar mi respuesta',
    takeBack: 'Sacar mi sobre',
    ask: 'Pedir que se abran los sobres',
    asked: 'Pediste abrir. Falta que lo pida otra persona.',
    askedByOne: 'Una persona pidió abrir los sobres.',
    direct:
      'No hay sobres suficientes para abrirlos sin que se adivine de quién son. Nadie abrió el suyo: conversen directo.',
    opened: 'Los sobres abiertos',
    missing: (count: number): string =>
      count === 1 ? 'Falta abrir 1' : `Faltan abrir ${count}`,
    missingWhy:
      'Cada sobre lo abre el teléfono de quien respondió, cuando tiene señal. Quien no lo abre aparece como «no abrió».',
    fewOpened: 'La distribución se ve con cinco respuestas abiertas.',
    same: 'Todas las respuestas coinciden.',
    spread: (capacity: string): string =>
      `Respuestas en cada etapa: ${capacity}`,
    stageColumn: 'Etapa',
    answersColumn: 'Respuestas',
    late: 'Después de la apertura',
    notOpened: 'No abrió',
    someone: 'Una respuesta',
    talk: 'Ahora conversen',
    talkWhy:
      'Primero lo que hacen bien; después, donde más difieren. Un turno por persona, y siempre se puede pasar.',
    notYours: 'Estas reglas no te incluyen: puedes conversar cuando se abran.',
    hides: 'Qué esconde el sobre y qué no',
    hidesWhat:
      'Nadie puede leer una respuesta antes de que se abran juntos, ni quien acompaña, ni quien guarda los datos. Cada sobre va firmado: alguien con un programa alterado puede saber quién respondió, pero no qué. Nadie puede obligar a otra persona a abrir el suyo.',
  },
  whichCapacity: '¿Qué capacidad miramos?',
  oneOrTwo: 'Con una o dos basta; cuatro como máximo.',
  questions: {
    strengths: {
      question: '¿Qué hacemos bien?',
      placeholder: 'Por ejemplo: cuando alguien falta, otro sigue',
    },
    shows: {
      question: '¿En qué se nota?',
      placeholder: 'Algo que vivimos, con fecha si la recuerdas',
    },
    next: {
      question: '¿Cuál es el próximo paso?',
      placeholder: 'Lo más pequeño que podemos probar',
    },
    reservations: {
      question: '¿Qué miradas distintas guardamos?',
      placeholder: 'Lo que alguien ve de otro modo también vale',
    },
  },
  stage: '¿Dónde estamos hoy?',
  stageAlias: (alias: string): string => `También se llama «${alias}».`,
  clearStage: 'Quitar la elección',
  severalStages: (names: readonly string[]): string =>
    `Hay dos elecciones: ${list.format(names)}. Conversen y toquen la que acuerdan.`,
  chosenBySomeone: 'Elegida por alguien',
  signs: 'Señales que ayudan a mirar',
  signsHelp: 'Toca 2 que se ven y 1 que falta. No hay que revisarlas todas.',
  seen: 'Se ve',
  missingSign: 'Falta',
  howWeEnd: '¿Cómo quedamos?',
  ends: {
    consenso: 'Consenso',
    con_reservas: 'Con reservas',
    sin_acuerdo: 'Sin acuerdo',
  },
  severalEnds: 'Hay dos respuestas. Conversen y toquen la que vale.',
  grow: 'Queremos hacer crecer esta capacidad',
  take: 'Llevar el próximo paso al problema',
  taken: 'El próximo paso quedó entre lo que probarán.',
  noProblem: 'No se pudo abrir el problema. Intenta de nuevo.',
};

export type RoundsMessages = typeof esRounds;
