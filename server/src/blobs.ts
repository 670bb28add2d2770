import { type DeviceKey, type Hash, ownBytes } from '@minga/base';
import { mayWrite } from '@minga/membership';
import {
  type ClientMessage,
  type GetBlob,
  type NackCode,
  type PutBlob,
  encodeRelayMessage,
  nackCodes,
  slowLineBytes,
} from '@minga/protocol';
import type { BlobState } from './blob-store.ts';
import type { Outbox } from './outbox.ts';
import type { Services } from './services.ts';
import type { Handled } from './session.ts';
import type { Space } from './space.ts';

type BlobMessage = Extract<
  ClientMessage,
  { kind: 'blob-put' | 'blob-get' | 'blob-stat' }
>;

interface Refusal {
  readonly code: NackCode;
  readonly retryAfterMs: number;
}

/** Beyond this the next part waits until what was sent before has left: texts go first. */
const paceBytes = 128 * 1024;
const contentClasses = [0, 1, 2];

export function isBlobMessage(message: ClientMessage): message is BlobMessage {
  return (
    message.kind === 'blob-put' ||
    message.kind === 'blob-get' ||
    message.kind === 'blob-stat'
  );
}

/** [P35]–[P38] The attachments that one connection puts and asks for. It keeps nothing: the store says where an upload stands. */
export class BlobSession {
  readonly #services: Services;
  readonly #space: Space;
  readonly #device: DeviceKey;
  readonly #outbox: Outbox;

  constructor(
    services: Services,
    space: Space,
    device: DeviceKey,
    outbox: Outbox,
  ) {
    this.#services = services;
    this.#space = space;
    this.#device = device;
    this.#outbox = outbox;
  }

  handle(message: BlobMessage): Promise<Handled> {
    switch (message.kind) {
      case 'blob-put':
        return this.#put(message);
      case 'blob-get':
        return this.#get(message);
      case 'blob-stat':
        return this.#state(message.name);
    }
  }

  async #put(message: PutBlob): Promise<Handled> {
    const { name, total, offset, part } = message;
    const refusal = await this.#refusalOf(message);
    if (refusal !== null) return this.#state(name, refusal);
    const { blobs, clock } = this.#services;
    const at = clock.now();
    const stored = await blobs.put({
      space: this.#space.id,
      name,
      total,
      offset,
      part: ownBytes(part),
      at,
    });
    if (stored.ok) return this.#answer(name, stored.value, null);
    return this.#state(
      name,
      stored.error === 'false'
        ? { code: nackCodes.malformed, retryAfterMs: 0 }
        : { code: nackCodes.busy, retryAfterMs: 10_000 },
    );
  }

  /** [P37] */
  async #refusalOf(message: PutBlob): Promise<Refusal | null> {
    const final = (code: NackCode) => ({ code, retryAfterMs: 0 });
    const right = this.#space.membership.rightNow(this.#device)?.right;
    if (
      right === undefined ||
      !contentClasses.some((each) => mayWrite(right, each))
    )
      return final(nackCodes.noRight);
    const { blobs, clock, limits } = this.#services;
    if (message.total > limits.wire.blob) return final(nackCodes.quota);
    const { bytes } = this.#space.bucketsOf(this.#device);
    const now = clock.now();
    const wait = bytes.wait(message.part.length, now);
    if (wait > 0)
      return { code: nackCodes.tooMany, retryAfterMs: Math.max(wait, 1_000) };
    bytes.take(message.part.length, now);
    const state = await blobs.stat(this.#space.id, message.name);
    if (state.total > 0) return null;
    const used = await blobs.bytes(this.#space.id);
    return used + message.total > limits.wire.blobBytes
      ? final(nackCodes.quota)
      : null;
  }

  /** [P38] One part for each time of asking, so that what is written comes between two of them. */
  async #get({ name, offset }: GetBlob): Promise<Handled> {
    if (this.#outbox.waiting > paceBytes) await this.#outbox.drained();
    const found = await this.#services.blobs.read({
      space: this.#space.id,
      name,
      offset,
      maxBytes: slowLineBytes,
    });
    if (found === null)
      return this.#state(name, {
        code: nackCodes.noDocument,
        retryAfterMs: 0,
      });
    this.#outbox.push(
      encodeRelayMessage({ kind: 'blob-part', name, offset, ...found }),
    );
    return null;
  }

  async #state(name: Hash, refusal: Refusal | null = null): Promise<Handled> {
    const state = await this.#services.blobs.stat(this.#space.id, name);
    return this.#answer(name, state, refusal);
  }

  async #answer(
    name: Hash,
    state: BlobState,
    refusal: Refusal | null,
  ): Promise<Handled> {
    if (refusal !== null)
      this.#services.metrics.count(`nacks_total{code="${refusal.code}"}`);
    this.#outbox.push(
      encodeRelayMessage({
        kind: 'blob-ack',
        name,
        ...state,
        code: refusal?.code ?? 0,
        retryAfterMs: refusal?.retryAfterMs ?? 0,
        spaceBytes: await this.#services.blobs.bytes(this.#space.id),
      }),
    );
    return null;
  }
}
