import {
  type Bytes,
  type DocumentId,
  type LogId,
  type SpaceId,
  bytesToId,
} from '@minga/base';
import { type DocumentClass, indexDocumentId } from '@minga/protocol';
import { MembershipLog } from './membership-log.ts';
import type { SpaceRecord } from './relay-log.ts';
import type { Services } from './services.ts';
import { Space } from './space.ts';

/** The spaces somebody is connected to, loaded once each and let go a while after the last one left. */
export class Spaces {
  readonly #services: Services;
  readonly #loading = new Map<SpaceId, Promise<Space | null>>();
  readonly #loaded = new Set<Space>();
  readonly #erasing = new Set<SpaceId>();

  constructor(services: Services) {
    this.#services = services;
  }

  get count(): number {
    return this.#loaded.size;
  }

  get openChannels(): number {
    let channels = 0;
    for (const space of this.#loaded) channels += space.openChannels;
    return channels;
  }

  /** Held for the caller, who releases it with `release`. Null when the log has no such space. */
  async open(id: SpaceId): Promise<Space | null> {
    if (this.#erasing.has(id)) return null;
    const loading = this.#loading.get(id) ?? this.#load(id);
    this.#loading.set(id, loading);
    const forget = () => {
      if (this.#loading.get(id) === loading) this.#loading.delete(id);
    };
    const space = await loading.catch((error: unknown) => {
      forget();
      throw error;
    });
    if (space === null) forget();
    space?.hold();
    return space;
  }

  /** [P7] False when the log could not be written. A space that is there already is left as it is. */
  async create(id: SpaceId, action: Bytes): Promise<boolean> {
    const outcome = await this.#services.commits.commit({
      kind: 'create',
      space: id,
      logId: bytesToId<LogId>(this.#services.random.bytes(16)),
      action,
    });
    return outcome !== null;
  }

  /** [P40] It is gone, or is going. */
  async isErased(id: SpaceId): Promise<boolean> {
    return this.#erasing.has(id) || this.#services.log.isErased(id);
  }

  /** [P40] Whoever is connected is told, and nobody opens it while `erase` is under way. */
  async erase(
    space: Space,
    code: number,
    erase: () => Promise<void>,
  ): Promise<void> {
    this.#erasing.add(space.id);
    this.#loaded.delete(space);
    this.#loading.delete(space.id);
    for (const door of [...space.doors]) door.dismiss(code);
    for (const member of [...space.members]) member.dismiss(code);
    try {
      await erase();
    } finally {
      this.#erasing.delete(space.id);
    }
  }

  release(space: Space): void {
    space.release();
    if (space.isHeld) return;
    const { clock, limits } = this.#services;
    clock.after(limits.spaceIdleMs, () => {
      if (space.isHeld || !this.#loaded.delete(space)) return;
      this.#loading.delete(space.id);
    });
  }

  /** [P27] What has expired is erased from the log by time; here from memory. */
  forgetExpiredKeyboxes(now: number): void {
    for (const space of this.#loaded)
      for (const { invite, expires } of space.keyboxes.values())
        if (expires <= now) space.keyboxes.delete(invite);
  }

  async #load(id: SpaceId): Promise<Space | null> {
    const record: SpaceRecord | null = await this.#services.log.space(id);
    if (record === null) return null;
    const membership = await MembershipLog.load(id, record, this.#services);
    const indexDocuments = await indexDocumentsOf(id);
    const space = new Space(
      id,
      record,
      membership,
      indexDocuments,
      this.#services,
    );
    this.#loaded.add(space);
    return space;
  }
}

const documentClasses: readonly DocumentClass[] = [0, 1, 2, 3];

async function indexDocumentsOf(
  space: SpaceId,
): Promise<ReadonlyMap<DocumentId, DocumentClass>> {
  const pairs = documentClasses.map(
    async (documentClass) =>
      [await indexDocumentId(space, documentClass), documentClass] as const,
  );
  return new Map(await Promise.all(pairs));
}
