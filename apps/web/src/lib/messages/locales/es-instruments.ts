/** The words of making an instrument of one's own: they come with its screens. */
export const esInstruments = {
  title: 'Pautas del grupo',
  what: 'Con qué palabras mira este grupo sus capacidades. Una pauta se cambia cuando quieran; cada conversación usa la versión con la que empezó.',
  untitled: 'Pauta sin título',
  thrownAway: 'Está en la papelera',
  mine: 'Las de este grupo',
  begin: 'Hacer una pauta',
  from: (title: string): string => `Partir de «${title}»`,
  fromNothing: 'Partir de cero',
  fromNothingWhat: 'Con cuatro etapas que pueden cambiar, y ninguna capacidad.',
  copyOf: (title: string): string => `${title}, la nuestra`,
  file: 'Abrir una pauta de un archivo',
  fileHelp: 'Se lee entera o no se lee. El archivo no cambia nada del grupo.',
  faults: {
    'too-large': 'Ese archivo es demasiado grande para ser una pauta.',
    'not-an-instrument':
      'Ese archivo no es una pauta de Minga, o está cortado.',
    newer:
      'Lo hizo una versión más nueva de Minga. Actualiza y ábrelo de nuevo.',
    'unknown-fields':
      'Ese archivo trae partes que Minga no conoce. No se abrió nada.',
    'has-code':
      'Ese archivo trae instrucciones escondidas entre las palabras. No se abrió nada.',
    'not-for-groups':
      'Esa pauta es para mirarse a solas o en pareja: no se usa en un grupo.',
    'contradicts-itself':
      'Ese archivo se contradice: algo se repite o nombra lo que no está. No se abrió nada.',
  },
  missing: {
    title: 'Esta pauta no está aquí',
    sentence:
      'Puede que esté en la papelera, o que aún no haya llegado. Aparecerá en Trabajo.',
  },
  newer:
    'Lo escribió una versión más nueva de Minga. Se puede leer; para escribir, actualiza.',
  name: 'Nombre de la pauta',
  about: 'Para qué sirve',
  source: 'De dónde viene',
  stages: 'Las etapas',
  stagesWhat: 'Con qué nombres dicen dónde están. De la primera a la última.',
  stage: (slot: string): string => `Etapa ${slot}`,
  stageAbout: (name: string): string => `Qué es «${name}»`,
  hidden: 'Escondida',
  capacity: 'Nombre de la capacidad',
  capacityAbout: 'En pocas palabras',
  capacityNew: 'Capacidad nueva',
  addCapacity: 'Agregar capacidad',
  signs: 'Señales',
  sign: (at: number): string => `Señal ${at}`,
  signal: (at: number): string => `Señal ${at}, en la organización`,
  addSign: 'Agregar señal',
  repeated:
    'La misma que en otra capacidad: se pregunta una vez. Si cambia allá, cambia aquí.',
  individual: 'Como lo dice una persona de sí misma',
  describe: 'Qué se ve en cada etapa',
  describeAt: (stage: string): string => `En «${stage}» se ve…`,
  more: 'Más de esta señal',
  up: 'Subir',
  down: 'Bajar',
  hide: 'Esconder',
  show: 'Mostrar de nuevo',
  versions: 'Acuerdo y versiones',
  versionsWhat:
    'Al acordarla, o al usarla en una conversación, queda guardada como está. Después se puede seguir cambiando: será otra versión.',
  who: '¿Quiénes la acordaron?',
  agree: 'Acordamos esta versión',
  agreed: 'La versión quedó guardada.',
  changed: 'Hay cambios desde la última versión.',
  unchanged: 'Nada ha cambiado desde la última versión.',
  none: 'Todavía no hay ninguna versión guardada.',
  version: (number: number): string => `Versión ${number}`,
  agreedBy: (who: string, day: string): string =>
    `La acordaron ${who}, el ${day}`,
  notAgreed: 'Nadie ha anotado el acuerdo.',
  send: 'Guardar como archivo',
  failed: 'No se pudo guardar. Intenta de nuevo.',
  which: '¿Con qué pauta?',
};

export type InstrumentsMessages = typeof esInstruments;
