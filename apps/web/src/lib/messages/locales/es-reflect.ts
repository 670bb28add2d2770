/** The words of looking at oneself, sentence by sentence: they come with its screens. */
export const esReflect = {
  title: 'Mirarme',
  alone: 'Mirarme a solas',
  aloneWhat:
    'Pautas para pensar sobre tu trabajo. Se quedan en Mi cuaderno, sin puntos ni sumas, y terminan en Mi plan de crecimiento.',
  choose: 'Elegir una pauta',
  begin: (title: string): string => `Empezar «${title}»`,
  begun: 'Las que empezaste',
  started: (day: string): string => `Desde el ${day}`,
  pair: 'Mirarse entre dos',
  pairWhat:
    'Quien acompaña y la persona acompañada se miran como pareja. Lo abren solo las dos; nadie más del grupo puede leerlo.',
  pairWho: '¿Con quién?',
  pairNone: 'Cuando haya alguien más en el grupo podrán mirarse entre dos.',
  pairOpen: 'Las que ya tienen',
  pairWith: (name: string): string => `Con ${name}`,
  pairAudience: (name: string): string => `Solo tú y ${name}`,
  sharedHere: 'Palabras que alguien compartió y revisiones',
  thrownAway: 'Está en la papelera',
  missing: {
    title: 'Esta pauta no está aquí',
    sentence:
      'Puede que esté en la papelera, o que aún no haya llegado. Aparecerá en Trabajo.',
  },
  unknownInstrument:
    'Usa una pauta que tu versión de Minga no conoce, o que aún no llega. Lo escrito sigue guardado.',
  newer:
    'Lo escribió una versión más nueva de Minga. Se puede leer; para escribir, actualiza.',
  notEvaluated: 'Esto no te evalúa',
  notEvaluatedWhat: 'No hay puntos ni suma. Deja en blanco lo que quieras.',
  copied: 'Alguien del grupo compartió estas palabras.',
  inferred:
    'Los nombres y el orden de esta pauta son una lectura de Minga: la fuente no los trae completos.',
  source: (source: string): string => `Fuente: ${source}`,
  axes: 'También puedes mirar',
  answer: '¿Cómo lo ves hoy?',
  clear: 'Quitar la elección',
  several: 'Hay dos respuestas. Toca la que vale.',
  well: 'Me sale bien',
  grow: 'Quiero crecer aquí',
  also: (groups: string): string => `También cuenta en: ${groups}`,
  moment: 'Un momento que lo muestra',
  thoughts: 'Lo que pienso',
  end: {
    title: 'Para terminar',
    growWhat:
      'Lo que marcaste como «Quiero crecer aquí» pasa a Mi plan de crecimiento, que también es solo tuyo.',
    growPair:
      'Marcaron que quieren crecer en esto. Cada quien puede llevarlo a su plan, que nadie más lee.',
    growNone: 'Marca en qué quieres crecer y aparecerá aquí.',
    toPlan: 'Llevar a Mi plan de crecimiento',
    toPlanEmpty: 'Abrir Mi plan de crecimiento',
    failed: 'No se pudo abrir tu plan. Intenta de nuevo.',
  },
  copy: {
    open: 'Copiar una parte a un grupo',
    title: 'Copiar una parte a un grupo',
    what: 'Sale solo lo que marques aquí, y nunca tus respuestas marcadas. Lo demás sigue siendo solo tuyo.',
    nothing: 'Todavía no has escrito nada que copiar.',
    noGroup: 'No tienes un grupo donde puedas escribir.',
    which: '¿Qué parte?',
    where: '¿A qué grupo?',
    preview: 'Así lo leerán',
    recognise: '¿Esto permite reconocerme?',
    recogniseWhat:
      'Quitamos los nombres que conocemos. Lee de nuevo y cambia lo que haga falta: lugares, fechas, cargos. La pantalla no dirá quién lo compartió, pero alguien con un programa alterado podría saberlo.',
    someone: 'alguien',
    textOf: (about: string): string => `Lo que leerán de: ${about}`,
    send: 'Copiar al grupo',
    sent: 'Está en el grupo. Lo tuyo sigue en Mi cuaderno.',
    failed: 'No se pudo copiar. Intenta de nuevo.',
  },
  review: {
    title: 'Revisión larga',
    what: 'Todas las señales, una por una. No da ningún resultado: sirve para llegar a la conversación con ejemplos.',
    alone: 'Revisar a solas',
    aloneWhy: 'Se queda en Mi cuaderno; después eliges qué llevas.',
    together: 'Revisar juntos',
    togetherWhy: 'La escriben y la leen todos los del grupo.',
    open: 'Las que hay',
    openOne: (day: string): string => `Revisión del ${day}`,
    end: 'Para la conversación',
    endWhat: 'Toca 2 que se ven y 1 que falta.',
    none: 'Responde algunas señales y aquí elegirás cuáles llevar.',
    seen: 'Se ve',
    missing: 'Falta',
    enough:
      'Ya hay dos que se ven y una que falta: con eso basta para conversar.',
    take: 'Llevar a la conversación',
    taken: 'Las señales están en la conversación.',
    back: 'Ir a la conversación',
    failed: 'No se pudo abrir la conversación. Intenta de nuevo.',
  },
};

export type ReflectMessages = typeof esReflect;
