import type { Bytes } from '@minga/base';
import type {
  Transport,
  TransportEvents,
  TransportSocket,
} from './transport.ts';

/** What may go wrong, each drawn per message with `random()` in [0, 1). */
export interface Faults {
  random(): number;
  /** Probability that a message is lost. A WebSocket never loses one in the middle, so a loss cuts the connection. */
  readonly cut: number;
  /** Longest delay of a message, ms; order within a direction is kept, as TCP keeps it. */
  readonly delayMs: number;
  /** While true nothing connects and what is connected is cut with the next message. */
  partitioned(): boolean;
}

/** A wire that fails, around a real one. For tests. */
export function faultyTransport(inner: Transport, faults: Faults): Transport {
  return {
    connect: (url, events) =>
      faults.partitioned()
        ? unreachable(events)
        : faultySocket(inner, url, events, faults),
  };
}

function unreachable(events: TransportEvents): TransportSocket {
  setTimeout(() => {
    events.closed(1006);
  }, 1);
  return { send: () => undefined, close: () => undefined, waiting: () => 0 };
}

function faultySocket(
  inner: Transport,
  url: string,
  events: TransportEvents,
  faults: Faults,
): TransportSocket {
  /** What went wrong on the way: nothing crosses any more. `told`: our side has heard that it is over. */
  let isCutOff = false;
  let told = false;
  const tell = (code: number): void => {
    if (told) return;
    told = true;
    events.closed(code);
  };
  const cutOff = (): void => {
    isCutOff = true;
    socket.close();
    tell(1006);
  };
  const inOrder = (): ((task: () => void) => void) => {
    let last = Promise.resolve();
    return (task) => {
      const delay = faults.random() * faults.delayMs;
      last = last.then(() => wait(delay)).then(task);
    };
  };
  const downwards = inOrder();
  const upwards = inOrder();
  const isCut = (): boolean =>
    faults.partitioned() || faults.random() < faults.cut;
  const socket = inner.connect(url, {
    opened() {
      downwards(() => {
        if (!told) events.opened();
      });
    },
    message(message) {
      if (told) return;
      if (isCut()) cutOff();
      else
        downwards(() => {
          if (!told) events.message(message);
        });
    },
    // Behind the messages that came before it.
    closed(code) {
      downwards(() => {
        tell(code);
      });
    },
  });
  return {
    send(message: Bytes) {
      if (told) return;
      if (isCut()) cutOff();
      else
        upwards(() => {
          if (!isCutOff) socket.send(message);
        });
    },
    // What was sent before still goes out, as on a real socket.
    close() {
      upwards(() => {
        socket.close();
      });
      queueMicrotask(() => {
        tell(1000);
      });
    },
    waiting: () => socket.waiting(),
  };
}

function wait(ms: number): Promise<void> {
  return ms === 0
    ? Promise.resolve()
    : new Promise((resolve) => setTimeout(resolve, ms));
}
