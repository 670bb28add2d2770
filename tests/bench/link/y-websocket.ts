import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { applyEdit, textOf } from '../client/document.ts';
import type { Edit } from '../client/trace.ts';
import { type BenchedServer, startServer } from '../servers/start.ts';
import type { SlowLink } from './slow-link.ts';

const visitor = fileURLToPath(
  new URL('../peers/y-websocket-visitor.ts', import.meta.url),
);

export interface WrittenRoom {
  readonly server: BenchedServer;
  /** The document's whole state, for who has it already. */
  readonly state: string;
}

/** The server that came with y-websocket 2.1.0, the same document in it. */
export async function writeRoom(edits: readonly Edit[]): Promise<WrittenRoom> {
  const server = await startServer('y-websocket');
  const doc = new Doc();
  const text = textOf(doc);
  for (const edit of edits) applyEdit(text, edit);
  const state = join(server.folder, 'state');
  writeFileSync(state, encodeStateAsUpdate(doc));
  await synced(server.port, state, 500);
  return { server, state };
}

/** From connecting to the provider's `sync`. `state`: what the device has already. */
export async function visitRoom(link: SlowLink, state: string) {
  link.forget();
  const ms = await synced(link.port, state, 0);
  return {
    shownMs: ms,
    caughtUpMs: ms,
    bytesDown: link.down,
    bytesUp: link.up,
  };
}

async function synced(
  port: number,
  state: string,
  stayMs: number,
): Promise<number> {
  const args = [visitor, String(port), state, String(stayMs)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return Number(stdout);
}
