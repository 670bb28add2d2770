import type { Bytes, SpaceId } from '@minga/base';
import {
  type Auth,
  type ClientMessage,
  closeCodeFor,
  closeCodes,
  decodeClientMessages,
  encodeRelayMessage,
  limitsBeforeReady,
  suite1,
} from '@minga/protocol';
import type { WebSocket } from 'ws';
import {
  type Admitted,
  type AdmittedCard,
  type Challenge,
  authenticate,
} from './auth.ts';
import { InviteSession } from './invite-session.ts';
import { MemberSession } from './member-session.ts';
import { Outbox } from './outbox.ts';
import type { Services } from './services.ts';
import type { Handled, Session } from './session.ts';
import type { Space } from './space.ts';
import type { Spaces } from './spaces.ts';

type State =
  | { readonly phase: 'awaiting-hello'; readonly nonce: Bytes }
  | { readonly phase: 'awaiting-auth'; readonly challenge: Challenge }
  | { readonly phase: 'authenticating' }
  | {
      readonly phase: 'ready-member' | 'ready-invite';
      readonly session: Session;
      readonly space: Space;
    }
  | { readonly phase: 'closing' };

export interface ConnectionOptions {
  readonly services: Services;
  readonly spaces: Spaces;
  readonly socket: WebSocket;
  /** [P6] The hosts by which the client may have dialled this relay. */
  readonly audiences: readonly string[];
  /** [P9] Called once if the connection ends before it has shown who it is. */
  readonly failed: () => void;
  /** Called once when it has. */
  readonly ready: () => void;
  /** Bytes that came over the line so far: of a long message on a slow one, too. */
  readonly bytesRead: () => number;
  /** False when this address has created too many spaces. */
  readonly mayCreate: () => boolean;
}

/** [P9] Ends before READY that count as a failure of that address. */
const refusals: ReadonlySet<number> = new Set([
  closeCodes.protocol,
  closeCodes.reauthenticate,
  closeCodes.notMember,
  closeCodes.unknownSpace,
]);

/** Above this many messages behind a slow one, the socket is not read further. */
const inboxMark = 256;

/** One WebSocket, from HELLO to its end. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #outbox: Outbox;
  readonly #inbox: ClientMessage[] = [];
  #isHandling = false;
  #state: State;
  #cancelDeadline: () => void;
  #heardAt: number;
  #read = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { services, socket } = options;
    const { limits, clock } = services;
    this.#heardAt = clock.now();
    this.#outbox = new Outbox(
      socket,
      services.flusher,
      limits.wire,
      limits.backlog,
      () => {
        this.close(closeCodes.tooSlow);
      },
    );
    this.#cancelDeadline = clock.after(limits.authMs, () => {
      this.close(closeCodes.reauthenticate);
    });
    this.#state = { phase: 'awaiting-hello', nonce: this.#challenge() };
  }

  get isReady(): boolean {
    return 'session' in this.#state;
  }

  /** One WebSocket message. [P3] All of it is decoded before anything of it is done. */
  receive(bytes: Bytes): void {
    if (this.#state.phase === 'closing') return;
    // [P5] What is not in the message of AUTH waits for READY or CARD.
    if (this.#state.phase === 'authenticating') {
      this.close(closeCodes.protocol);
      return;
    }
    const { limits, clock } = this.#options.services;
    this.#heardAt = clock.now();
    this.#read = this.#options.bytesRead();
    const isMember = this.#state.phase === 'ready-member';
    const decoded = decodeClientMessages(
      bytes,
      isMember ? limits.wire : limitsBeforeReady(limits.wire),
    );
    if (!decoded.ok) {
      this.close(closeCodeFor(decoded.error));
      return;
    }
    this.#inbox.push(...decoded.value);
    this.#work();
  }

  /** Silent for too long: a dead network never says goodbye. */
  closeIfIdle(now: number): void {
    const { services, socket, bytesRead } = this.#options;
    const read = bytesRead();
    if (read > this.#read) this.#heardAt = now;
    this.#read = read;
    if (now - this.#heardAt > services.limits.idleMs) socket.terminate();
  }

  close(code: number): void {
    if (this.#state.phase === 'closing') return;
    const { services, socket } = this.#options;
    this.#end(code);
    this.#outbox.flush();
    socket.close(code);
    // A peer that does not answer the close frame is cut off.
    services.clock.after(services.limits.closeMs, () => {
      socket.terminate();
    });
  }

  /** The socket is gone, whoever closed it. */
  closed(): void {
    if (this.#state.phase !== 'closing') this.#end(1000);
  }

  #end(code: number): void {
    const { services, spaces, failed } = this.#options;
    const state = this.#state;
    this.#state = { phase: 'closing' };
    this.#inbox.length = 0;
    this.#cancelDeadline();
    services.metrics.count(`closed_total{code="${code}"}`);
    if ('session' in state) {
      state.session.end();
      spaces.release(state.space);
    } else if (refusals.has(code)) failed();
  }

  /** Messages are handled in order; one that takes time holds up those behind it, of this connection only. */
  #work(): void {
    const { socket } = this.#options;
    while (!this.#isHandling) {
      const message = this.#inbox.shift();
      if (message === undefined) {
        if (socket.isPaused) socket.resume();
        return;
      }
      const handled = this.#tryHandle(message);
      if (handled instanceof Promise) this.#wait(handled);
      else if (handled !== null) this.close(handled);
    }
    if (this.#inbox.length > inboxMark) socket.pause();
  }

  /** A bug of ours ends one connection, which may come again, and not the relay. */
  #tryHandle(message: ClientMessage): Handled | Promise<Handled> {
    try {
      return this.#handle(message);
    } catch (error) {
      this.#options.services.report(error);
      return closeCodes.draining;
    }
  }

  #wait(handling: Promise<Handled>): void {
    this.#isHandling = true;
    void handling
      .catch((error: unknown) => {
        this.#options.services.report(error);
        return closeCodes.draining;
      })
      .then((handled) => {
        this.#isHandling = false;
        if (handled !== null) this.close(handled);
        this.#work();
      });
  }

  #handle(message: ClientMessage): Handled | Promise<Handled> {
    const state = this.#state;
    switch (state.phase) {
      case 'awaiting-hello':
        return message.kind === 'hello'
          ? this.#greet(state.nonce, message.space, message.suites)
          : closeCodes.protocol;
      case 'awaiting-auth':
        return message.kind === 'auth'
          ? this.#authenticate(state.challenge, message.auth)
          : closeCodes.protocol;
      case 'authenticating':
        return closeCodes.protocol;
      case 'ready-member':
      case 'ready-invite':
        return state.session.handle(message);
      case 'closing':
        return null;
    }
  }

  /** [P5] Before HELLO: over a slow line every answer that need not be waited for counts. */
  #challenge(): Bytes {
    const { services } = this.#options;
    const nonce = services.random.bytes(32);
    this.#outbox.push(
      encodeRelayMessage({
        kind: 'challenge',
        nonce,
        serverTimeMs: services.clock.now(),
      }),
    );
    return nonce;
  }

  #greet(nonce: Bytes, space: SpaceId, suites: readonly number[]): Handled {
    if (!suites.includes(suite1)) return closeCodes.newerClientNeeded;
    const { audiences } = this.#options;
    this.#state = {
      phase: 'awaiting-auth',
      challenge: { space, nonce, audiences },
    };
    return null;
  }

  async #authenticate(challenge: Challenge, auth: Auth): Promise<Handled> {
    const { services, spaces, mayCreate } = this.#options;
    this.#state = { phase: 'authenticating' };
    if (auth.mode === 'create' && !mayCreate()) return closeCodes.tooSlow;
    const admitted = await authenticate(services, spaces, challenge, auth);
    if (!admitted.ok) return admitted.error;
    if (admitted.value.mode === 'card') {
      this.#tellCard(admitted.value.found);
      return null;
    }
    if (!this.#isAuthenticating()) {
      spaces.release(admitted.value.space);
      return null;
    }
    this.#cancelDeadline();
    this.#enter(admitted.value);
    return null;
  }

  /** [P7] Where it is registered, and no more. */
  #tellCard(found: readonly SpaceId[]): void {
    if (!this.#isAuthenticating()) return;
    this.#options.ready();
    this.#outbox.push(encodeRelayMessage({ kind: 'found', spaces: found }));
    this.close(1000);
  }

  /** The socket may have gone while the signature was checked. */
  #isAuthenticating(): boolean {
    return this.#state.phase === 'authenticating';
  }

  #enter(admitted: Exclude<Admitted, AdmittedCard>): void {
    const { services, ready } = this.#options;
    const { space, mode } = admitted;
    services.metrics.count(`ready_total{mode="${mode}"}`);
    ready();
    if (mode === 'invite') {
      const { inviteId } = admitted.auth;
      const session = new InviteSession(
        services,
        space,
        inviteId,
        this.#outbox,
        (code) => {
          this.close(code);
        },
      );
      this.#state = { phase: 'ready-invite', session, space };
      this.#cancelDeadline = services.clock.after(
        services.limits.inviteMs,
        () => {
          this.close(closeCodes.reauthenticate);
        },
      );
      session.greet(admitted.isKnown);
      return;
    }
    const session = new MemberSession(
      services,
      space,
      admitted.device,
      this.#outbox,
      (code) => {
        this.close(code);
      },
    );
    this.#state = { phase: 'ready-member', session, space };
    session.greet(admitted.haveActions, admitted.haveHash);
  }
}
