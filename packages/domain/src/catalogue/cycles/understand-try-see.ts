import type { CycleModel } from '../../cycle-model.ts';
import type { Wording } from '../../wording.ts';
import { atp, atpStages } from './atp.ts';

const names: Readonly<Record<string, Wording>> = {
  'ETA-2': { es: 'Entender', en: 'Understand' },
  'ETA-3': { es: 'Acordar qué probar', en: 'Agree what to try' },
  'ETA-4': { es: 'Probar', en: 'Try' },
  'ETA-5': { es: 'Ver qué cambió', en: 'See what changed' },
};
const days: Readonly<Record<string, number>> = {
  'ETA-2': 21,
  'ETA-3': 14,
  'ETA-4': 42,
  'ETA-5': 13,
};

/** The road most people take: stages 2–5 of the ATP cycle, with stage 1 as its welcome. */
export const understandTrySee: CycleModel = {
  ...atp,
  id: 'CICLO-ATP-2-5',
  name: {
    es: 'Entender → Probar → Ver qué cambió',
    en: 'Understand → Try → See what changed',
  },
  summary: {
    es: 'Entender un problema, acordar algo pequeño, probarlo y ver qué cambió.',
    en: 'Understand a problem, agree on something small, try it and see what changed.',
  },
  length: {
    es: 'Unos tres meses, editable',
    en: 'About three months; yours to change',
  },
  days: 90,
  stages: atpStages
    .filter(({ id }) => id !== 'ETA-1')
    .map((stage) => ({
      ...stage,
      name: names[stage.id] ?? stage.name,
      days: days[stage.id] ?? stage.days,
    })),
  welcome: {
    es: 'Antes de empezar: conózcanse, acuerden qué se queda en el grupo, y cuándo y cómo les conviene juntarse. La confianza se cuida todo el camino.',
    en: 'Before you begin: get to know each other, agree what stays in the group, and when and how it suits you to meet. Trust is looked after all the way.',
  },
  next: {
    es: 'Lo que quede abierto pasa al próximo. Si cambia alguien, vuelvan a darse la bienvenida.',
    en: 'What stays open goes on to the next one. If somebody changes, welcome each other again.',
  },
};
