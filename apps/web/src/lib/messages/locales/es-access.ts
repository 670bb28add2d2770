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
