import {
  type Bytes,
  type Clock,
  type Result,
  type SpaceId,
  bytesToId,
  equalBytes,
  err,
  idToBytes,
  ok,
  ownBytes,
} from '@minga/base';
import {
  type ActionBody,
  type MembershipState,
  type Signer,
  createVerifier,
  emptyState,
  foldActions,
  logEntry,
  signAction,
} from '@minga/membership';
import {
  type ClientMessage,
  type RelayMessage,
  authSigningBytes,
  closeCodes,
  decodeRelayMessages,
  defaultLimits,
  encodeClientMessage,
  protocolVersion,
  suite1,
  zeroHash,
} from '@minga/protocol';
import type { MingaError } from './api.ts';
import type { RelayAddress } from './profile-core.ts';
import type { Transport } from './transport.ts';

export interface VisitPorts {
  readonly transport: Transport;
  readonly clock: Clock;
}

/** A member's connection for a moment: the log of membership, and actions of hers. No document is touched. */
export interface MemberVisit {
  readonly state: MembershipState;
  readonly actions: readonly Bytes[];
  /** Signed by who visits; resolves when it has its position. */
  act(body: ActionBody): Promise<Result<void, MingaError>>;
  close(): void;
}

const patienceMs = 20_000;
const nowhere = bytesToId<SpaceId>(new Uint8Array(32));

/** [P7] Where the key of a card is in force. 'unknown-space': nowhere. */
export async function findCard(
  ports: VisitPorts,
  { url, audience }: RelayAddress,
  signer: Signer,
): Promise<Result<readonly SpaceId[], MingaError>> {
  const talk = openTalk(ports, url, nowhere);
  const subject = idToBytes(signer.device);
  const found = await talk.greet(async (nonce) => {
    const mode = 'card' as const;
    const signing = { mode, audience, space: nowhere, nonce, subject };
    const signature = await signer.sign(authSigningBytes(signing));
    return { kind: 'auth', auth: { mode, cardKey: subject, signature } };
  }, 'found');
  talk.close();
  return found.ok ? ok(found.value.spaces) : found;
}

/** 'unknown-space' when this key is not, or no longer, one of that space. */
export async function visitAsMember(
  ports: VisitPorts,
  { url, audience }: RelayAddress,
  space: SpaceId,
  signer: Signer,
): Promise<Result<MemberVisit, MingaError>> {
  const talk = openTalk(ports, url, space);
  const verify = createVerifier();
  const { device } = signer;
  const subject = idToBytes(device);
  const ready = await talk.greet(async (nonce) => {
    const mode = 'member' as const;
    const signing = { mode, audience, space, nonce, subject };
    const signature = await signer.sign(authSigningBytes(signing));
    const known = { haveActions: 0, haveHash: zeroHash };
    return { kind: 'auth', auth: { mode, device, ...known, signature } };
  }, 'ready');
  if (!ready.ok) {
    talk.close();
    return ready;
  }
  let state = emptyState(space);
  const actions: Bytes[] = [];
  const take = async (index: number, action: Bytes): Promise<void> => {
    if (index !== actions.length) return;
    const bytes = ownBytes(action);
    state = foldActions(state, [await logEntry(verify, state, bytes)]);
    actions.push(bytes);
  };
  const placed = (
    done: () => boolean,
    hash: string | null,
  ): Promise<Result<void, MingaError>> =>
    talk.until(async (message) => {
      if (message.kind === 'action') await take(message.index, message.action);
      if (message.kind === 'action-nack' && message.actionHash === hash)
        return err({ code: 'relay-refused', detail: String(message.code) });
      return done() ? ok(undefined) : null;
    });
  const { actionCount } = ready.value;
  const whole = await placed(() => actions.length >= actionCount, null);
  if (!whole.ok) {
    talk.close();
    return whole;
  }
  return ok({
    get state() {
      return state;
    },
    actions,
    async act(body) {
      const seenHash = state.hashes.at(-1) ?? zeroHash;
      const seen = {
        seenIndex: state.hashes.length - 1,
        seenHash,
        pending: [],
      };
      const signed = await signAction(signer, { space, ...seen }, body);
      talk.say({ kind: 'action', action: signed.bytes });
      return placed(
        () => actions.some((bytes) => equalBytes(bytes, signed.bytes)),
        signed.hash,
      );
    },
    close: () => {
      talk.close();
    },
  });
}

interface Talk {
  greet<K extends 'ready' | 'found'>(
    answer: (nonce: Bytes) => Promise<ClientMessage>,
    kind: K,
  ): Promise<Result<Extract<RelayMessage, { kind: K }>, MingaError>>;
  /** Message by message, until `take` gives something. */
  until<T>(
    take: (message: RelayMessage) => Promise<Result<T, MingaError> | null>,
  ): Promise<Result<T, MingaError>>;
  say(message: ClientMessage): void;
  close(): void;
}

/** One connection, its messages taken one after the other. */
function openTalk(
  { transport, clock }: VisitPorts,
  url: string,
  space: SpaceId,
): Talk {
  const inbox: RelayMessage[] = [];
  let ended: number | null = null;
  let wake: () => void = () => undefined;
  const socket = transport.connect(url, {
    opened() {
      say({ kind: 'hello', version: protocolVersion, space, suites: [suite1] });
    },
    message(bytes) {
      const decoded = decodeRelayMessages(ownBytes(bytes), defaultLimits);
      if (decoded.ok) inbox.push(...decoded.value);
      else ended = closeCodes.protocol;
      wake();
    },
    closed(code) {
      ended ??= code;
      wake();
    },
  });
  const say = (message: ClientMessage): void => {
    socket.send(encodeClientMessage(message));
  };
  const news = (): Promise<boolean> =>
    new Promise((resolve) => {
      const cancel = clock.after(patienceMs, () => {
        resolve(false);
      });
      wake = () => {
        cancel();
        resolve(true);
      };
    });
  const until: Talk['until'] = async (take) => {
    for (;;) {
      const message = inbox.shift();
      if (message !== undefined) {
        const taken = await take(message);
        if (taken !== null) return taken;
      } else if (ended !== null) return err(errorOfEnd(ended));
      else if (!(await news())) return err({ code: 'relay-unreachable' });
    }
  };
  return {
    until,
    say,
    greet: (answer, kind) =>
      until(async (message) => {
        if (message.kind === 'challenge')
          say(await answer(ownBytes(message.nonce)));
        return isOf(message, kind) ? ok(message) : null;
      }),
    close() {
      socket.close();
    },
  };
}

function isOf<K extends RelayMessage['kind']>(
  message: RelayMessage,
  kind: K,
): message is Extract<RelayMessage, { kind: K }> {
  return message.kind === kind;
}

function errorOfEnd(code: number): MingaError {
  const detail = String(code);
  switch (code) {
    case closeCodes.notMember:
    case closeCodes.unknownSpace:
      return { code: 'unknown-space', detail };
    case closeCodes.newerClientNeeded:
      return { code: 'newer-app-needed', detail };
    default:
      return { code: 'relay-unreachable', detail };
  }
}
