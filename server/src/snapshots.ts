import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Hash,
  bytesToId,
  concatBytes,
  ownBytes,
} from '@minga/base';
import { mayWrite, rightAt, standingOf } from '@minga/membership';
import {
  type NackCode,
  type PutSnapshot,
  type Snapshot,
  decodeSnapshot,
  encodeRelayMessage,
  nackCodes,
  snapshotSigningBytes,
  zeroHash,
} from '@minga/protocol';
import type { Outbox } from './outbox.ts';
import { entryIdsKeptMs } from './relay-log.ts';
import { type Services, sha256 } from './services.ts';
import { type Handled, refuseOnConnection } from './session.ts';
import type { DocumentState, Space } from './space.ts';

interface Upload {
  readonly hash: Hash;
  readonly total: number;
  readonly parts: Bytes[];
  received: number;
}

/** Null: accepted. 'other': the pointer is not what it stands on, or the bytes are not what they say. */
type Refusal = NackCode | 'other' | null;

const pageBytes = 1024 * 1024;

/** [P28] The snapshots that one connection makes: its leases, the parts under way, the change of the pointer. */
export class SnapshotUploads {
  readonly #services: Services;
  readonly #space: Space;
  readonly #device: DeviceKey;
  readonly #outbox: Outbox;
  readonly #uploads = new Map<DocumentId, Upload>();

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

  end(): void {
    for (const doc of this.#uploads.keys()) this.#drop(doc);
    for (const [doc, { member }] of this.#space.leases)
      if (member === this) this.#space.leases.delete(doc);
  }

  /** One device at a time makes a snapshot; who is refused learns how long to wait. */
  lease(doc: DocumentId): void {
    const { clock, limits } = this.#services;
    const { leases } = this.#space;
    const now = clock.now();
    const held = leases.get(doc);
    const isFree =
      held === undefined || held.member === this || held.until <= now;
    const granted = isFree && this.#mayWrite(doc);
    if (granted) leases.set(doc, { member: this, until: now + limits.leaseMs });
    const ms = granted || isFree ? limits.leaseMs : held.until - now;
    this.#outbox.push(encodeRelayMessage({ kind: 'leased', doc, granted, ms }));
  }

  put(message: PutSnapshot): Handled | Promise<Handled> {
    const { doc, hash, total, offset, part } = message;
    if (offset === 0) {
      const refusal = this.#begin(message);
      if (refusal !== null) return this.#answer(doc, refusal);
    }
    const upload = this.#uploads.get(doc);
    // Parts on their way while the first one was refused: answered already.
    if (upload === undefined) return null;
    const continues =
      upload.hash === hash &&
      upload.total === total &&
      upload.received === offset;
    if (!continues) {
      this.#drop(doc);
      return this.#answer(doc, 'other');
    }
    upload.parts.push(ownBytes(part));
    upload.received += part.length;
    this.#services.uploads.bytes += part.length;
    return upload.received < total ? null : this.#finish(doc, upload);
  }

  #begin({ doc, hash, total }: PutSnapshot): Refusal {
    const { clock, limits, uploads } = this.#services;
    this.#drop(doc);
    if (!this.#space.documents.has(doc)) return nackCodes.noDocument;
    if (this.#space.membership.rightNow(this.#device) === null)
      return nackCodes.noRight;
    if (this.#space.bytes + total > limits.wire.spaceBytes)
      return nackCodes.quota;
    if (uploads.bytes + total > limits.uploadBytes) return nackCodes.busy;
    const now = clock.now();
    const { bytes } = this.#space.bucketsOf(this.#device);
    if (bytes.wait(total, now) > 0) return nackCodes.tooMany;
    bytes.take(total, now);
    this.#uploads.set(doc, { hash, total, parts: [], received: 0 });
    return null;
  }

  async #finish(doc: DocumentId, { hash, parts }: Upload): Promise<Handled> {
    const snapshot = concatBytes(...parts);
    this.#drop(doc);
    const refusal =
      bytesToId<Hash>(sha256(snapshot)) === hash
        ? await this.#accept(doc, hash, snapshot)
        : 'other';
    return this.#answer(doc, refusal);
  }

  async #accept(doc: DocumentId, hash: Hash, bytes: Bytes): Promise<Refusal> {
    const document = this.#space.documents.get(doc);
    const decoded = decodeSnapshot(bytes);
    if (document === undefined || !decoded.ok) return 'other';
    const { space, doc: named, prevSnapHash } = decoded.value.header;
    const inForce = document.snapshot?.hash ?? null;
    if (inForce === hash) return null;
    const previous = prevSnapHash === zeroHash ? null : prevSnapHash;
    if (space !== this.#space.id || named !== doc || previous !== inForce)
      return 'other';
    return (
      (await this.#judge(document, decoded.value)) ??
      (await this.#store(document, { hash, previous, bytes }, decoded.value))
    );
  }

  async #judge(
    { documentClass }: DocumentState,
    { header, ciphertext, signature }: Snapshot,
  ): Promise<Refusal> {
    if (header.device === this.#device)
      return this.#mayWrite(header.doc) ? null : nackCodes.noRight;
    const { state } = this.#space.membership;
    const standing = standingOf(state, { ...header, pending: [] });
    if (standing.kind !== 'at') return nackCodes.staleSeen;
    const right = rightAt(state, header.device, standing.index);
    if (right === null || !mayWrite(right, documentClass))
      return nackCodes.noRight;
    const signed = snapshotSigningBytes(header, sha256(ciphertext));
    return (await this.#services.verify(header.device, signed, signature))
      ? null
      : nackCodes.signature;
  }

  async #store(
    document: DocumentState,
    put: {
      readonly hash: Hash;
      readonly previous: Hash | null;
      readonly bytes: Bytes;
    },
    { header }: Snapshot,
  ): Promise<Refusal> {
    const { hash, previous, bytes } = put;
    const covers = await this.#coveredBy(document, header.frontier);
    const outcome = await this.#services.commits.commit({
      kind: 'snapshot',
      space: this.#space.id,
      doc: document.doc,
      previous,
      hash,
      covers,
      at: this.#services.clock.now(),
      snapshot: bytes,
    });
    if (outcome === null) return nackCodes.busy;
    if (outcome.kind !== 'sized') return 'other';
    document.snapshot = { hash, covers };
    this.#space.leases.delete(document.doc);
    this.#services.metrics.count('snapshots_total');
    this.#purge(document);
    return null;
  }

  /** Up to which seq every retained entry is in a snapshot with this frontier. */
  async #coveredBy(
    { doc, head, snapshot }: DocumentState,
    frontier: Snapshot['header']['frontier'],
  ): Promise<number> {
    const counters = new Map(
      frontier.map(({ device, counter }) => [device, counter]),
    );
    let covers = snapshot?.covers ?? 0;
    while (covers < head) {
      const page = await this.#services.log.entries({
        space: this.#space.id,
        doc,
        after: covers,
        upTo: head,
        maxBytes: pageBytes,
      });
      if (page.length === 0) return covers;
      for (const { seq, device, counter } of page) {
        if ((counters.get(device) ?? 0) < counter) return covers;
        covers = seq;
      }
    }
    return covers;
  }

  /** Entries go only when a snapshot that covers them is old enough to have been contradicted, or room is short. */
  #purge({ doc }: DocumentState): void {
    const { clock, limits, commits } = this.#services;
    const now = clock.now();
    const isShort = this.#space.bytes > limits.wire.spaceBytes / 2;
    commits.add(
      {
        kind: 'purge',
        space: this.#space.id,
        doc,
        coveredBefore: isShort ? now + 1 : now - limits.ripeMs,
        at: now,
        forgetBefore: now - entryIdsKeptMs,
      },
      (outcome) => {
        if (outcome?.kind === 'sized') this.#space.sizedTo(outcome.bytes);
      },
    );
  }

  #mayWrite(doc: DocumentId): boolean {
    const document = this.#space.documents.get(doc);
    const right = this.#space.membership.rightNow(this.#device)?.right;
    return (
      document !== undefined &&
      right !== undefined &&
      mayWrite(right, document.documentClass)
    );
  }

  #drop(doc: DocumentId): void {
    const upload = this.#uploads.get(doc);
    if (upload === undefined) return;
    this.#services.uploads.bytes -= upload.received;
    this.#uploads.delete(doc);
  }

  /** Every snapshot gets one SNAPACK; a reason beside the pointer goes before it on channel 0. */
  #answer(doc: DocumentId, refusal: Refusal): Handled {
    if (refusal !== null && refusal !== 'other')
      refuseOnConnection(this.#services, this.#outbox, refusal);
    const hashInForce =
      this.#space.documents.get(doc)?.snapshot?.hash ?? zeroHash;
    this.#outbox.push(
      encodeRelayMessage({
        kind: 'snap-ack',
        doc,
        accepted: refusal === null,
        hashInForce,
      }),
    );
    return null;
  }
}
