import type { RescueCardMistake } from '@minga/domain';

export const esDevices = {
  offer: {
    title: 'Guarda tu tarjeta de rescate (1 minuto)',
    why: 'Si pierdes este aparato, doce palabras en un papel te devuelven tus grupos y lo que escribiste.',
    make: 'Hacer mi tarjeta',
    later: 'Más tarde',
  },
  devices: {
    title: 'Mis aparatos',
    lead: 'Todos son tuyos: lo que escribes en uno aparece con tu nombre en los demás. Mi cuaderno solo lo leen ellos.',
    none: 'Primero crea un grupo o entra a uno. Después podrás enlazar otro aparato y guardar tu tarjeta.',
    this: 'Este aparato',
    linkedBy: (name: string): string => `Lo enlazaste desde ${name}`,
    rename: 'Cambiar nombre',
    name: 'Nombre del aparato',
    save: 'Guardar',
    remove: 'Quitar',
    removeTitle: (name: string): string => `Quitar ${name}`,
    removeWhat:
      'Deja de recibir lo nuevo de todos tus grupos y ya no puede escribir. Lo que ya recibió se queda en él.',
    removeAlso: (names: readonly string[]): string =>
      `También se quita lo que enlazó: ${names.join(', ')}.`,
    removed: (name: string): string => `Quitaste ${name}`,
    failed: 'No se pudo hacer ahora. Inténtalo otra vez cuando tengas señal.',
  },
  link: {
    open: 'Enlazar otro aparato',
    title: 'Enlazar otro aparato',
    sentence:
      'Abre Minga en el otro aparato, toca «Ya uso Minga en otro aparato» y apunta su cámara a este código.',
    making: 'Preparando el enlace…',
    text: 'O copia este enlace y pégalo allá',
    copy: 'Copiar el enlace',
    copied: 'Enlace copiado',
    qr: 'Código QR para enlazar otro aparato tuyo',
    warning:
      'Sirve una sola vez y solo mientras esta ventana está abierta. No lo envíes a nadie: quien lo abra entra como tú.',
    stay: 'Deja esta ventana abierta hasta que tus grupos aparezcan en el otro aparato.',
    arrived: (name: string): string => `Listo: ${name} quedó enlazado`,
  },
  here: {
    title: 'Ya uso Minga en otro aparato',
    lead: 'En el aparato donde ya usas Minga, abre Ajustes, entra a Mis aparatos y toca «Enlazar otro aparato».',
    ios: 'En iPhone, el ícono de la pantalla de inicio guarda lo suyo aparte de Safari: enlázalo como un aparato más. Abre Minga en Safari, copia el enlace y pégalo aquí.',
    paste: 'Pega el enlace',
    open: 'Enlazar',
    scan: 'Leer el código con la cámara',
    linking: 'Enlazando…',
    done: 'Este aparato ya es tuyo. Tus grupos van llegando; deja abierto el otro aparato hasta que estén todos.',
    go: 'Ver mis grupos',
    notLink: 'Esto no es un enlace para enlazar un aparato. Cópialo completo.',
    over: 'Este enlace ya no sirve: se usó o se cerró la ventana. Haz otro en tu otro aparato.',
    other:
      'En este aparato ya hay un cuaderno de otra persona. Usa otro navegador o un aparato sin grupos.',
    card: 'No tengo el otro aparato: usar mi tarjeta de rescate',
  },
  card: {
    title: 'Tarjeta de rescate',
    has: (day: string): string => `Tu tarjeta es del ${day}.`,
    hasNot: 'Todavía no tienes tarjeta de rescate.',
    make: 'Hacer mi tarjeta',
    renew: 'Hacer una tarjeta nueva',
    renewWhat: 'La anterior deja de servir.',
    lead: 'Anota estas doce palabras, en orden, o imprime la página. Guárdala donde guardas lo importante.',
    used: 'Ya estás de vuelta. La tarjeta que usaste deja de servir cuando guardes esta: anótala ahora.',
    careful:
      'Quien tenga esta tarjeta entra a tus grupos como tú. No le saques foto ni la envíes.',
    words: 'Las doce palabras',
    qr: 'Código QR de tu tarjeta de rescate',
    print: 'Imprimir',
    written: 'Ya la anoté',
    check: 'Comprobemos que quedó bien',
    ask: (place: number): string => `Palabra número ${place}`,
    wrong: (place: number): string =>
      `No es la palabra número ${place}. Mírala otra vez en tu papel.`,
    finish: 'Guardar la tarjeta',
    again: 'Ver las palabras otra vez',
    saving: 'Guardando…',
    saved: 'Tarjeta guardada',
    savedLater:
      'Tarjeta guardada en este aparato. Servirá cuando haya señal: abre Minga entonces.',
    paper: 'Tarjeta de rescate de Minga',
    paperHow:
      'Para volver a tus grupos: abre Minga, toca «Tengo una tarjeta de rescate» y escribe estas palabras o apunta la cámara al código.',
  },
  use: {
    title: 'Tengo una tarjeta de rescate',
    lead: 'Escribe las doce palabras en orden. Sin tildes también sirve, y bastan las cuatro primeras letras de cada una.',
    words: 'Las doce palabras',
    suggestions: 'Palabras de la lista',
    scan: 'Leer el código con la cámara',
    read: 'Buscar mi tarjeta',
    reading: 'Buscando…',
    mistake: (mistake: RescueCardMistake): string => {
      switch (mistake.kind) {
        case 'count':
          return `Son doce palabras y hay ${mistake.found}.`;
        case 'unknown-word':
          return `La palabra número ${mistake.place}, «${mistake.word}», no está en la lista. Revisa cómo está escrita.`;
        case 'checksum':
          return 'Todas las palabras están en la lista, pero juntas no son una tarjeta. Revisa el orden o si cambiaste una por otra.';
      }
    },
    unknown:
      'Esta tarjeta no es de nadie o ya se cambió por otra. Usa la más nueva que tengas.',
    other:
      'En este aparato ya hay un cuaderno de otra persona. Usa otro navegador o un aparato sin grupos.',
    noSignal: 'No hay señal para buscar la tarjeta. Inténtalo otra vez.',
    of: (name: string): string => `Es la tarjeta de ${name}`,
    ofSomebody: 'La tarjeta existe',
    what: 'Este aparato entrará como tú a Mi cuaderno y a tus grupos. Después anotarás una tarjeta nueva.',
    restore: 'Volver a mis grupos',
    notMine: 'No es mía',
    restoring: 'Volviendo a tus grupos… Puede tardar un minuto.',
    missing: (count: number): string =>
      `${count} ${count === 1 ? 'grupo no llegó' : 'grupos no llegaron'} todavía. Puedes usar las mismas palabras otra vez antes de cambiar la tarjeta.`,
    next: 'Anotar mi tarjeta nueva',
  },
};

export type DevicesMessages = typeof esDevices;
