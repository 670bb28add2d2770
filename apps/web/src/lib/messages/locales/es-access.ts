const day = new Intl.DateTimeFormat('es', { day: 'numeric', month: 'long' });

/** Who belongs to a group and what they may do. */
export const esAccess = {
  back: 'Volver',
  may: {
    legend: '¿Qué puede hacer en el grupo?',
    rights: {
      steward: {
        label: 'Cuida el grupo',
        help: 'Escribe, invita, y decide quién entra y quién sale.',
      },
      writer: { label: 'Es miembro', help: 'Escribe en todo e invita.' },
      companion: {
        label: 'Acompaña',
        help: 'Escribe en planes y reuniones y comenta. No cambia el problema ni lo que el grupo acordó.',
      },
      reader: { label: 'Lee', help: 'Lee y comenta. No cambia nada.' },
    },
    save: 'Guardar',
    saved: (name: string): string => `Listo: cambió lo que ${name} puede hacer`,
    two: 'Conviene que dos personas cuiden el grupo: si una pierde su teléfono, la otra sigue.',
  },
  remove: {
    open: 'Sacar del grupo',
    title: (name: string): string => `Sacar a ${name} del grupo`,
    keeps: (name: string): readonly string[] => [
      `${name} deja de recibir y de escribir aquí, con todos sus aparatos, apenas haya señal.`,
      'Lo que ya tenía en su aparato se queda con ella o él: eso nadie se lo puede quitar.',
      'Lo que escribió sigue en el grupo, con su nombre. Los enlaces de invitación que envió dejan de servir.',
    ],
    confirm: (name: string): string => `Sí, sacar a ${name}`,
    done: (name: string): string => `${name} ya no está en el grupo`,
  },
  leave: {
    open: 'Salir del grupo',
    title: 'Salir del grupo',
    keeps: [
      'Dejas de recibir y de escribir aquí. Lo que escribiste sigue en el grupo, con tu nombre.',
      'Lo que ya está en este aparato se queda aquí para leerlo.',
      'Para volver necesitas otra invitación.',
    ],
    confirm: 'Sí, salir',
  },
  invitations: {
    title: 'Invitaciones abiertas',
    one: (name: string, until: number, uses: number): string =>
      `De ${name}, hasta el ${day.format(until)}. ${
        uses === 1 ? 'Queda 1 uso.' : `Quedan ${String(uses)} usos.`
      }`,
    revoke: 'Anular',
    revoked: 'La invitación ya no sirve',
  },
  inviteMore: {
    open: 'Más',
    days: '¿Hasta cuándo sirve el enlace?',
    dayChoices: { '1': '1 día', '7': '7 días', '30': '30 días' },
    uses: '¿Para cuántas personas?',
    useChoices: { '1': 'Para una', '20': 'Hasta 20' },
    approval: '¿Entra apenas abra el enlace?',
    approvalChoices: {
      no: { label: 'Sí', help: 'Entra con su nombre, sin esperar a nadie.' },
      yes: {
        label: 'Con aprobación',
        help: 'Alguien del grupo dice que sí antes de que pueda leer algo.',
      },
    },
    make: 'Hacer este enlace',
    terms: (right: string, days: string, approval: boolean): string =>
      `${right} · vale ${days}${approval ? ' · con aprobación' : ''}`,
  },
  waiting: {
    title: (group: string): string => `Pediste entrar a «${group}»`,
    who: (inviter: string): string =>
      inviter === ''
        ? 'Alguien del grupo tiene que decir que sí.'
        : `${inviter}, u otra persona que pueda, tiene que decir que sí.`,
    close: 'Puedes cerrar: te avisamos aquí.',
    stop: 'Ya no quiero entrar',
    refused: (group: string): string => `Esta vez no entras a «${group}»`,
    refusedWhat:
      'Alguien del grupo respondió que no. Si crees que es un error, habla con quien te invitó.',
    understood: 'Entendido',
  },
  requests: {
    title: 'Piden entrar',
    nobody: 'Alguien que no dijo su nombre',
    invitedBy: (name: string): string => `Viene con una invitación de ${name}.`,
    check: 'El nombre lo escribió ella o él: asegúrate de que es quien dice.',
    approve: (name: string): string => `Que entre ${name}`,
    turnAway: (name: string): string => `Que no entre ${name}`,
    approved: (name: string): string => `${name} ya puede entrar`,
    turnedAway: (name: string): string => `${name} no entra`,
  },
  closing: {
    title: 'Cerrar el grupo',
    keeps: [
      'Nadie escribe más aquí, tampoco tú. Todo se puede seguir leyendo.',
      'No se puede volver a abrir.',
    ],
    confirm: 'Sí, cerrar el grupo',
  },
  deleting: {
    title: 'Borrar el grupo',
    keeps: [
      'En 7 días se borra todo lo del grupo que está guardado afuera. Hasta entonces se puede deshacer.',
      'Después nadie más puede entrar, y lo nuevo no llega ni sale.',
      'Lo que cada persona tiene en su aparato sigue ahí: eso no se puede borrar desde aquí.',
    ],
    type: (name: string): string => `Para confirmar, escribe «${name}»`,
    differs: 'No es el nombre del grupo.',
    confirm: 'Sí, borrar en 7 días',
    under: (name: string, due: number): string =>
      `${name} pidió borrar el grupo. Se borra el ${day.format(due)}.`,
    keep: 'Que no se borre',
    kept: 'El grupo no se borra',
  },
  former: {
    title: 'Ya no están',
    removed: (name: string, by: string): string =>
      by === '' ? `${name} salió del grupo` : `${name}: lo decidió ${by}`,
    left: (name: string): string => `${name} salió por su cuenta`,
  },
  leftOut: {
    title: 'Llegó después',
    explain: (name: string): string =>
      name === ''
        ? 'Alguien que ya no está lo escribió antes de salir, y nadie lo tenía todavía. No entró en ningún texto.'
        : `${name} lo escribió antes de salir, y nadie lo tenía todavía. No entró en ningún texto.`,
    explainHere: (name: string): string =>
      `${name} lo escribió antes de que cambiara lo que puede hacer aquí, o en un aparato que ya no está, y nadie lo tenía todavía. No entró en ningún texto.`,
    noWords: 'Un cambio sin palabras: algo que borró o movió.',
    bring: 'Traerlo al texto',
    brought: 'Está en el texto, con tu nombre como quien lo trajo',
    notYet: 'Todavía falta una parte anterior; prueba más tarde.',
  },
  group: {
    rename: 'Cambiar el nombre del grupo',
    name: 'Nombre del grupo',
    save: 'Cambiar',
  },
  offline:
    'Sin señal: queda anotado en este aparato y vale apenas vuelva la señal.',
};

export type AccessMessages = typeof esAccess;
