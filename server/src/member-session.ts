import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type Hash,
  type LogId,
  ownBytes,
} from '@minga/base';
import { deviceInForceAt, lastIndex } from '@minga/membership';
import {
  type ClientMessage,
  type NackCode,
  type PutKeys,
  type Sync,
  closeCodes,
  encodeRelayMessage,
  limitsToValues,
  nackCodes,
} from '@minga/protocol';
import { placeAction } from './actions.ts';
import { BlobSession, isBlobMessage } from './blobs.ts';
import { putDocument } from './document-records.ts';
import { DocumentSession, isDocumentMessage } from './document-session.ts';
import { tellNotes } from './asking.ts';
import { putKeys } from './invitations.ts';
import type { Outbox } from './outbox.ts';
import { putRegister, sendRegisters } from './registers.ts';
import type { Services } from './services.ts';
import { type Handled, type Session, refuseOnConnection } from './session.ts';
import type { Space, SpaceMember } from './space.ts';

/** A connection after READY, whose device is in force. */
export class MemberSession implements Session, SpaceMember {
  readonly device: DeviceKey;
  readonly outbox: Outbox;
  readonly #services: Services;
  readonly #space: Space;
  readonly #documents: DocumentSession;
  readonly #blobs: BlobSession;
  readonly #close: (code: number) => void;
  /** [P14] Documents it was told about since it last synced; null before its first SYNC. */
  #told: Set<DocumentId> | null = null;
  #wantsRegisters = false;

  constructor(
    services: Services,
    space: Space,
    device: DeviceKey,
    outbox: Outbox,
    close: (code: number) => void,
  ) {
    this.#services = services;
    this.#space = space;
    this.device = device;
    this.outbox = outbox;
    this.#close = close;
    this.#documents = new DocumentSession(
      services,
      space,
      device,
      outbox,
      close,
    );
    this.#blobs = new BlobSession(services, space, device, outbox);
    space.members.add(this);
  }

  get wantsRegisters(): boolean {
    return this.#wantsRegisters;
  }

  wantsChange(doc: DocumentId): boolean {
    if (this.#told === null || this.#documents.isSubscribed(doc)) return false;
    const isNews = !this.#told.has(doc);
    this.#told.add(doc);
    return isNews;
  }

  dismiss(code: number): void {
    this.#close(code);
  }

  end(): void {
    this.#space.members.delete(this);
    this.#documents.end();
  }

  /** [P8] READY, then every position the client lacks. */
  greet(haveActions: number, haveHash: Hash): void {
    const { membership, logId, head } = this.#space;
    const { clock } = this.#services;
    this.outbox.push(
      encodeRelayMessage({
        kind: 'ready',
        logId,
        serverTimeMs: clock.now(),
        actionCount: membership.actions.length,
        spaceHead: head.seq,
        limits: limitsToValues(this.#services.limits.wire),
      }),
    );
    const agrees = membership.state.hashes[haveActions - 1] === haveHash;
    const from = agrees ? haveActions : 0;
    for (const [index, action] of membership.actions.entries())
      if (index >= from)
        this.outbox.push(encodeRelayMessage({ kind: 'action', index, action }));
    tellNotes(this.#space, this);
  }

  handle(message: ClientMessage): Handled | Promise<Handled> {
    if (isDocumentMessage(message)) {
      if (message.kind === 'sub') this.#told?.delete(message.doc);
      return this.#documents.handle(message);
    }
    if (isBlobMessage(message)) return this.#blobs.handle(message);
    return this.#handleOther(message);
  }

  #handleOther(message: ClientMessage): Handled | Promise<Handled> {
    switch (message.kind) {
      case 'ping':
        return this.#pong(message.clientTimeMs);
      case 'sync':
        return this.#sync(message);
      case 'doc':
        return this.#putDocument(message.header);
      case 'action':
        return this.#act(message.action);
      case 'keybox':
        return this.#putKeys(message);
      case 'reg':
        return this.#register(message.register);
      case 'report':
        this.#services.metrics.count('reports_total');
        return null;
      case 'blob':
        return this.#refuse(nackCodes.notCarriedOut);
      default:
        return closeCodes.protocol;
    }
  }

  #pong(clientTimeMs: number): Handled {
    this.outbox.push(
      encodeRelayMessage({
        kind: 'pong',
        clientTimeMs,
        serverTimeMs: this.#services.clock.now(),
        spaceHead: this.#space.head.seq,
      }),
    );
    return null;
  }

  /** [P12], [P13] */
  async #sync({ logId, since }: Sync): Promise<Handled> {
    const reset = !(await this.#isPositionOfLog(logId, since));
    this.#told = new Set();
    for (const page of this.#space.changesSince(since.seq, reset))
      this.outbox.push(page);
    return null;
  }

  async #isPositionOfLog(logId: LogId, since: Sync['since']): Promise<boolean> {
    const { id, head } = this.#space;
    if (logId !== this.#space.logId) return false;
    if (since.seq === 0) return true;
    if (since.seq > head.seq) return false;
    const entryId =
      since.seq === head.seq
        ? head.entryId
        : await this.#services.log.entryIdAt(id, since.seq);
    return entryId === since.entryId;
  }

  async #putDocument(header: Uint8Array): Promise<Handled> {
    const isRecord = await putDocument(
      this.#services,
      this.#space,
      this,
      ownBytes(header),
    );
    return isRecord ? null : closeCodes.protocol;
  }

  async #act(action: Uint8Array): Promise<Handled> {
    const { frames } = this.#space.bucketsOf(this.device);
    const now = this.#services.clock.now();
    frames.take(1, now);
    await placeAction(
      this.#services,
      this.#space,
      ownBytes(action),
      this.outbox,
      this.device,
    );
    const { state } = this.#space.membership;
    return deviceInForceAt(state, this.device, lastIndex(state)) === null
      ? closeCodes.notMember
      : null;
  }

  async #putKeys(message: PutKeys): Promise<Handled> {
    const refusal = await putKeys(
      this.#services,
      this.#space,
      this.device,
      message,
    );
    return refusal === null ? null : this.#refuse(refusal);
  }

  #register(register: Bytes | null): Promise<Handled> {
    if (register !== null)
      return putRegister(this.#services, this.#space, this, register);
    this.#wantsRegisters = true;
    return sendRegisters(this.#services, this.#space, this);
  }

  #refuse(code: NackCode): Handled {
    return refuseOnConnection(this.#services, this.outbox, code);
  }
}
