const day = new Intl.DateTimeFormat('es', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const short = new Intl.DateTimeFormat('es', {
  day: 'numeric',
  month: 'short',
  year: '2-digit',
});
const list = new Intl.ListFormat('es', { type: 'conjunction' });

/** The words of how far a group has come from its own beginning, and of what it does next. */
export const esProgress = {
  page: 'Nuestro camino',
  none: 'Todavía no hay conversaciones. Empieza una desde un problema, desde un ciclo o aquí.',
  start: 'Empezar una conversación',
  startWhy:
    'Si hay un problema o un ciclo, conviene empezarla desde ahí: así se mira con algo concreto delante.',
  levelQuestion: 'Miramos lo que…',
  levels: {
    'NIV-COL': 'hace el grupo',
    'NIV-IND': 'hace una persona',
    'NIV-ORG': 'la escuela tiene organizado',
  },
  levelNames: {
    'NIV-COL': 'Del grupo',
    'NIV-IND': 'De una persona',
    'NIV-ORG': 'De la organización',
  },
  why: 'Cada capacidad, desde el propio punto de partida: la primera vez que acordaron dónde estaban. No se suma ni se compara con nadie.',
  nothing:
    'Cuando una conversación termine con una etapa acordada, aquí se verá su punto de partida.',
  toRound: (time: Date): string => `Cómo estamos · ${day.format(time)}`,
  day: (time: Date): string => day.format(time),
  shortDay: (time: Date): string => short.format(time),
  baseline: 'Punto de partida',
  route: (capacity: string, level: string): string =>
    `Camino de ${capacity}. ${level}.`,
  routeOf: (points: readonly string[]): string => list.format(points),
  pointOf: (stage: string, time: Date): string =>
    `${stage}, el ${day.format(time)}`,
  breakHere: 'Otra versión de la pauta',
  breakWhy:
    'Desde aquí se miró con otra versión de la pauta: el camino se corta, y no se une con lo anterior.',
  columns: {
    day: 'Día',
    stage: 'Etapa acordada',
    end: 'Cómo quedamos',
    shows: 'En qué se nota',
    strengths: 'Qué hacemos bien',
    reservations: 'Miradas distintas',
    next: 'Próximo paso',
    level: 'De quién',
    capacity: 'Capacidad',
    version: 'Pauta',
    baseline: 'Punto de partida',
  },
  yes: 'sí',
  tableOf: (capacity: string, level: string): string =>
    `Lo mismo en una tabla: ${capacity}. ${level}.`,
  noStage: 'Sin etapa acordada',
  again: 'Conversar otra vez sobre lo mismo',
  againWhy:
    'Con las mismas capacidades y la misma pauta, para ver qué cambió desde entonces.',
  print: 'Imprimir',
  csv: 'Descargar tabla (CSV)',
  csvWhy:
    'Lleva solo lo que acordaron juntos, con sus palabras: ninguna respuesta de una persona y ningún nombre que no hayan escrito ahí.',
  fileName: (group: string): string => `Nuestro camino · ${group}`,
  grow: 'Quieren hacerla crecer',
  options: 'Ideas para lo que sigue',
  optionsWhy: 'Son opciones para conversar, no indicaciones.',
  garden: 'Estrategias según la etapa del jardín',
  gardenWhich: '¿En qué etapa del jardín están?',
  roles: 'Quién acompaña, y en qué papel',
  rolesWhy:
    'Según cómo se vean hoy, el marco sugiere un papel para quien acompaña. Se puede elegir otro.',
  facts: {
    individual: 'Cada persona se ve fuerte',
    collective: 'El equipo se ve fuerte',
    innovation: 'Hace falta innovar',
  },
  suggests: (role: string): string => `Podría servir: ${role}`,
  source: (source: string): string => `Fuente: ${source}`,
  rolesSource: 'DEP (2018, 2019); marco de la DEP, Chile, 2022',
  version: (version: string): string => `Pauta ${version}`,
  plan: {
    title: 'Llevar al plan',
    what: (names: readonly string[]): string =>
      `Lo que quieren hacer crecer: ${list.format(names)}. Pasa al plan con el próximo paso y con el punto de partida.`,
    first:
      'Elijan una o dos capacidades para hacer crecer y llévenlas al plan.',
    fresh: 'Un plan nuevo',
    where: '¿A qué plan?',
    take: 'Llevar al plan',
    nameOf: (names: readonly string[]): string =>
      `Hacer crecer ${list.format(names)}`,
    failed: 'No se pudo abrir el plan. Intenta de nuevo.',
  },
  turns: {
    title: 'Hablar por turnos',
    why: 'Un turno por persona antes de conversar libremente. Siempre se puede pasar.',
    now: (name: string): string => `Le toca a ${name}`,
    mine: 'Te toca a ti',
    left: (count: number): string =>
      count === 1
        ? 'Después falta 1 persona'
        : `Después faltan ${count} personas`,
    done: 'Listo, sigue otra persona',
    all: 'Todos tuvieron su turno. Ahora, conversación libre.',
    again: 'Otra vuelta',
  },
  typologies: {
    title: 'Otras maneras de mirar esta capacidad',
    steps: 'Son pasos: cada uno va más lejos que el anterior.',
    facets: 'Son facetas, sin orden: ninguna vale más que otra.',
    here: 'Hoy estamos en',
    toward: 'Vamos hacia',
    none: 'Sin elegir',
    care: 'Cuál queremos cuidar',
    several: (names: readonly string[]): string =>
      `Hay dos elecciones: ${list.format(names)}. Elijan la que acuerdan.`,
  },
};

export type ProgressMessages = typeof esProgress;
