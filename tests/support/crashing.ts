import type { MemoryFault, MemoryStoreOptions, StoreWrite } from '@minga/store';
import { type Transport, websocketTransport } from '@minga/sync';
import { type CuttableWire, cuttableTransport } from './wires.ts';

/** Where a process dies: around its nth commit, or the nth message that it sends or is sent. */
export interface Death {
  readonly at: 'commit' | 'up' | 'down';
  readonly nth: number;
  /** The commit is on the disk, the message was sent or taken, and nobody got to know. */
  readonly side: 'before' | 'after';
}

/** A process that may die at any step. Dead, nothing of it reaches the disk or the wire. */
export interface Mortal {
  readonly memory: Omit<MemoryStoreOptions, 'disk'>;
  readonly transport: Transport;
  readonly isDead: boolean;
  /** Counts from now on. */
  arm(death: Death): void;
  kill(): void;
}

export function mortal(inner: Transport = websocketTransport()): Mortal {
  const wire: CuttableWire = cuttableTransport(inner);
  let death: Death | null = null;
  let count = 0;
  let isDead = false;
  const kill = (): void => {
    isDead = true;
    wire.cut();
  };
  const strikes = (at: Death['at']): boolean => {
    if (isDead || death?.at !== at) return false;
    count += 1;
    return count === death.nth;
  };
  const fault = (writes: readonly StoreWrite[]): MemoryFault => {
    if (isDead) return { code: 'closed' };
    // The first commit that counts is the keystroke's: what is saved of others meanwhile is no step on its way.
    const isKeystroke = writes.some(
      ({ kind, table }) => kind === 'put' && table === 'local',
    );
    if (count === 0 && !isKeystroke) return null;
    if (!strikes('commit')) return null;
    const side = death?.side ?? 'before';
    kill();
    return `crash-${side}`;
  };
  /** Does it, or not, and dies. */
  const dying = (at: Death['at'], act: () => void): void => {
    const isLast = strikes(at);
    if (isLast && death?.side === 'before') kill();
    if (!isDead) act();
    if (isLast) kill();
  };
  return {
    memory: { fault },
    transport: {
      connect(url, events) {
        const socket = wire.connect(url, {
          ...events,
          message(message) {
            dying('down', () => {
              events.message(message);
            });
          },
        });
        return {
          ...socket,
          send(message) {
            dying('up', () => {
              socket.send(message);
            });
          },
        };
      },
    },
    get isDead() {
      return isDead;
    },
    arm(next) {
      death = next;
      count = 0;
    },
    kill,
  };
}
