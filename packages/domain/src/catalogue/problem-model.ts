import type {
  CapacityId,
  CauseAspect,
  CauseSource,
  ProblemStatus,
} from '../problem.ts';
import type { Wording } from '../wording.ts';

// The model of a problem of practice (domain §3.1, §3.7, §4.2) in words to show. Ids as in `problem.ts`.

export const problemStatusWords: Readonly<Record<ProblemStatus, Wording>> = {
  borrador: { es: 'Borrador', en: 'Draft' },
  acordado: { es: 'Acordado', en: 'Agreed' },
  en_mejora: { es: 'En mejora', en: 'Being worked on' },
  resuelto: { es: 'Resuelto', en: 'Solved' },
  replanteado: { es: 'Replanteado', en: 'Framed anew' },
  archivado: { es: 'Archivado', en: 'Put away' },
};

export const capacityWords: Readonly<
  Record<CapacityId, { readonly name: Wording; readonly short: Wording }>
> = {
  'CB-REF': {
    name: { es: 'Reflexión', en: 'Reflection' },
    short: {
      es: 'Pensar con método sobre lo que vivimos: nombrar un problema, analizarlo y volver a entenderlo para aprender y mejorar lo que hacemos.',
      en: 'Thinking with method about what we live: naming a problem, taking it apart and understanding it anew, to learn and to do better.',
    },
  },
  'CB-COL': {
    name: { es: 'Colaboración', en: 'Collaboration' },
    short: {
      es: 'Hacer juntos lo necesario para una tarea compartida, respondiendo todos por el mismo propósito: que los estudiantes aprendan y estén bien.',
      en: 'Doing together what a shared task needs, all answering for one purpose: that students learn and are well.',
    },
  },
  'CB-CON': {
    name: { es: 'Confianza relacional', en: 'Relational trust' },
    short: {
      es: 'Esperar cosas buenas de los demás, aceptar que dependemos unos de otros y animarse a mostrarse vulnerable.',
      en: 'Expecting good of others, accepting that we depend on each other, and daring to be vulnerable.',
    },
  },
  'CB-LID': {
    name: {
      es: 'Distribución del liderazgo',
      en: 'Distribution of leadership',
    },
    short: {
      es: 'Repartir influencia y poder de decisión, con un propósito de aprendizaje claro; no es solo delegar tareas.',
      en: 'Sharing influence and the power to decide, with a clear purpose of learning; not just handing out tasks.',
    },
  },
};

export const causeAspectWords: Readonly<Record<CauseAspect, Wording>> = {
  ownPart: { es: 'Nuestra parte', en: 'Our own part' },
  belief: { es: 'Lo que creemos', en: 'What we believe' },
  action: { es: 'Lo que hacemos', en: 'What we do' },
};

export const causeSourceWords: Readonly<Record<CauseSource, Wording>> = {
  experiencia: { es: 'Experiencia', en: 'Experience' },
  teoria: { es: 'Lectura o teoría', en: 'Reading or theory' },
  dato: { es: 'Datos', en: 'Data' },
};
