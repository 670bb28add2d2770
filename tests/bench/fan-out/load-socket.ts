import { type Socket, connect } from 'node:net';

/**
 * A WebSocket client that costs so little that one core can receive for two hundred: it counts the bytes that come in
 * and takes messages apart only where somebody reads them.
 */
export class LoadSocket {
  /** Bytes that came in since the handshake. */
  received = 0;
  readonly #socket: Socket;
  #rest: Buffer = Buffer.alloc(0);
  #waiting: Buffer[] = [];
  #onMessage: ((payload: Buffer) => void) | null = null;
  #countsOnly = false;
  #isOpen = false;
  #ended: Error | null = null;
  #wake: () => void = () => undefined;

  private constructor(port: number) {
    this.#socket = connect({
      host: '127.0.0.1',
      port,
      noDelay: true,
      // One buffer for everybody: what is read is used before the next read.
      onread: {
        buffer: sharedBuffer,
        callback: (bytes) => {
          this.#read(sharedBuffer.subarray(0, bytes));
          return true;
        },
      },
    });
    const end = (error: Error) => {
      this.#ended ??= error;
      this.#wake();
    };
    this.#socket.on('error', end);
    this.#socket.on('close', () => {
      end(new Error('the server closed the connection'));
    });
  }

  static async open(
    port: number,
    path: string,
    protocol?: string,
  ): Promise<LoadSocket> {
    const opened = new LoadSocket(port);
    opened.#socket.write(
      [
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        'Upgrade: websocket',
        'Connection: Upgrade',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: bWluZ2EgYmVuY2ggMTIzNA==',
        ...(protocol === undefined
          ? []
          : [`Sec-WebSocket-Protocol: ${protocol}`]),
        '\r\n',
      ].join('\r\n'),
    );
    while (!opened.#isOpen) await opened.#news();
    return opened;
  }

  /** `frame`: one or more of `clientFrame`. */
  send(frame: Uint8Array): void {
    this.#socket.write(frame);
  }

  /** The next message, while nobody has asked for all of them. */
  async next(): Promise<Buffer> {
    for (;;) {
      const message = this.#waiting.shift();
      if (message !== undefined) return message;
      await this.#news();
    }
  }

  /** From now on. */
  onMessage(read: (payload: Buffer) => void): void {
    this.#onMessage = read;
    for (const message of this.#waiting.splice(0)) read(message);
  }

  /** From now on nothing is read any more, only counted. */
  countOnly(): void {
    this.#countsOnly = true;
  }

  close(): void {
    this.#socket.destroy();
  }

  #news(): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (this.#ended === null) resolve();
        else reject(this.#ended);
      };
      if (this.#ended !== null) look();
      else this.#wake = look;
    });
  }

  #read(chunk: Buffer): void {
    if (!this.#isOpen) {
      this.#readUpgrade(chunk);
      return;
    }
    this.received += chunk.length;
    if (this.#countsOnly) return;
    this.#readFrames(chunk);
    this.#wake();
  }

  #readUpgrade(chunk: Buffer): void {
    const answer = Buffer.concat([this.#rest, chunk]);
    const end = answer.indexOf('\r\n\r\n');
    this.#rest = end < 0 ? answer : Buffer.alloc(0);
    if (end < 0) return;
    const status = answer.subarray(0, answer.indexOf('\r\n')).toString();
    if (status.includes(' 101 ')) this.#isOpen = true;
    else this.#ended = new Error(status);
    this.#readFrames(answer.subarray(end + 4));
    this.#wake();
  }

  #readFrames(chunk: Buffer): void {
    const bytes =
      this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    for (;;) {
      const header = serverFrameHeader(bytes, at);
      if (header === null || header.end > bytes.length) break;
      if (header.isMessage)
        this.#deliver(bytes.subarray(header.start, header.end));
      at = header.end;
    }
    // Copied: the chunk lies in the shared buffer.
    this.#rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : noBytes;
  }

  #deliver(payload: Buffer): void {
    if (this.#onMessage === null) this.#waiting.push(Buffer.from(payload));
    else this.#onMessage(payload);
  }
}

const noBytes = Buffer.alloc(0);
const sharedBuffer = Buffer.alloc(1024 * 1024);

interface FrameHeader {
  readonly start: number;
  readonly end: number;
  /** Text or binary; not a ping, a close. */
  readonly isMessage: boolean;
}

/** Servers do not mask, and none of ours fragments. Null: not all of it is here. */
function serverFrameHeader(bytes: Buffer, at: number): FrameHeader | null {
  if (bytes.length < at + 2) return null;
  const isMessage = ((bytes[at] ?? 0) & 0x0f) <= 2;
  const short = bytes[at + 1] ?? 0;
  if (short < 126) return { start: at + 2, end: at + 2 + short, isMessage };
  const size = short === 126 ? 2 : 8;
  if (bytes.length < at + 2 + size) return null;
  const length =
    size === 2
      ? bytes.readUInt16BE(at + 2)
      : Number(bytes.readBigUInt64BE(at + 2));
  const start = at + 2 + size;
  return { start, end: start + length, isMessage };
}

/** A binary message as a client sends it. Masked with zeros: the server pays for unmasking, we do not for masking. */
export function clientFrame(payload: Uint8Array): Buffer {
  const { length } = payload;
  const header =
    length < 126
      ? Buffer.from([0x82, 0x80 | length])
      : Buffer.from([0x82, 0x80 | 126, length >> 8, length & 0xff]);
  if (length > 0xffff) throw new RangeError('longer than any update here');
  return Buffer.concat([header, Buffer.alloc(4), payload]);
}
