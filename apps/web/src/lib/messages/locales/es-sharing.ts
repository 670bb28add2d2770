/** The words of sharing, printing and copying: they come with what they name, not with the first page. */
export const esSharing = {
  title: 'Compartir',
  back: 'Volver',
  today: (day: Date): string =>
    new Intl.DateTimeFormat('es', { dateStyle: 'long' }).format(day),

  choices: {
    agreed: {
      label: 'Queda así',
      help: 'Lo acordado, como mensaje de WhatsApp.',
    },
    print: {
      label: 'Imprimir',
      help: 'El problema entero en papel, o para leerlo en una página.',
    },
    story: {
      label: 'Historia de práctica',
      help: 'Una página para contar a otros qué pasaba, qué probaron y qué cambió.',
    },
    copy: {
      label: 'Compartir una copia con…',
      help: 'Otro grupo tuyo recibe lo que elijas. Esto se queda aquí.',
    },
    docx: {
      label: 'Descargar en Word (DOCX)',
      help: 'Para quien pide un documento.',
    },
  },

  copy: {
    to: '¿Con qué grupo?',
    onlyOne:
      'Una copia se comparte con otro grupo tuyo, y por ahora tienes solo este. Crea uno, o entra con una invitación.',
    cannotHere: 'Quien puede escribir en este grupo puede compartir una copia.',
    cannotThere: 'En ese grupo puedes leer, pero no escribir.',
    what: '¿Qué va en la copia?',
    parts: {
      repeats: 'Qué se repite',
      hindersLearning: 'Cómo frena el aprendizaje',
      strengths: 'Qué hacemos bien',
      causes: 'Por qué ocurre',
      desired: 'La práctica deseada',
      trials: 'Qué probaremos',
      need: 'De qué necesidad viene',
      affects: 'A quiénes afecta',
      knownBy: 'Cómo lo sabemos',
      ownPart: 'Nuestra parte en las causas',
      people: 'Quién lo lleva y a quién cambia',
      origin: 'De dónde salió',
      didNotWork: 'Qué no resultó',
      changed: 'Qué cambió',
      usedAgain: 'Dónde lo volvimos a usar',
      references: 'Referencias',
      status: 'Estado',
    },
    preview: 'Así será la copia',
    namesInside:
      'Si dentro del texto hay nombres de personas, también van. Léelo antes.',
    stays: 'Se queda aquí',
    staysAlways: [
      'Las preguntas y respuestas',
      'Lo que se borró y quién escribió qué',
    ],
    from: 'Se verá que viene de',
    fromHelp: 'Tu escuela, o como prefieran llamarse.',
    readBy: (audience: string): string => `La leerá: ${audience}`,
    send: (group: string): string => `Compartir con ${group}`,
    sendNew: (version: number): string =>
      `Enviar lo nuevo (versión ${version})`,
    later:
      'Lo que cambien aquí después no llega solo: se envía cuando quieran, como otra copia.',
    hasIt: (version: number, day: string): string =>
      `Ya tiene la versión ${version}, del ${day}.`,
    hadIt: (version: number, day: string): string =>
      `La versión ${version}, del ${day}, está en su papelera.`,
    sent: (group: string): string => `La copia está en ${group}`,
    open: 'Abrir',
    takenBack: (group: string): string =>
      `La copia está en la papelera de ${group}`,
  },

  docxFailed:
    'No se pudo hacer el archivo. Prueba otra vez; si es la primera, hace falta señal.',

  agreed: {
    nothing:
      'Aquí aparece lo que escriban en «¿Qué se repite?», «¿Qué probaremos?» y la práctica deseada.',
    leaves: 'Este mensaje sale de Minga: lo lee quien lo reciba.',
    message: 'El mensaje',
  },

  send: {
    whatsapp: 'Enviar por WhatsApp',
    copy: 'Copiar el texto',
    copied: 'Texto copiado',
    other: 'Enviar de otra forma',
  },

  paper: {
    print: 'Imprimir',
    docx: 'Word (DOCX)',
    problem: 'Problema de práctica',
    story: 'Historia de práctica',
    qr: 'Código QR que lleva a este problema',
    qrHelp: 'Quien es del grupo lo abre con la cámara y sigue donde quedó.',
    onlyHere: 'Este código solo se abre en este mismo equipo.',
    empty: {
      problem: {
        title: 'Todavía no hay nada escrito',
        sentence: 'Lo que escriban en el problema aparece aquí, en una página.',
      },
      story: {
        title: 'La historia se cuenta sola',
        sentence:
          'Se arma con lo que el problema ya dice: qué pasaba, qué probaron, qué no resultó, qué cambió. Nada se escribe dos veces.',
      },
    },
    goWrite: 'Ir al problema',
  },
};

export type SharingMessages = typeof esSharing;
