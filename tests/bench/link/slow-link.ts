import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';

/** The connection of a school in the hills: a TCP proxy with its bandwidth and its delay, shared by all who use it. */
export interface SlowLink {
  readonly port: number;
  /** Bytes that went through since the last `forget`, towards the server and from it. */
  readonly up: number;
  readonly down: number;
  forget(): void;
  close(): void;
}

export interface LinkShape {
  readonly bitsPerSecond: number;
  readonly roundTripMs: number;
}

/** Bytes of a TCP segment: what arrives at once. */
const segment = 1_400;

export async function openSlowLink(
  target: number,
  { bitsPerSecond, roundTripMs }: LinkShape,
): Promise<SlowLink> {
  const sockets = new Set<Socket>();
  const count = { up: 0, down: 0 };
  const bytesPerMs = bitsPerSecond / 8 / 1000;
  const lane = (direction: 'up' | 'down') => {
    // When the line is free again: one line for every connection.
    let freeAt = 0;
    return (bytes: Buffer, notBefore: number, to: Socket): void => {
      for (let at = 0; at < bytes.length; at += segment) {
        const piece = bytes.subarray(at, at + segment);
        const begins = Math.max(performance.now(), notBefore, freeAt);
        freeAt = begins + piece.length / bytesPerMs;
        count[direction] += piece.length;
        setTimeout(
          () => {
            if (to.writable) to.write(piece);
          },
          freeAt + roundTripMs / 2 - performance.now(),
        );
      }
    };
  };
  const up = lane('up');
  const down = lane('down');
  const server = createServer({ noDelay: true }, (client) => {
    // A connection costs a round trip before its first byte may leave.
    const openAt = performance.now() + roundTripMs;
    const upstream = connect({
      host: '127.0.0.1',
      port: target,
      noDelay: true,
    });
    join(client, upstream, (bytes) => {
      up(bytes, openAt, upstream);
    });
    join(upstream, client, (bytes) => {
      down(bytes, openAt, client);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('no port');
  return {
    port: address.port,
    get up() {
      return count.up;
    },
    get down() {
      return count.down;
    },
    forget() {
      count.up = 0;
      count.down = 0;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function join(from: Socket, to: Socket, carry: (bytes: Buffer) => void): void {
  from.on('data', carry);
  from.on('error', () => undefined);
  from.on('close', () => to.destroy());
}
