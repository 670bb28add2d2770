import type {
  Transport,
  TransportEvents,
  TransportSocket,
} from './transport.ts';

const subprotocol = 'minga.v1';
const noCode = 1006;

/** The platform's WebSocket: the same class in browsers and in Node ≥ 22. */
export function websocketTransport(): Transport {
  return {
    connect(url, events): TransportSocket {
      const socket = dial(url);
      return socket === null ? neverOpens(events) : socketOf(socket, events);
    },
  };
}

/** Null for what no browser dials: not an address, or ws: from a page that came over https. Invitations name relays. */
function dial(url: string): WebSocket | null {
  try {
    return new WebSocket(url, subprotocol);
  } catch {
    return null;
  }
}

function neverOpens(events: TransportEvents): TransportSocket {
  queueMicrotask(() => {
    events.closed(noCode);
  });
  return { send: () => undefined, close: () => undefined, waiting: () => 0 };
}

function socketOf(socket: WebSocket, events: TransportEvents): TransportSocket {
  let ended = false;
  const end = (code: number): void => {
    if (ended) return;
    ended = true;
    events.closed(code);
  };
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    if (!ended) events.opened();
  };
  socket.onmessage = (event: MessageEvent<unknown>) => {
    if (ended) return;
    const { data } = event;
    // A text message is not of our protocol; the decoder refuses an empty one with the right code.
    events.message(
      data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(),
    );
  };
  socket.onclose = (event: CloseEvent) => {
    end(event.code);
  };
  // An error is always followed by close; without a listener Node would treat it as uncaught.
  socket.onerror = () => undefined;
  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(message);
    },
    close() {
      socket.close();
      // Browsers wait up to a minute for a dead network to answer the close.
      queueMicrotask(() => {
        end(1000);
      });
    },
    waiting: () => socket.bufferedAmount,
  };
}
