const list = new Intl.ListFormat('es', { type: 'conjunction' });
const longDay = new Intl.DateTimeFormat('es', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});

/** The words of asking a colleague: they come with what they name, not with the first page. */
export const esComments = {
  title: 'Entre colegas',
  empty: 'Nadie ha preguntado todavía. Una buena pregunta ayuda a pensar.',

  ask: 'Preguntar',
  /** Follows "Preguntar" and "2 preguntas" for who does not see under what they stand. */
  aboutField: (question: string): string => `sobre «${question}»`,
  questions: (count: number): string =>
    count === 1 ? '1 pregunta' : `${count} preguntas`,
  allAnswered: (count: number): string =>
    count === 1 ? 'respondida' : 'respondidas',
  yourQuestion: 'Tu pregunta',
  wholeQuestion: 'Tu pregunta sobre todo el problema',
  questionPlaceholder: '¿Qué te gustaría entender mejor?',
  leaveQuestion: 'Dejar la pregunta',

  answer: 'Responder',
  yourAnswer: 'Tu respuesta',
  answerPlaceholder: 'Escribe lo que sabes',
  leaveAnswer: 'Dejar la respuesta',
  cancel: 'Ahora no',

  questionOf: (name: string): string =>
    name === '' ? 'Pregunta' : `Pregunta de ${name}`,
  about: (question: string): string => `Sobre «${question}»`,
  you: 'Tú',
  someone: 'Alguien',
  today: 'hoy',
  yesterday: 'ayer',
  day: (day: Date): string => longDay.format(day),

  resolve: 'Listo, respondida',
  reopen: 'Volver a abrir',
  resolved: 'Respondida',
  several: 'Alguien la dio por respondida y alguien la volvió a abrir.',

  takeBack: 'Retirar',
  takenBack: 'Mensaje retirado',
  tookBack: (name: string): string =>
    name === '' ? 'Mensaje retirado.' : `${name} retiró su mensaje.`,
  tookBackMine: 'Retiraste tu mensaje.',
  notSaved: 'No se pudo guardar. Intenta de nuevo.',
  newQuestion: (name: string): string =>
    name === '' ? 'Pregunta nueva' : `Pregunta nueva de ${name}`,
  newAnswer: (name: string): string =>
    name === '' ? 'Respuesta nueva' : `Respuesta nueva de ${name}`,

  meToo: 'A mí también me pasa',
  meTooNobody: 'Si en tu escuela pasa algo parecido, dilo con un toque.',
  meTooMembers: (names: readonly string[], me: boolean): string => {
    const all = [...names.map((name) => `a ${name}`), ...(me ? ['a ti'] : [])];
    const line = `${list.format(all)} también ${
      all.length > 1 ? 'les' : me ? 'te' : 'le'
    } pasa`;
    return line.slice(0, 1).toUpperCase() + line.slice(1);
  },
};

export type CommentsMessages = typeof esComments;
