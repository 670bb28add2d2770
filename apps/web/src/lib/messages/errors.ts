import type { MingaErrorCode } from '@minga/sync';

export interface ErrorSentence {
  readonly sentence: string;
  /** What the person can do. */
  readonly what: string;
}

/** Every code that can reach a screen, in the words of a person. */
export const errorSentences: Readonly<Record<MingaErrorCode, ErrorSentence>> = {
  'not-a-link': {
    sentence: 'Esto no es una invitación de Minga.',
    what: 'Copia el mensaje completo que te enviaron y pégalo otra vez.',
  },
  'link-cut': {
    sentence: 'Al enlace le faltan letras.',
    what: 'Pide que te lo envíen de nuevo, completo.',
  },
  'link-newer': {
    sentence: 'Esta invitación es de una versión más nueva de Minga.',
    what: 'Vuelve a cargar la página y ábrela otra vez.',
  },
  'invitation-expired': {
    sentence: 'Esta invitación ya venció.',
    what: 'Pide otra a quien te invitó: toma un minuto.',
  },
  'invitation-used': {
    sentence: 'Esta invitación ya la usaron todas las personas que podían.',
    what: 'Pide otra a quien te invitó.',
  },
  'invitation-revoked': {
    sentence: 'Quien te invitó retiró esta invitación.',
    what: 'Pregúntale si quiere enviarte otra.',
  },
  'invitation-unknown': {
    sentence: 'No encontramos esta invitación.',
    what: 'Si la acaban de crear sin señal, espera a que esa persona tenga señal e intenta de nuevo.',
  },
  'relay-unreachable': {
    sentence: 'No hay señal para abrir la invitación.',
    what: 'No se perdió nada: intenta de nuevo cuando tengas señal.',
  },
  'relay-refused': {
    sentence: 'No nos dejaron pasar esta vez.',
    what: 'Espera un minuto e intenta de nuevo.',
  },
  'newer-app-needed': {
    sentence: 'Hace falta una versión más nueva de Minga.',
    what: 'Vuelve a cargar la página y prueba otra vez.',
  },
  'already-member': {
    sentence: 'Ya eres parte de este grupo.',
    what: 'Entra directamente.',
  },
  'approval-awaited': {
    sentence: 'Falta que alguien del grupo diga que sí.',
    what: 'Puedes cerrar: te avisamos aquí.',
  },
  'no-right': {
    sentence: 'En este grupo no puedes hacer eso.',
    what: 'Pídelo a quien cuida el grupo.',
  },
  'last-steward': {
    sentence: 'El grupo se quedaría sin nadie que lo cuide.',
    what: 'Antes, pide a otra persona que lo cuide: en Personas, toca su nombre.',
  },
  'unknown-space': {
    sentence: 'Este grupo no está aquí.',
    what: 'Abre la invitación que te enviaron.',
  },
  'storage-full': {
    sentence: 'No queda memoria para guardar.',
    what: 'Borra fotos o videos que no uses e intenta de nuevo.',
  },
  'storage-failed': {
    sentence: 'El navegador no dejó guardar.',
    what: 'Vuelve a cargar la página e intenta de nuevo. Nada de lo anterior se borró.',
  },
  'browser-unsupported': {
    sentence: 'Este navegador es muy antiguo para Minga.',
    what: 'Actualízalo, o usa Chrome, Edge o Firefox al día.',
  },
  failed: {
    sentence: 'Algo salió mal.',
    what: 'No se perdió nada. Intenta de nuevo.',
  },
};
