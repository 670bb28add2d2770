import {
  type Bytes,
  type DeviceKey,
  type InviteId,
  ownBytes,
} from '@minga/base';
import { decodeAction } from '@minga/membership';
import {
  type AskMessage,
  type AskStatus,
  type ClientMessage,
  closeCodes,
  encodeRelayMessage,
  nackCodes,
} from '@minga/protocol';
import { placeAction } from './actions.ts';
import { askStatusOf, putNote } from './asking.ts';
import { statusOf } from './invitations.ts';
import type { Outbox } from './outbox.ts';
import type { Services } from './services.ts';
import { type Handled, type Session, refuseOnConnection } from './session.ts';
import type { Door, Space } from './space.ts';

/** Each try costs the relay two signature checks; a person needs one. */
const maxJoins = 5;

/** A connection that holds the key of an invitation: the card, one join, the keys, and nothing else ([P7]). */
export class InviteSession implements Session, Door {
  readonly #services: Services;
  readonly #space: Space;
  readonly #invite: InviteId;
  readonly #outbox: Outbox;
  #joins = 0;
  readonly #close: (code: number) => void;
  #hasJoined = false;
  /** [P39] Who came by this connection and has to be let in, and what she was told last. */
  #asker: DeviceKey | null = null;
  #told: AskStatus | null = null;

  constructor(
    services: Services,
    space: Space,
    invite: InviteId,
    outbox: Outbox,
    close: (code: number) => void,
  ) {
    this.#services = services;
    this.#space = space;
    this.#invite = invite;
    this.#outbox = outbox;
    this.#close = close;
    space.doors.add(this);
  }

  /** Reading the card uses nothing up. An unknown invitation and a wrong key look the same. */
  greet(isKnown: boolean): void {
    const { state } = this.#space.membership;
    const invitation = isKnown
      ? state.invitations.get(this.#invite)
      : undefined;
    const status = statusOf(invitation, this.#services.clock.now());
    const box = this.#space.keyboxes.get(this.#invite);
    this.#outbox.push(
      encodeRelayMessage({
        kind: 'card',
        inviteId: this.#invite,
        status,
        sealedCard:
          status === 'live' && box !== undefined
            ? box.sealedCard
            : new Uint8Array(),
      }),
    );
  }

  handle(message: ClientMessage): Handled | Promise<Handled> {
    switch (message.kind) {
      case 'action':
        return this.#join(ownBytes(message.action));
      case 'keybox':
        return this.#hasJoined ? this.#sendKeys() : this.#refuse();
      case 'ask':
        return this.#ask(message);
      case 'ping':
        this.#outbox.push(
          encodeRelayMessage({
            kind: 'pong',
            clientTimeMs: message.clientTimeMs,
            serverTimeMs: this.#services.clock.now(),
            spaceHead: 0,
          }),
        );
        return null;
      default:
        return closeCodes.protocol;
    }
  }

  end(): void {
    this.#space.doors.delete(this);
  }

  async #join(bytes: Bytes): Promise<Handled> {
    const decoded = decodeAction(bytes);
    const isJoin =
      decoded.ok &&
      decoded.value.body.kind === 'join' &&
      decoded.value.body.invite === this.#invite;
    if (!isJoin || ++this.#joins > maxJoins) return closeCodes.protocol;
    const isPlaced = await placeAction(
      this.#services,
      this.#space,
      bytes,
      this.#outbox,
      null,
    );
    this.#hasJoined ||= isPlaced;
    if (!isPlaced) return null;
    if (this.#isApproved()) {
      this.#asker = decoded.value.device;
      this.#told = null;
      this.tell();
      return this.#sealedKeys() === undefined ? null : this.#sendKeys();
    }
    return this.#sendKeys();
  }

  tell(): void {
    const device = this.#asker;
    if (device === null) return;
    const status = askStatusOf(this.#space, device);
    if (status === this.#told) return;
    this.#told = status;
    const note = new Uint8Array();
    this.#outbox.push(
      encodeRelayMessage({ kind: 'ask', device, status, note }),
    );
  }

  dismiss(code: number): void {
    this.#close(code);
  }

  #isApproved(): boolean {
    const { invitations } = this.#space.membership.state;
    return invitations.get(this.#invite)?.approval === true;
  }

  async #ask(message: AskMessage): Promise<Handled> {
    const device = this.#asker;
    // As many as joins: each is a commit.
    if (device === null || ++this.#joins > maxJoins) return closeCodes.protocol;
    const refusal = await putNote(this.#services, this.#space, device, message);
    return refusal === null
      ? null
      : refuseOnConnection(this.#services, this.#outbox, refusal);
  }

  #sealedKeys(): Bytes | undefined {
    return (
      this.#space.keyboxes.get(this.#invite)?.sealedKeys ??
      this.#space.lastJoins.get(this.#invite)
    );
  }

  #refuse(): Handled {
    return refuseOnConnection(
      this.#services,
      this.#outbox,
      nackCodes.invitationNotLive,
    );
  }

  #sendKeys(): Handled {
    const sealedKeys = this.#sealedKeys();
    if (sealedKeys === undefined) return this.#refuse();
    this.#outbox.push(
      encodeRelayMessage({
        kind: 'keybox',
        inviteId: this.#invite,
        sealedKeys,
      }),
    );
    return null;
  }
}
