import type { Wording } from '../wording.ts';

/** Examples for one kind of school. All invented, to start from; nothing of it is any school's. */
export interface ExamplePack {
  readonly id: string;
  readonly name: Wording;
  /** What is particular here, in one sentence. */
  readonly about: Wording;
  /** The language its examples were thought in; a group may write in its own. */
  readonly language: 'es';
  readonly repeats: readonly Wording[];
  readonly causes: readonly Wording[];
  readonly trials: readonly Wording[];
  readonly care: Wording;
}

export const examplePacks: readonly ExamplePack[] = [
  {
    id: 'PACK-MULTIGRADO-EIB',
    name: {
      es: 'Multigrado e intercultural bilingüe',
      en: 'Several grades and two languages',
    },
    about: {
      es: 'Varios grados en una sala y dos lenguas en la clase. Pueden escribir aquí en la lengua de ustedes.',
      pe: 'Varios grados en un aula y dos lenguas en la clase. Pueden escribir aquí en la lengua de ustedes.',
      en: 'Several grades in one room and two languages in the lesson. You may write here in your own.',
    },
    language: 'es',
    repeats: [
      {
        es: 'Mientras explico a un grado, los otros copian.',
        en: 'While I explain to one grade, the others copy.',
      },
      {
        es: 'En la lengua originaria se saluda y se canta; para pensar se pasa al castellano.',
        en: 'The native tongue is for greetings and songs; for thinking we turn to Spanish.',
      },
    ],
    causes: [
      {
        es: 'Planificamos por grado y no por un propósito común.',
        en: 'We plan by grade and not by a common purpose.',
      },
      {
        es: 'Creemos que se aprende mejor en castellano.',
        en: 'We believe that one learns better in Spanish.',
      },
    ],
    trials: [
      {
        es: 'Una misma situación para todos los grados, con tres preguntas de distinta hondura.',
        en: 'One situation for all grades, with three questions of different depth.',
      },
      {
        es: 'Explicar primero en la lengua de la casa, en parejas, antes de escribir.',
        en: 'Explain first in the language of home, in pairs, before writing.',
      },
    ],
    care: {
      es: 'Invitar a sabias, sabios y familias a decir qué saberes entran en la clase.',
      en: 'Invite wise people and families to say which knowledge comes into the lesson.',
    },
  },
  {
    id: 'PACK-UNIDOCENTE',
    name: { es: 'Rural de una sola docente', en: 'Rural, with one teacher' },
    about: {
      es: 'Quien dirige también enseña, sin colegas cerca y con poca señal.',
      en: 'Who leads also teaches, with no colleagues near and little signal.',
    },
    language: 'es',
    repeats: [
      {
        es: 'Los papeles me sacan de la clase en la mejor hora de la mañana.',
        en: 'Paperwork takes me out of the lesson at the best hour of the morning.',
      },
      {
        es: 'Reviso los cuadernos pero no vuelvo sobre lo que muestran.',
        en: 'I check the notebooks but do not go back to what they show.',
      },
    ],
    causes: [
      {
        es: 'No tengo con quién mirar mi clase.',
        en: 'I have nobody to look at my lesson with.',
      },
      {
        es: 'Respondo cada pedido el día en que llega.',
        en: 'I answer each request the day it comes.',
      },
    ],
    trials: [
      {
        es: 'Una hora fija a la semana por teléfono con una colega de otra escuela.',
        en: 'One fixed hour a week on the phone with a colleague from another school.',
      },
      {
        es: 'Elegir tres cuadernos cada viernes y anotar una decisión.',
        en: 'Pick three notebooks every Friday and note one decision.',
      },
    ],
    care: {
      es: 'Un ciclo de una sola persona también vale: lo que importa es con quién se conversa.',
      en: 'A cycle of one person counts as well: what matters is with whom one talks.',
    },
  },
  {
    id: 'PACK-PARVULARIA',
    name: {
      es: 'Educación parvularia',
      pe: 'Educación inicial',
      en: 'Early years',
    },
    about: {
      es: 'El juego, el cuidado y el lenguaje de niñas y niños pequeños.',
      en: 'Play, care and the language of young children.',
    },
    language: 'es',
    repeats: [
      {
        es: 'Las adultas damos instrucciones y pocas veces conversamos con un niño más de dos turnos.',
        en: 'We adults give instructions and seldom talk with a child for more than two turns.',
      },
      {
        es: 'Planificamos como si todos los niños tuvieran la misma cultura.',
        en: 'We plan as if all children had the same culture.',
      },
    ],
    causes: [
      {
        es: 'La rutina se cuida más que la conversación.',
        en: 'Routine is looked after more than conversation.',
      },
      {
        es: 'No registramos lo que dicen mientras juegan.',
        en: 'We do not note what they say while they play.',
      },
    ],
    trials: [
      {
        es: 'Sentarse diez minutos a jugar siguiendo lo que propone un niño.',
        en: 'Sit down for ten minutes to play along with what a child proposes.',
      },
      {
        es: 'Anotar tres frases de niños por semana y leerlas en equipo, sin nombres.',
        en: 'Note three sentences of children a week and read them as a team, without names.',
      },
    ],
    care: {
      es: 'Nada de fotos donde se reconozca a un niño o una niña.',
      en: 'No photos in which a child can be recognised.',
    },
  },
  {
    id: 'PACK-TP',
    name: { es: 'Técnico-profesional', en: 'Technical and vocational' },
    about: {
      es: 'Talleres, especialidades y el mundo del trabajo.',
      en: 'Workshops, trades and the world of work.',
    },
    language: 'es',
    repeats: [
      {
        es: 'En el taller se repite un ejercicio lejano a lo que hoy se hace en el oficio.',
        en: 'In the workshop an exercise is repeated that is far from what the trade does today.',
      },
      {
        es: 'Lenguaje y matemática no conversan con la especialidad.',
        en: 'Language and mathematics do not talk with the trade.',
      },
    ],
    causes: [
      {
        es: 'Planificamos por asignatura, cada quien en su sala.',
        pe: 'Planificamos por área, cada quien en su aula.',
        en: 'We plan by subject, each in our own room.',
      },
      {
        es: 'Hace años que no visitamos un lugar de trabajo.',
        en: 'We have not visited a workplace for years.',
      },
    ],
    trials: [
      {
        es: 'Una tarea real del oficio, preparada por dos profesores de áreas distintas.',
        en: 'One real task of the trade, prepared by two teachers of different areas.',
      },
      {
        es: 'Preguntar a tres egresados qué les faltó y llevarlo al taller.',
        en: 'Ask three former students what they lacked and bring it to the workshop.',
      },
    ],
    care: {
      es: 'Los maestros de taller y quienes enseñan lenguaje tienen la misma voz.',
      en: 'Workshop masters and language teachers have the same voice.',
    },
  },
  {
    id: 'PACK-ADULTOS',
    name: {
      es: 'Educación de adultos',
      pe: 'Educación básica alternativa',
      en: 'Adult education',
    },
    about: {
      es: 'Personas que vuelven a estudiar después del trabajo, con lo que ya saben.',
      en: 'People who come back to study after work, with what they already know.',
    },
    language: 'es',
    repeats: [
      {
        es: 'Quien falta dos semanas vuelve y encuentra que la clase siguió sin él.',
        en: 'Who misses two weeks comes back to find that the lesson went on without them.',
      },
      {
        es: 'Enseñamos como si no supieran nada de la vida y del trabajo.',
        en: 'We teach as if they knew nothing of life and work.',
      },
    ],
    causes: [
      {
        es: 'Las guías suponen asistencia seguida.',
        en: 'The worksheets assume that everybody comes every day.',
      },
      {
        es: 'No preguntamos qué saben hacer.',
        en: 'We do not ask what they know how to do.',
      },
    ],
    trials: [
      {
        es: 'Empezar cada unidad con algo que alguien del curso sabe hacer.',
        en: 'Begin each unit with something that somebody in the class knows how to do.',
      },
      {
        es: 'Una hoja de "lo que vimos" para quien vuelve.',
        en: 'A sheet of "what we saw" for whoever comes back.',
      },
    ],
    care: {
      es: 'El horario del ciclo es el de ellas y ellos: tarde, noche o sábado.',
      en: 'The hours of the cycle are theirs: evening, night or Saturday.',
    },
  },
];
