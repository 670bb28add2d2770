import type { DeviceWord } from './es.ts';

const seconds = (count: number): string => {
  if (count < 60) return `${count} ${count === 1 ? 'segundo' : 'segundos'}`;
  const minutes = Math.ceil(count / 60);
  return `${minutes} ${minutes === 1 ? 'minuto' : 'minutos'}`;
};

/** The words of a device that several people use, which come with its pages. */
export const esTablet = {
  title: 'Varias personas',
  lead: (device: DeviceWord): string =>
    `Si ${device === 'phone' ? 'este teléfono o tablet' : 'este equipo'} pasa de mano en mano, cada persona entra con su PIN y no ve lo de las demás.`,
  form: {
    heading: 'Un PIN para mí',
    name: 'Tu nombre',
    nameHelp: 'Lo ve cualquiera que tome este aparato.',
    nameMissing: 'Escribe tu nombre.',
    pin: 'Tu PIN',
    pinHelp:
      'Seis letras o números, o más. Ocho al azar resisten mucho más que seis números.',
    again: 'Tu PIN otra vez',
    flaw: {
      short: 'Le faltan letras o números: son seis o más.',
      easy: 'Es de los primeros que se prueban. Elige otro.',
    },
    differ: 'No es igual al de arriba.',
    forget:
      'Nadie puede recuperar un PIN olvidado. Ten tu tarjeta de rescate u otro aparato tuyo.',
    set: 'Poner mi PIN',
    add: 'Entrar',
    working: 'Un momento…',
  },
  failed: 'No se pudo hacer. Inténtalo otra vez.',
  otherWindows:
    'Minga está abierta en otra ventana de este aparato. Ciérrala e inténtalo otra vez.',
  choose: {
    title: '¿Quién eres?',
    people: 'Personas de este aparato',
    other: 'Otra persona',
    otherTitle: 'Otra persona',
    otherLead: 'Tendrás lo tuyo aparte. Nadie más de este aparato lo verá.',
    hello: (name: string): string => `Hola, ${name}`,
    pin: 'Tu PIN',
    open: 'Abrir',
    wrong: 'Ese no es el PIN.',
    wait: (count: number): string =>
      `Hubo varios intentos. Espera ${seconds(count)}.`,
    back: 'Ver a todas las personas',
    forgot: 'Olvidé mi PIN',
    forgotWhat:
      'Nadie puede recuperarlo. Quita lo tuyo de este aparato, entra como otra persona y vuelve a tus grupos con tu tarjeta de rescate o desde otro aparato tuyo.',
    forgotUnsent: 'Lo que no alcanzó a enviarse desde aquí se pierde.',
    erase: (name: string): string => `Quitar lo de ${name} de este aparato`,
  },
  mine: {
    lockNow: 'Bloquear ahora',
    lockWhat: 'Bloqueado, no se lee nada tuyo y no se envía ni se recibe nada.',
    after: 'Se bloquea solo si nadie lo toca en',
    minutes: { '1': '1 minuto', '5': '5 minutos', '15': '15 minutos' },
    another: 'Agregar a otra persona',
    anotherWhat:
      'Se bloquea lo tuyo; ella toca «Otra persona» y pone su propio PIN.',
    change: 'Cambiar mi PIN',
    present: 'Tu PIN de ahora',
    next: 'Tu PIN nuevo',
    save: 'Guardar',
    changed: 'Tu PIN cambió',
  },
  erase: {
    open: 'Cerrar y no dejar rastro',
    title: 'Cerrar y no dejar rastro',
    what: 'Lo tuyo se borra de este aparato. Lo que ya se envió sigue en tus grupos y en los aparatos de las demás personas.',
    unsent: (group: string, count: number): string =>
      `${group}: ${count} ${count === 1 ? 'cambio sin enviar, que se pierde' : 'cambios sin enviar, que se pierden'}`,
    noSignal: (group: string): string =>
      `${group}: sin señal, puede quedar algo sin enviar`,
    allSent: 'Todo lo que escribiste ya se envió.',
    noWayBack:
      'No tienes tarjeta de rescate ni otro aparato: para volver a tus grupos te tendrán que invitar otra vez, y Mi cuaderno se pierde.',
    do: 'Borrar lo mío de aquí',
  },
  help: {
    resists: 'Qué resiste un PIN',
    does: [
      'Quien toma el aparato bloqueado no lee nada tuyo: lo que guardas aquí, y lo que hace falta para entrar a tus grupos, se abre solo con tu PIN.',
      'Quien prueba aquí espera después del tercer error: medio minuto, y cada vez el doble, hasta una hora.',
    ],
    resistsNot: 'Qué no resiste',
    doesNot: [
      'Un PIN corto en un aparato robado. Quien sabe copiar lo que hay dentro prueba sin esperar: seis números los adivina en minutos; ocho letras y números al azar, en años.',
      'El aparato abierto en manos de otra persona, o alguien que mira mientras escribes.',
      'Tu nombre, cuánto escribiste y cuándo: eso se ve sin PIN.',
    ],
    stolen:
      'Si lo roban, quítalo desde otro aparato tuyo, o pide a quien cuida el grupo que lo haga.',
  },
};

export type TabletMessages = typeof esTablet;
