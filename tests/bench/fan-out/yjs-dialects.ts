import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { parseUpdateMeta } from 'yjs';
import { type Dialect, type Heard, keptFrames } from './dialect.ts';
import { LoadSocket, clientFrame } from './load-socket.ts';
import type { SealedSpace } from './sealed-space.ts';

const room = 'bench';
const message = { sync: 0, auth: 2, syncReply: 4 } as const;
const sync = { step1: 0, step2: 1, update: 2 } as const;

/** What y-websocket 2 and 3 speak. */
export function yWebsocketDialect({ pens }: SealedSpace): Dialect {
  return {
    subject: 'y-websocket',
    template: null,
    async join(port) {
      const socket = await LoadSocket.open(port, `/${room}`);
      socket.send(
        framed((encoder) => {
          encoding.writeVarUint(encoder, message.sync);
          writeEmptyStateVector(encoder);
        }),
      );
      await answered(socket, false);
      return socket;
    },
    frame: keptFrames((pen, index) =>
      framed((encoder) => {
        encoding.writeVarUint(encoder, message.sync);
        writeUpdate(encoder, pens[pen]?.writing.updates[index]);
      }),
    ),
    reader: (heard) => updateReader(pens, heard, false),
  };
}

/** What @hocuspocus/provider speaks: the same, with the document's name in front, after a token. */
export function hocuspocusDialect({ pens }: SealedSpace): Dialect {
  return {
    subject: 'hocuspocus',
    template: null,
    async join(port) {
      const socket = await LoadSocket.open(port, '/');
      socket.send(
        framed((encoder) => {
          encoding.writeVarString(encoder, room);
          encoding.writeVarUint(encoder, message.auth);
          encoding.writeVarUint(encoder, 0);
          encoding.writeVarString(encoder, 'token');
        }),
      );
      await socket.next();
      socket.send(
        framed((encoder) => {
          encoding.writeVarString(encoder, room);
          encoding.writeVarUint(encoder, message.sync);
          writeEmptyStateVector(encoder);
        }),
      );
      await answered(socket, true);
      return socket;
    },
    frame: keptFrames((pen, index) =>
      framed((encoder) => {
        encoding.writeVarString(encoder, room);
        encoding.writeVarUint(encoder, message.sync);
        writeUpdate(encoder, pens[pen]?.writing.updates[index]);
      }),
    ),
    reader: (heard) => updateReader(pens, heard, true),
  };
}

function framed(write: (encoder: encoding.Encoder) => void): Buffer {
  return clientFrame(encoding.encode(write));
}

function writeEmptyStateVector(encoder: encoding.Encoder): void {
  encoding.writeVarUint(encoder, sync.step1);
  encoding.writeVarUint8Array(encoder, Uint8Array.of(0));
}

function writeUpdate(
  encoder: encoding.Encoder,
  update: Uint8Array | undefined,
): void {
  encoding.writeVarUint(encoder, sync.update);
  encoding.writeVarUint8Array(encoder, update ?? new Uint8Array());
}

/** Until the server has answered our step 1 with its step 2. */
async function answered(socket: LoadSocket, isNamed: boolean): Promise<void> {
  for (;;) {
    const inner = readSync(await socket.next(), isNamed);
    if (inner?.kind === sync.step2) return;
  }
}

function updateReader(
  pens: SealedSpace['pens'],
  heard: Heard,
  isNamed: boolean,
): (payload: Buffer) => void {
  const penByClient = new Map(
    pens.map(({ writing }, pen) => [writing.clientId, pen]),
  );
  return (payload) => {
    const inner = readSync(payload, isNamed);
    if (inner?.kind !== sync.update) return;
    for (const [client, upTo] of parseUpdateMeta(inner.body).to) {
      const pen = penByClient.get(client);
      if (pen !== undefined) heard(pen, upTo);
    }
  };
}

function readSync(
  payload: Buffer,
  isNamed: boolean,
): { readonly kind: number; readonly body: Uint8Array } | null {
  const decoder = decoding.createDecoder(payload);
  if (isNamed) decoding.readVarString(decoder);
  const type = decoding.readVarUint(decoder);
  if (type !== message.sync && type !== message.syncReply) return null;
  const kind = decoding.readVarUint(decoder);
  return { kind, body: decoding.readVarUint8Array(decoder) };
}
