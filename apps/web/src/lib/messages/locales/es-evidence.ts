/** The words of what a group knows a problem by: they come with it, not with the first page. */
export const esEvidence = {
  title: 'Evidencias',
  help: 'Primero el hecho, después la opinión. Sin nombres de estudiantes.',
  addPhoto: 'Agregar una foto',
  addVoice: 'Grabar la voz',
  addFile: 'Agregar un archivo',
  addFact: 'Agregar un hecho',
  otherKinds: 'Números, tablas y otro trabajo del grupo',
  addCount: 'Agregar un conteo',
  addTable: 'Agregar una tabla',
  addSchool: 'Datos de la escuela',
  schoolShows: 'Datos de la escuela, por curso',
  amount: 'Cuántos',
  of: 'De qué',
  shows: 'Qué muestra',
  doesNotShow: 'Qué no muestra',
  day: 'Cuándo',
  oddDay: 'Esa fecha no puede ser: quedó la de antes. Revisa el año.',
  by: (name: string): string => `La trajo ${name}`,
  consent: 'Quienes se ven están de acuerdo.',
  photo: 'Foto',
  fact: 'Hecho',
  seeLarge: 'Ver la foto',
  voice: 'Grabación',
  listen: (length: string): string => `Escuchar la grabación (${length})`,
  cannotPlay: 'Este teléfono no puede tocar esta grabación.',
  save: (title: string): string => `Guardar «${title}» en este teléfono`,
  onItsWay: 'Viene en camino: aparecerá cuando haya señal.',
  cannotOpen:
    'No se puede abrir. Pide a quien la trajo que la agregue otra vez.',
  remove: 'Quitar',
  removed: 'Evidencia quitada.',
  added: 'Quedó en este teléfono. Se envía sola cuando haya señal.',

  sheet: {
    title: 'Antes de agregar la foto',
    preview: 'La foto, como quedará',
    minors: '¿Aparecen niñas o niños?',
    no: 'No aparecen',
    yes: 'Sí aparecen',
    cover:
      'Toca cada cuadro donde se vea su cara: queda tapado para siempre. Si no se puede tapar, mejor no la agregues.',
    coverFirst: 'Tapa al menos un cuadro.',
    square: (row: number, column: number): string =>
      `Fila ${row}, columna ${column}`,
    consent: 'Las personas adultas que se ven están de acuerdo',
    whole:
      'Se guarda una copia liviana, sin el lugar ni los datos de la cámara. La original sigue donde estaba.',
    add: 'Agregar',
    cancel: 'No agregar',
    cannotDraw:
      'Este teléfono no puede mostrar esta clase de foto, así que tampoco puede achicarla ni tapar caras. Si no aparecen niñas ni niños, se agrega como archivo.',
    asFile: 'Agregar como archivo',
  },

  table: {
    name: 'Tabla',
    help: 'Totales por curso, sin nombres de estudiantes. Donde son tan pocos que se sabría quién es, deja en blanco.',
    titles: ['Qué', 'Cuántos'],
    school: [
      'Curso o grado',
      'Matrícula',
      'Asistencia',
      'Aprendizaje',
      'Dejaron la escuela',
    ],
    column: (number: number): string => `Columna ${number}`,
    titleOf: (number: number): string => `Nombre de la columna ${number}`,
    cell: (column: string, row: number): string => `${column}, fila ${row}`,
    remove: 'Quitar',
    removeColumn: (name: string): string => `Quitar la columna «${name}»`,
    removeRow: (number: number): string => `Quitar la fila ${number}`,
    addRow: 'Agregar una fila',
    addColumn: 'Agregar una columna',
    rowGone: 'Fila quitada.',
    columnGone: 'Columna quitada.',
    enough:
      'Más no caben en una tabla chica: una planilla se agrega como archivo.',
  },

  link: {
    add: 'Enlazar otro trabajo',
    help: 'Lo que el grupo ya escribió en otra parte y sirve para saberlo.',
    none: 'Todavía no hay otro trabajo en este grupo.',
    untitled: 'sin título',
    missing: 'Ese trabajo ya no está en este grupo.',
    kinds: {
      problem: 'Problema',
      cycle: 'Ciclo',
      round: 'Conversación sobre cómo vamos',
    },
  },

  voiceSheet: {
    title: 'Grabar la voz',
    whole:
      'Hasta tres minutos. Quien habla sabe que se graba. Sin nombres de estudiantes.',
    start: 'Empezar a grabar',
    recording: 'Grabando',
    stop: 'Terminar',
    again: 'Grabar otra vez',
    listen: 'La grabación, como quedará',
    minors: '¿Se oyen niñas o niños?',
    no: 'No se oyen',
    yes: 'Sí se oyen',
    rather:
      'Una voz no se puede tapar: mejor cuenta en un hecho lo que dijeron, sin nombres.',
    consent: 'Las personas adultas que se oyen están de acuerdo',
    longest: 'Se cumplieron los tres minutos: quedó hasta ahí.',
    add: 'Agregar',
    cancel: 'No agregar',
    notAllowed: {
      sentence: 'Este teléfono no deja usar el micrófono aquí.',
      what: 'Nada se perdió. Permite el micrófono para esta página en los ajustes del navegador y prueba otra vez, o escribe un hecho.',
    },
    noMicrophone: {
      sentence: 'No se encontró un micrófono.',
      what: 'Conecta uno y prueba otra vez, o escribe un hecho.',
    },
    cannot: {
      sentence: 'Este navegador no puede grabar.',
      what: 'Graba con otra aplicación y agrega el archivo, o escribe un hecho.',
    },
  },

  tooLarge: {
    sentence: 'Ese archivo es muy grande: pasa de 10 MB.',
    what: 'Agrega una parte, o cuenta en un hecho lo que muestra.',
  },
  empty: {
    sentence: 'Ese archivo está vacío.',
    what: 'Elige otro.',
  },
  noRoom: {
    sentence: 'No queda lugar en este teléfono para guardarla.',
    what: 'Nada se perdió. Borra fotos o aplicaciones que no uses y agrégala otra vez.',
  },
  failed: {
    sentence: 'No se pudo guardar.',
    what: 'Nada se perdió. Prueba otra vez.',
  },
};

export type EvidenceMessages = typeof esEvidence;
