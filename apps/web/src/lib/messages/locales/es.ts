import type { RichTextWords } from '@minga/rich-text';
import { errorSentences } from '../errors.ts';

/** What the person holds: a phone is not called a computer. */
export type DeviceWord = 'phone' | 'computer';

const onDevice = { phone: 'En este teléfono', computer: 'En este equipo' };
const inDevice = { phone: 'en este teléfono', computer: 'en este equipo' };
const ofDevice = { phone: 'este teléfono', computer: 'este equipo' };

const plural = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
const list = new Intl.ListFormat('es', { type: 'conjunction' });
const date = new Intl.DateTimeFormat('es', { dateStyle: 'long' });
const longDay = new Intl.DateTimeFormat('es', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

const richText: RichTextWords = {
  toolbar: 'Formato',
  bold: 'Negrita',
  italic: 'Cursiva',
  heading: 'Título',
  subheading: 'Subtítulo',
  bulletList: 'Lista',
  orderedList: 'Lista numerada',
  checklist: 'Lista de tareas',
  link: 'Enlace',
  undo: 'Deshacer',
  redo: 'Rehacer',
  linkAddress: 'Dirección del enlace',
  linkApply: 'Poner enlace',
  linkRemove: 'Quitar enlace',
  linkOpen: 'Abrir',
  linkCancel: 'Cancelar',
  linkRefused: 'Esa dirección no sirve como enlace. Empieza con https://',
  done: 'Hecho',
  pasteTooLong: 'Lo que pegaste es demasiado largo y no entró. Pega una parte.',
  newerContent:
    'Esta parte se escribió con una versión más nueva de Minga. Puedes leerla; para escribir, actualiza.',
  someone: 'Alguien',
};

const dayAndHour = new Intl.DateTimeFormat('es', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: 'numeric',
  minute: '2-digit',
});
const oneDigit = new Intl.NumberFormat('es', { maximumFractionDigits: 1 });
const megabytes = (bytes: number): string =>
  bytes < 100_000 ? 'menos de 0,1 MB' : `${oneDigit.format(bytes / 1e6)} MB`;
const capital = (words: string): string =>
  words.slice(0, 1).toUpperCase() + words.slice(1);
const dayOf = (isoDay: string): Date => new Date(`${isoDay}T00:00:00Z`);

/** The words of the app in Spanish, the base: another language has the same keys. Neutral "tú", short sentences. */
export const es = {
  language: 'es',
  appName: 'Minga',
  title: (screen: string): string =>
    screen === '' ? 'Minga' : `${screen} · Minga`,
  names: (names: readonly string[]): string => list.format(names),
  day: (isoDay: string): string => longDay.format(dayOf(isoDay)),

  common: {
    close: 'Cerrar',
    undo: 'Deshacer',
    retry: 'Intentar de nuevo',
    more: 'Más',
    opening: 'Abriendo…',
    reload: 'Volver a cargar',
    backTo: (place: string): string => `Volver a ${place}`,
    you: 'tú',
  },

  shell: {
    search: 'Buscar',
    sections: 'Partes del grupo',
    today: 'Hoy',
    work: 'Trabajo',
    meetings: 'Reuniones',
    people: 'Personas',
    groups: 'Mis grupos',
    settings: 'Ajustes',
    lock: 'Bloquear',
  },

  today: {
    resume: 'Sigue donde quedaste',
    choose: 'Dos personas cambiaron lo mismo: falta elegir',
    alone: 'Invita a alguien',
    aloneWhat: 'Este trabajo se hace entre varios.',
    goInvite: 'Ir a Personas para invitar',
    due: (day: string, today: string): string =>
      day === today ? 'Para hoy' : `Para el ${longDay.format(dayOf(day))}`,
    since: (day: string): string =>
      `Pendiente desde el ${longDay.format(dayOf(day))}`,
    all: (count: number): string => `Ver los ${count} en Trabajo`,
  },

  install: {
    title: 'Ponlo en tu pantalla de inicio',
    why: 'Abrirá sin señal, como las otras aplicaciones.',
    ios: 'Toca Compartir, abajo, y después «Agregar a inicio».',
    yes: 'Ponerlo',
    later: 'Ahora no',
  },

  work: {
    due: 'Lo que viene',
    show: 'Ver',
    allStatuses: 'Todos',
    order: 'Orden',
    orders: { newest: 'Lo más nuevo', title: 'Por título' },
    noneShown: 'Ninguno está así.',
    showAll: 'Ver todos',
    duplicate: 'Duplicar',
    copyOf: (title: string): string => (title === '' ? '' : `${title} (copia)`),
    duplicated: 'Hay una copia en la lista',
    open: 'Abrir',
    throwAway: 'A la papelera',
    thrownAway: 'Está en la papelera',
    trash: (count: number): string => `Papelera (${count})`,
    trashKept: 'Lo que está aquí se puede recuperar durante 30 días.',
    restore: 'Recuperar',
  },

  meetings: {
    review: 'Para revisar juntos',
    reviewWhat:
      'Lo que el grupo escribió que probaría, por fecha. ¿Qué pasó con cada cosa?',
    noDay: 'sin fecha',
    empty: {
      title: 'Lo que acuerden probar se revisa aquí',
      sentence:
        'Cuando un problema tiene algo que probar, con quién y para cuándo, aparece en esta lista para mirarlo en la próxima reunión.',
      example:
        '«Esperar tres segundos antes de tomar una respuesta · Rosa · viernes».',
    },
    goWork: 'Ir a los problemas',
  },

  people: {
    readers: (count: number): string =>
      `Estas ${count} personas leen lo que se escribe aquí. Nadie más.`,
    closeGroup: 'Cerrar el grupo',
    deleteGroup: 'Borrar el grupo',
    renameGroup: 'Cambiar el nombre del grupo',
    leave: 'Salir del grupo',
  },

  notebook: {
    name: 'Mi cuaderno',
    onlyYou: 'Mi cuaderno es solo tuyo: nadie más lo lee.',
    onlyYouShort: 'Solo tú',
  },

  example: {
    name: 'Ejemplo',
    you: 'Visita',
    band: 'Esto es un ejemplo: nada de aquí se envía ni se guarda.',
    leave: 'Salir del ejemplo',
  },

  home: {
    lead: 'Un lugar para que tu equipo escriba lo que quiere cambiar en su práctica, lo pruebe y vuelva a mirarlo.',
    create: 'Crear un grupo',
    haveInvitation: 'Tengo una invitación',
    seeExample: 'Ver un ejemplo',
    otherDevice: 'Ya uso Minga en otro aparato',
    haveCard: 'Tengo una tarjeta de rescate',
    privacy: [
      'Lo que escribes queda en tu aparato y funciona sin señal.',
      'Cuando sale, sale cifrado: solo lo lee tu grupo, nadie más.',
      'No pedimos correo, teléfono ni contraseña.',
    ],
    yourGroups: 'Tus grupos',
    createAnother: 'Crear otro grupo',
  },

  create: {
    title: 'Crear un grupo',
    kind: '¿Qué grupo es?',
    kinds: {
      escuela: {
        label: {
          CL: 'Mi escuela o jardín',
          PE: 'Mi institución educativa (IE)',
        },
        help: 'Quienes trabajamos juntos cada día.',
      },
      comunidad: {
        label: { CL: 'Una comunidad', PE: 'Una comunidad' },
        help: 'Directoras y directores de varias escuelas.',
      },
    },
    country: '¿Dónde están?',
    countries: { CL: 'Chile', PE: 'Perú' },
    groupName: {
      escuela: {
        CL: 'Nombre de la escuela o jardín',
        PE: 'Nombre de la institución educativa',
      },
      comunidad: {
        CL: 'Nombre de la comunidad',
        PE: 'Nombre de la comunidad',
      },
    },
    yourName: 'Tu nombre',
    yourNameHelp: 'Así te verá el grupo.',
    submit: 'Crear grupo',
    creating: 'Creando…',
  },

  join: {
    title: 'Invitación',
    pasteLabel: 'Pega aquí el enlace que te enviaron',
    pasteHelp: 'Es el que llegó por WhatsApp u otro mensaje.',
    open: 'Ver la invitación',
    scan: {
      open: 'Leer un código QR',
      title: 'Leer un código QR',
      sentence: 'Apunta la cámara al código de la invitación.',
      camera: 'Lo que ve la cámara',
      photo: 'O elige una foto del código',
      denied:
        'No hay permiso para usar la cámara. Puedes darlo en los ajustes del navegador, o elegir una foto.',
      noCamera: 'No pudimos usar la cámara. Elige una foto del código.',
      noCode:
        'En esa foto no vemos un código QR. Prueba con otra más cerca y derecha.',
      noPicture: 'Eso no es una foto que podamos abrir.',
    },
    inside: {
      sentence: 'Estás dentro de otra aplicación.',
      android:
        'Lo que escribas aquí puede perderse cuando la cierres. Abre la invitación en Chrome antes de poner tu nombre.',
      ios: 'Lo que escribas aquí puede perderse cuando la cierres. Copia el enlace y ábrelo en Safari antes de poner tu nombre.',
      chrome: 'Abrir en Chrome',
    },
    reading: 'Leyendo la invitación…',
    invites: (inviter: string): string => `${inviter} te invita a`,
    kinds: {
      cuaderno: 'Cuaderno',
      escuela: 'Escuela',
      comunidad: 'Comunidad',
      pareja: 'Pareja',
      taller: 'Taller',
    },
    readers: (count: number): string =>
      count === 1
        ? 'Hoy la lee 1 persona. Nadie fuera del grupo.'
        : `Hoy lo leen ${count} personas. Nadie fuera del grupo.`,
    past: 'Todo lo que ya está escrito aquí lo podrás leer. Lo que escribas lo leerá el grupo.',
    yourName: '¿Cómo te llamas?',
    submit: 'Entrar al grupo',
    joining: 'Entrando…',
    another: 'Pegar otro enlace',
    welcome: 'Listo, ya funciona sin internet.',
    alreadyInside: 'Ya eres parte de este grupo.',
    goToGroup: 'Ir al grupo',
  },

  nameFaults: {
    empty: 'Escribe un nombre.',
    'too-long': 'Es demasiado largo: hasta 80 letras.',
    'control-characters':
      'Tiene letras que no se ven. Escríbelo a mano, sin pegar.',
  },

  group: {
    problems: 'Problemas de práctica',
    newProblem: 'Nuevo problema',
    untitled: 'Sin título todavía',
    writing: (names: readonly string[]): string =>
      names.length === 1
        ? `${names[0] ?? ''} está aquí`
        : `${list.format(names)} están aquí`,
    arrived: (
      people: readonly { readonly name: string; readonly changes: number }[],
    ): string => {
      const [first, ...rest] = people.map(
        ({ name, changes }) => `${changes} de ${name}`,
      );
      const changes = people[0]?.changes ?? 0;
      const isOne = changes === 1 && rest.length === 0;
      const head = (first ?? '').replace(
        / de /,
        changes === 1 ? ' cambio de ' : ' cambios de ',
      );
      return `${isOne ? 'Llegó' : 'Llegaron'} ${list.format([head, ...rest])}`;
    },
    see: 'Ver',
    arriving: 'Trayendo lo que ya está escrito…',
    empty: {
      title: 'Empiecen por un problema',
      sentence:
        'Un problema de práctica es algo que se repite en las clases, frena el aprendizaje y está en nuestras manos cambiar.',
      example:
        '«Preguntamos y contestamos nosotras mismas: casi no hay diálogo.»',
    },
    people: 'Personas',
    here: 'Aquí ahora',
    rights: {
      steward: 'cuida el grupo',
      writer: '',
      companion: 'acompaña',
      reader: 'lee',
    },
    alone:
      'Por ahora solo tú. Invita a alguien: este trabajo se hace entre varios.',
    rename: 'Cambiar mi nombre',
    renameSubmit: 'Guardar nombre',
    unknown: {
      title: 'Este grupo no está aquí',
      sentence: (device: DeviceWord): string =>
        `El enlace es de un grupo que no está ${inDevice[device]}. Si te invitaron, abre la invitación que te enviaron.`,
      action: 'Tengo una invitación',
    },
    /** How a group says who reads: "Comunidad Cordillera (12)". */
    audience: (name: string, count: number): string =>
      count <= 1 ? `Solo tú, por ahora` : `${name} (${count})`,
    unknownKinds: (count: number): string =>
      `Hay ${plural(count, 'documento', 'documentos')} de una versión más nueva de Minga.`,
  },

  invite: {
    more: 'Más',
    title: 'Invitar',
    open: 'Invitar',
    sentence: 'Quien abra este enlace entra al grupo con su nombre.',
    terms: 'Puede escribir · vale 7 días',
    past: 'Podrá leer todo lo que ya está escrito en el grupo.',
    link: 'Enlace de la invitación',
    whatsapp: 'Enviar por WhatsApp',
    share: 'Enviar de otra forma',
    copy: 'Copiar enlace',
    copied: 'Enlace copiado',
    qr: 'Código QR de la invitación: se abre con la cámara de otro teléfono',
    qrHelp: 'O apunta con la cámara del otro teléfono.',
    making: 'Preparando el enlace…',
    onlyHere:
      'Este enlace solo se abre en este mismo equipo. Para invitar a otras personas, Minga tiene que estar en una dirección pública.',
    message: (group: string, link: string): string =>
      `Te invito a «${group}» en Minga. Abre este enlace, escribe tu nombre y listo: ${link}`,
  },

  share: {
    open: 'Compartir',
    copyOf: (from: string, version: number, day: Date): string =>
      `Copia de ${from} · versión ${version} · ${date.format(day)}`,
  },

  problem: {
    page: 'Problema de práctica',
    title: 'Título',
    titlePlaceholder: 'Ponle un título corto',
    willRead: (audience: string): string => `Lo lee: ${audience}`,
    helpTitle: '¿Cómo responder?',
    status: 'Estado',
    texts: {
      repeats: {
        question: '¿Qué se repite y frena el aprendizaje?',
        help: 'Algo que vemos en varias clases y que está en nuestras manos cambiar. Dos líneas bastan.',
        placeholder: 'Escribe o dicta lo que ves',
      },
      knownBy: {
        question: '¿Cómo lo sabemos?',
        help: 'Lo que vimos, escuchamos o contamos: clases visitadas, trabajos de estudiantes, conversaciones. Si aún no hay, también se escribe.',
        placeholder: 'Qué vimos, dónde, cuántas veces',
      },
      hindersLearning: {
        question: '¿Cómo frena el aprendizaje?',
        help: 'Qué dejan de aprender, de hacer o de preguntar los estudiantes cuando esto pasa.',
        placeholder: 'Qué no alcanzan a aprender',
      },
      need: {
        question: '¿De qué necesidad viene?',
        help: 'Lo más amplio que preocupa a la escuela y que este problema toca en una parte.',
        placeholder: 'La necesidad, con palabras de la escuela',
      },
      affects: {
        question: '¿A quiénes afecta?',
        help: 'Niveles, grupos o personas, sin nombrar a nadie.',
        placeholder: 'A quiénes, y a quiénes más',
      },
      strengths: {
        question: '¿Qué hacemos bien que nos sirve aquí?',
        help: 'Lo que ya funciona en la escuela y en qué nos podemos apoyar.',
        placeholder: 'Algo que ya hacemos bien',
      },
      desired: {
        question: '¿Cómo se vería la práctica deseada?',
        help: 'Lo que alguien vería y escucharía al entrar, el día en que esto ya no pase.',
        placeholder: 'Qué se vería, en hechos',
      },
      didNotWork: {
        question: '¿Qué no resultó?',
        help: 'También enseña: a otras escuelas les ahorra el camino.',
        placeholder: 'Qué probamos y no resultó',
      },
      changed: {
        question: '¿Qué cambió?',
        help: 'Comparado con el propio comienzo, y cómo se nota.',
        placeholder: 'Qué es distinto ahora',
      },
      usedAgain: {
        question: '¿Dónde lo volvieron a usar?',
        help: 'Otra clase, otro equipo, otro problema.',
        placeholder: 'Dónde sirvió de nuevo',
      },
    },
    thinking: {
      cannotOpen: 'Esta parte se abre cuando haya señal un momento.',
      title: 'Seguir pensando',
      what: 'Por qué ocurre, nuestra parte, en qué nos apoyamos, adónde queremos llegar.',
      origin: {
        question: '¿De dónde salió?',
        help: 'Dónde se vio por primera vez. Se puede marcar más de uno, o ninguno.',
      },
    },
    review: {
      title: '¿Qué preguntaría una colega?',
      what: 'Preguntas para conversar; ninguna obliga.',
      none: 'Por ahora, nada más que preguntar. Sigan así.',
    },
    references: {
      question: 'Si alguien pide una referencia',
      help: 'Un estándar que este problema toca. Es solo una etiqueta: lo que importa está arriba, con sus palabras.',
      add: 'Agregar una referencia',
      remove: 'Quitar la referencia',
      removed: 'Referencia quitada',
      framework: 'De dónde',
      none: 'Sin elegir',
      lines: {
        code: 'Número o código',
        dimension: 'Dimensión',
        text: 'Qué dice',
      },
    },
    trials: {
      question: '¿Qué probaremos?',
      help: 'Algo pequeño, antes de juntarse otra vez. Quién lo lleva y para cuándo.',
      what: 'Qué probaremos',
      whatNumber: (number: number): string =>
        `Prueba ${number}: qué probaremos`,
      placeholder: 'Algo pequeño y concreto',
      responsible: 'Quién lo lleva',
      due: 'Para cuándo',
      add: 'Agregar otra prueba',
      addFirst: 'Agregar una prueba',
      remove: 'Quitar',
      removeNumber: (number: number): string => `Quitar la prueba ${number}`,
      removed: 'Prueba quitada',
      number: (number: number): string => `Prueba ${number}`,
      moreOf: 'A quién cambia y qué capacidad crece',
      whosePractice: '¿De quién cambia la práctica?',
      capacity: '¿Qué capacidad nuestra crece al probarlo?',
    },
    causes: {
      question: '¿Por qué ocurre?',
      help: 'Una causa por línea. ¿Qué hacemos nosotros que lo sostiene? Lo que va más adentro explica a lo de arriba.',
      placeholder: 'Una causa',
      add: 'Agregar una causa',
      label: (place: string): string => `Causa ${place}`,
      controls: (place: string): string => `Mover la causa ${place}`,
      up: 'Subir',
      down: 'Bajar',
      inward: 'Adentro',
      outward: 'Afuera',
      chosen: 'La trabajaremos',
      remove: 'Quitar',
      removed: 'Causa quitada',
      moved: (place: string): string => `Ahora es la causa ${place}`,
      cannot: 'No se puede mover más hacia allá',
      keys: 'Con el teclado: Enter agrega otra; Alt, Mayúsculas y una flecha la mueven.',
    },
    several: {
      question: 'Dos personas cambiaron esto: ¿cuál queda?',
      choose: (value: string): string => `Queda: ${value}`,
      empty: 'Dejarlo vacío',
    },
    present: 'Quién está aquí',
    presentAlone: 'Ahora solo estás tú.',
    onPage: (name: string): string => `${name} está leyendo`,
    inField: (name: string, field: string): string =>
      `${name} está en «${field}»`,
    writingHere: (names: readonly string[]): string =>
      names.length === 1
        ? `${names[0] ?? ''} está escribiendo aquí`
        : `${list.format(names)} están escribiendo aquí`,
    readOnly: {
      sentence:
        'Este problema se escribió con una versión más nueva de Minga: puedes leerlo.',
      what: 'Para escribir, actualiza Minga.',
    },
    missing: {
      title: 'No está aquí todavía',
      sentence:
        'Lo que buscas aún no llega, o ya no existe. Si lo acaban de crear, espera a tener señal.',
    },
    notHere: {
      sentence: (device: DeviceWord): string =>
        `Lo que tu grupo escribió aquí todavía no llega a ${ofDevice[device]}.`,
      what: 'Llegará con señal, y lo que escribas ahora se junta con lo demás.',
    },
    unconfirmed: {
      sentence: 'Sin confirmar todavía.',
      what: 'Lo que lees lo juntó el aparato de una sola persona. Se confirma solo.',
    },
    presentMarks: (names: readonly string[]): string =>
      `Aquí ahora: ${list.format(names)}`,
  },

  sync: {
    here: (device: DeviceWord): string => onDevice[device],
    sent: 'Enviado, cifrado',
    heldBy: (have: number, members: number): string =>
      `${have === 1 ? 'Lo tiene' : 'Lo tienen'} ${have} de ${members}`,
    sheetTitle: '¿Dónde está lo que escribo?',
    explainHere: (device: DeviceWord): string =>
      `Está guardado ${inDevice[device]}. Saldrá solo cuando haya señal.`,
    onlyHere: 'Solo en esta ventana',
    explainNoRoom:
      'No queda memoria: lo último está solo en esta ventana. No la cierres.',
    explainUnkept:
      'No se pudo guardar: lo último está solo en esta ventana. No la cierres.',
    explainSent:
      'Salió de aquí cifrado. Llegará a cada persona cuando abra Minga con señal.',
    explainHeld: (have: number, members: number): string =>
      members <= 1
        ? 'Por ahora solo tú lo tienes. Invita a alguien.'
        : `${plural(have, 'persona', 'personas')} de ${members} ya lo tienen en su aparato.`,
    waiting: (count: number): string =>
      count === 0
        ? 'No hay nada esperando salir.'
        : `${plural(count, 'cambio espera', 'cambios esperan')} señal para salir.`,
    now: 'Ahora',
    connected: (device: DeviceWord): string =>
      `${capital(ofDevice[device])} tiene señal ahora.`,
    lastContact: (at: Date | null, device: DeviceWord): string =>
      at === null
        ? `${capital(ofDevice[device])} todavía no ha tenido contacto con el grupo.`
        : `Último contacto de ${ofDevice[device]}: ${dayAndHour.format(at)}. Solo tú ves esto.`,
    dataUsed: (bytes: number): string =>
      `Datos usados este mes para enviar y recibir: ${megabytes(bytes)}.`,
    savesData: (device: DeviceWord): string =>
      `${capital(ofDevice[device])} ahorra datos: trae la lista y lo que abres. Lo demás llega al abrirlo con señal.`,
  },

  banners: {
    offline: (device: DeviceWord): string =>
      `Sin señal. Sigue: todo queda ${inDevice[device]}.`,
    notKept: {
      sentence: 'Este navegador no guarda lo que escribes.',
      what: 'Abre Minga en una ventana normal, no privada.',
    },
    full: (device: DeviceWord): { sentence: string; what: string } => ({
      sentence: `Queda muy poca memoria ${inDevice[device]}.`,
      what: 'Borra fotos o videos que no uses, para que quepa lo que escribas.',
    }),
    unkept: {
      sentence: 'No queda memoria: lo último está solo en esta ventana.',
      what: 'No la cierres. Borra fotos o videos que no uses y se guardará solo.',
    },
    newerNeeded: {
      sentence: 'Hay una versión nueva de Minga y hace falta para enviar.',
      what: 'Lo que escribes sigue guardado aquí.',
    },
    update: 'Actualizar',
    notMember: (device: DeviceWord): { sentence: string; what: string } => ({
      sentence: 'Ya no eres parte de este grupo.',
      what: `Lo que tenías sigue ${inDevice[device]}; lo nuevo no llega ni sale.`,
    }),
    erased: (device: DeviceWord): { sentence: string; what: string } => ({
      sentence: 'Quien cuidaba este grupo lo borró.',
      what: `Lo que tienes sigue ${inDevice[device]}; lo nuevo no llega ni sale.`,
    }),
    closed: {
      sentence: 'Este grupo está cerrado: se puede leer y nadie escribe más.',
    },
    groupFull: {
      sentence: 'El grupo llegó al máximo que se puede guardar afuera.',
      what: 'Lo que escribes queda aquí. Avisa a quien cuida el grupo.',
    },
    stopped: (code: number): { sentence: string; what: string } => ({
      sentence: 'Algo no deja enviar lo que escribes.',
      what: `Sigue guardado aquí. Si dura, avisa y di el número ${code}.`,
    }),
    readOnly: {
      sentence: 'Este grupo usa algo que esta versión de Minga no conoce.',
      what: 'Puedes leer. Para escribir, actualiza Minga.',
    },
    refused: (count: number): string =>
      count === 1
        ? 'Un cambio tuyo no fue aceptado.'
        : `${count} cambios tuyos no fueron aceptados.`,
    refusedWhat: 'Siguen guardados aquí: no se pierden.',
    unopened: 'Hay algo que no pudimos abrir.',
    unopenedWhat: 'Lo demás está bien. Si dura, avisa a quien cuida el grupo.',
    overreach: (
      names: readonly string[],
    ): { sentence: string; what: string } => ({
      sentence: `Sin derecho a hacerlo, ${list.format(names.map((name) => name || 'alguien'))} ${names.length === 1 ? 'intentó' : 'intentaron'} cambiar algo del grupo.`,
      what: 'No se aplicó: lo que el grupo escribió sigue igual. Convérsenlo.',
    }),
    withheld: {
      sentence: 'Otra persona tiene algo que aquí no llega.',
      what: 'Minga lo vuelve a pedir. Si dura, avisa a quien cuida el grupo.',
    },
    forked: {
      sentence: 'Lo que llega de afuera no coincide con tu grupo.',
      what: 'Sigue: todo queda aquí y nada se envía. Avisa a quien cuida el grupo.',
    },
    differing: (
      names: readonly string[],
    ): { sentence: string; what: string } => ({
      sentence: `${list.format(['Tú', ...names])} no ven a las mismas personas en el grupo.`,
      what: 'Compárenlo en persona: alguien puede estar mostrándoles cosas distintas.',
    }),
    held: 'Llegó algo que espera a otra parte que falta.',
    heldWhat: 'Aparecerá solo.',
    clock: (device: DeviceWord): { sentence: string; what: string } => ({
      sentence: `La fecha o la hora de ${ofDevice[device]} no está bien.`,
      what: 'Corrígela en los ajustes: así las fechas del grupo se entienden.',
    }),
    duplicated: {
      sentence: 'Este aparato parece copiado de otro.',
      what: 'Usa solo uno de los dos y, en el otro, entra con una invitación.',
    },
  },

  update: {
    ready: 'Hay una versión nueva',
    take: 'Actualizar',
    later: 'Después',
  },

  gate: {
    insecure: {
      title: 'Aquí Minga no puede cifrar',
      sentences: [
        'Esta dirección no es segura (empieza con http y no con https), y el navegador no deja cifrar en ella.',
        'Sin eso, lo que escribas podría leerlo otra persona. Por eso no seguimos.',
        'Pide a quien te dio la dirección la que empieza con https. En el mismo equipo donde funciona Minga sirve http://localhost.',
      ],
    },
    unsupported: {
      title: 'Este navegador es muy antiguo para Minga',
      sentences: [
        'Le falta una parte que Minga necesita para cifrar lo que escribes.',
        'Actualiza el navegador, o usa Chrome, Edge o Firefox al día. En iPhone y iPad, actualiza el sistema (iOS 17 o más nuevo).',
        'Si te llegó una invitación, ábrela después en el navegador nuevo: sigue sirviendo.',
      ],
    },
    newerStorage: {
      title: 'Minga se actualizó en otra ventana',
      sentences: [
        'Lo tuyo está bien: lo guardó una versión más nueva que esta.',
        'Cierra las otras ventanas de Minga y vuelve a cargar esta.',
      ],
    },
    failed: {
      title: 'Minga no pudo abrir',
      sentences: [
        'Lo que habías escrito no se ha borrado.',
        'Vuelve a cargar la página. Si sigue igual, reinicia el navegador.',
      ],
    },
    lost: {
      title: 'El navegador cerró lo guardado',
      sentences: [
        'Vuelve a cargar la página para seguir.',
        'Si ves algo escrito que no está en otra parte, cópialo antes.',
      ],
    },
  },

  notFound: {
    title: 'Esta página no existe',
    sentence: 'Puede que el enlace esté cortado.',
    action: 'Ir al inicio',
  },

  errors: errorSentences,
  richText,
};

export type Messages = typeof es;
