import type { Authors } from './core-api.ts';
import type { DocumentEngine } from './engine-ports.ts';
import type { SpaceCore } from './space-core-api.ts';

/** Whose the clientIDs of a document are, by what the membership log knows of devices. */
export function authorsOf(
  core: Pick<SpaceCore, 'memberOf'>,
  engine: Pick<DocumentEngine, 'authors'>,
): Authors {
  return engine.authors().map(({ clientId, devices }) => {
    const members = new Set(devices.map((device) => core.memberOf(device)));
    const [member = null] = members;
    return [clientId, members.size === 1 ? member : null];
  });
}
