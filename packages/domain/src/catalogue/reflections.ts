import type { InstrumentId } from './instruments/all.ts';

/** A published way of looking at oneself alone, and how it is offered. */
export interface ReflectionOffer {
  readonly instrument: InstrumentId;
  /** Groups that are looked at only when the person adds them. */
  readonly optional: readonly string[];
  /** The two of a pair may look at themselves with it, too; nobody else ever opens it (domain §3.11, §3.13). */
  readonly pair: boolean;
}

export const reflectionOffers: readonly ReflectionOffer[] = [
  {
    instrument: 'ONT-RP',
    optional: ['ONT-CLC', 'ONT-DIST'],
    pair: false,
  },
  { instrument: 'FODA', optional: [], pair: false },
  { instrument: 'ROL-ATP-EXPECT', optional: [], pair: false },
  { instrument: 'DL2-STD', optional: [], pair: true },
  { instrument: 'LAU-RUB', optional: [], pair: true },
];
