/** The words of the search, which come with it. */
export const esSearch = {
  title: 'Buscar',
  words: 'Buscar en todos tus grupos',
  hint: 'Escribe una o dos palabras. Da lo mismo con tilde o sin ella, y se perdona una letra cambiada. Funciona sin señal.',
  filters: 'Afinar',
  kind: 'Qué',
  anyKind: 'Todo',
  kinds: {
    problem: 'Problemas',
    cycle: 'Ciclos',
    plan: 'Planes',
    evidence: 'Evidencias',
  },
  oneOf: {
    problem: 'Problema',
    cycle: 'Ciclo',
    plan: 'Plan',
    evidence: 'Evidencia',
  },
  group: 'Grupo',
  anyGroup: 'Todos',
  person: 'Persona nombrada',
  anyPerson: 'Cualquiera',
  since: 'Desde cuándo',
  anyTime: 'Siempre',
  times: { week: 'Última semana', month: 'Último mes', year: 'Último año' },
  clear: 'Quitar lo afinado',
  untitled: 'Sin título todavía',
  found: (count: number): string =>
    count === 0
      ? 'No se encontró nada con esas palabras.'
      : count === 1
        ? '1 resultado'
        : `${count} resultados`,
  first: (shown: number, count: number): string =>
    `Los primeros ${shown} de ${count}. Con otra palabra serán menos.`,
  reading: (left: number): string =>
    left === 1
      ? 'Falta leer 1 documento.'
      : `Faltan leer ${left} documentos. Ya puedes buscar en los demás.`,
};
export type SearchMessages = typeof esSearch;
