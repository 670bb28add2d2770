import type { Subject } from '../servers/start.ts';
import { type Dialect, type Heard, keptFrames } from './dialect.ts';
import { LoadSocket, clientFrame } from './load-socket.ts';
import type { SealedSpace } from './sealed-space.ts';

/** Sealed bytes over a server that knows nothing: pen and index stand before them, so that a reader can tell. */
export function rawDialect(
  subject: Extract<Subject, `ws-${string}`>,
): (cast: SealedSpace) => Dialect {
  return ({ pens }) => ({
    subject,
    template: null,
    join: (port) => LoadSocket.open(port, '/'),
    frame: keptFrames((pen, index) => {
      const wireFrame = pens[pen]?.wireFrames[index] ?? new Uint8Array();
      const payload = Buffer.alloc(headerSize + wireFrame.length);
      payload.writeUInt8(pen);
      payload.writeUInt32BE(index, 1);
      payload.set(wireFrame, headerSize);
      return clientFrame(payload);
    }),
    reader: (heard) =>
      subject === 'ws-coalesced'
        ? (payload) => {
            readJoined(payload, heard);
          }
        : (payload) => {
            readOne(payload, 0, heard);
          },
  });
}

const headerSize = 5;

function readOne(payload: Buffer, at: number, heard: Heard): void {
  heard(payload.readUInt8(at), payload.readUInt32BE(at + 1) + 1);
}

function readJoined(payload: Buffer, heard: Heard): void {
  let at = 0;
  while (at < payload.length) {
    readOne(payload, at + 4, heard);
    at += 4 + payload.readUInt32BE(at);
  }
}
