const date = new Intl.DateTimeFormat('es', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** Of the people of a group, beyond their names. */
export const esPeople = {
  profile: {
    cargo: 'Tu cargo o función (si quieres)',
    school: 'Tu escuela (si quieres)',
    help: 'Lo ven las personas de este grupo, y nadie más.',
  },
  advisers: {
    title: 'Quién nos acompaña',
    what: 'Escribe en planes y comenta. No cambia el problema, la necesidad ni lo que el grupo acordó. La escuela decide cuándo empieza y cuándo termina, sin dar razones.',
    none: 'Por ahora nadie.',
    until: (at: number): string => `Hasta el ${date.format(at)}`,
    noEnd: 'Sin fecha de término',
    over: (at: number): string =>
      `Su tiempo terminó el ${date.format(at)}: ya no puede escribir.`,
    more: 'Seguir 3 meses más',
    moreDone: (name: string, at: number): string =>
      `${name} acompaña hasta el ${date.format(at)}`,
    end: 'Terminar',
    endTitle: (name: string): string => `Terminar con ${name}`,
    keeps: (name: string): readonly string[] => [
      'No hace falta dar una razón.',
      `${name} deja de recibir y de escribir aquí, con todos sus aparatos, apenas haya señal.`,
      'Lo que ya tenía en su aparato se queda con ella o él: eso nadie se lo puede quitar.',
      'Lo que escribió en planes y comentarios sigue en el grupo, con su nombre.',
      'Quien venga después recibe otra invitación. Si conviene que no lea todo lo anterior, entréguenle impreso solo lo que elijan.',
    ],
    endConfirm: (name: string): string => `Sí, terminar con ${name}`,
    ended: (name: string): string => `${name} ya no acompaña al grupo`,
    add: 'Sumar a quien nos acompañe',
    howLong: '¿Por cuánto tiempo?',
    terms: {
      '3': '3 meses',
      '6': '6 meses',
      '12': 'Un año',
      '0': 'Sin fecha de término',
    },
    prepare: 'Preparar el enlace',
    sentence: 'Quien abra este enlace entra a acompañar al grupo.',
    inviteTerms: (end: number): string =>
      end === 0
        ? 'Acompaña, sin fecha de término · el enlace vale 7 días y una vez'
        : `Acompaña hasta el ${date.format(end)} · el enlace vale 7 días y una vez`,
  },
  reminder: {
    title: (name: string): string => `${name} los acompaña`,
    question:
      '¿Qué de lo que hacíamos con ayuda ya podemos hacer solas y solos?',
    ask: 'Convérsenlo antes de decidir.',
    later: 'Recordar mañana',
  },
  safety: {
    title: 'Palabras para comprobar',
    how: (name: string): string =>
      `Cuando estén en persona, abran esto en los dos aparatos. Si ven las mismas cuatro palabras, es de verdad ${name}.`,
    checked: 'Lo comprobamos en persona',
    wasChecked: 'Lo comprobaron en persona.',
    changed:
      'Cambiaron desde que lo comprobaron: alguien sumó o sacó un aparato. Compárenlas otra vez.',
    undo: 'Borrar esta marca',
    different:
      'Si no son las mismas, no escriban nada delicado y avisen a quien cuida el grupo.',
  },
  two: {
    title: 'Conviene que dos personas cuiden el grupo',
    what: 'Si una pierde su teléfono o se va, la otra sigue. Toca el nombre de alguien de confianza para pedírselo.',
  },
  erase: {
    title: 'Borrar lo mío en otros aparatos: qué se puede y qué no',
    sentences: [
      'Lo que escribiste y aún no sale de aquí, bórralo tú: nadie más lo tiene.',
      'Lo que ya llegó a otras personas está en sus aparatos. Puedes pedirles que lo borren; Minga no puede hacerlo por ti ni comprobar que lo hicieron.',
      'Si borras un texto, deja de verse en el grupo. Las versiones anteriores quedan en la historia y en las copias que alguien guardó.',
      'Salir del grupo no borra lo que escribiste: sigue con tu nombre.',
    ],
  },
};

export type PeopleMessages = typeof esPeople;
