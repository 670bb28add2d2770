import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../servers/start.ts';
import { RelayClient } from './relay-client.ts';
import type { SealedSpace } from './sealed-space.ts';

/**
 * A folder in which a relay holds the space's membership log and its documents, still empty: every run starts on a copy
 * of it, so that the same frames, sealed once, can be written again and again.
 */
export async function relayTemplate(cast: SealedSpace): Promise<string> {
  const server = await startServer('minga');
  const founder = await RelayClient.creator(cast, server.port);
  for (const action of cast.actions) {
    founder.send({ kind: 'action', action });
    await founder.next('action');
  }
  for (const header of cast.headers) {
    founder.send({ kind: 'doc', header });
    await founder.next('doc');
  }
  founder.socket.close();
  await server.kill();
  return server.folder;
}

export function copyOf(template: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'minga-bench-'));
  cpSync(template, folder, { recursive: true });
  return folder;
}

export function removeTemplate(template: string): void {
  rmSync(template, { recursive: true, force: true });
}
