const longDay = new Intl.DateTimeFormat('es', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const month = new Intl.DateTimeFormat('es', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const dayOf = (isoDay: string): Date => new Date(`${isoDay}T00:00:00Z`);

/** The words of what is due, which come with their page. */
export const esDue = {
  title: 'Lo que viene',
  what: 'Pruebas, acciones de planes y etapas de ciclos que tienen fecha.',
  reading: 'Leyendo lo que tiene fecha.',
  empty:
    'Nada tiene fecha todavía. Cuando alguien la ponga en una prueba, una acción o una etapa, aparecerá aquí.',
  before: 'Pendiente desde antes',
  next: 'De hoy en adelante',
  kinds: { trial: 'Prueba', action: 'Acción', stage: 'Etapa' },
  untitled: 'Sin título todavía',
  sayDay: (isoDay: string): string => longDay.format(dayOf(isoDay)),
  sayMonth: (isoDay: string): string => month.format(dayOf(isoDay)),
  calendar: 'Calendario del mes',
  monthBefore: 'Mes anterior',
  monthAfter: 'Mes siguiente',
  weekdays: ['lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom'],
  today: 'hoy',
};
export type DueMessages = typeof esDue;
