import type { Bytes, DocumentId, MemberId } from '@minga/base';
import {
  type ActionBody,
  type MembershipState,
  createVerifier,
  emptyState,
  foldActions,
  lastIndex,
  logEntry,
} from '@minga/membership';
import { type Frame, zeroHash } from '@minga/protocol';
import { TestClient } from './test-client.ts';
import {
  type Known,
  type Person,
  signedAction,
  wholeFrame,
} from './test-story.ts';

/** What the relay said to something, as one word: a code when it refused for good, `retry` and the code when not. */
export type Answer = 'yes' | number | `retry ${number}`;

/**
 * A rightful member whose client is of her own making: true keys, the log as the relay tells it, and whatever she likes
 * to say. Nothing on this side asks whether she may.
 */
export class HostileMember {
  readonly person: Person;
  readonly client: TestClient;
  #state: MembershipState;

  private constructor(
    person: Person,
    client: TestClient,
    state: MembershipState,
  ) {
    this.person = person;
    this.client = client;
    this.#state = state;
  }

  static async enter(
    url: string,
    person: Person,
    { space }: Pick<Known, 'space'>,
  ): Promise<HostileMember> {
    const client = await TestClient.connect(url);
    await client.authenticate(space, 'member', person, {
      haveActions: 0,
      haveHash: zeroHash,
    });
    const { actionCount } = await client.next('ready');
    const made = new HostileMember(person, client, emptyState(space));
    for (const { action } of await client.take(actionCount, 'action'))
      await made.#fold(action);
    return made;
  }

  get state(): MembershipState {
    return this.#state;
  }

  get known(): Known {
    const seenIndex = lastIndex(this.#state);
    const seenHash = this.#state.hashes[seenIndex] ?? zeroHash;
    return { space: this.#state.space, seenIndex, seenHash };
  }

  get member(): MemberId {
    const device = this.#state.devices.get(this.person.device);
    if (device === undefined) throw new Error('she is nobody here');
    return device.member;
  }

  /** Signs it as herself, standing on all that she has heard, and sends it. */
  async act(body: ActionBody): Promise<Answer> {
    const { bytes } = await signedAction(this.person.signer, this.known, body);
    return this.bring(bytes);
  }

  /** Sends an action as it is, whoever signed it. */
  async bring(bytes: Bytes): Promise<Answer> {
    this.client.send({ kind: 'action', action: bytes });
    const [answer] = await this.client.take(1, 'action', 'action-nack');
    if (answer?.kind !== 'action') return refusal(answer);
    await this.#fold(answer.action);
    return 'yes';
  }

  /** What others did meanwhile. */
  async hear(): Promise<void> {
    for (const message of await this.client.settled())
      if (message.kind === 'action') await this.#fold(message.action);
  }

  /** Answers its channel. */
  async open(doc: DocumentId): Promise<number> {
    const channel = await this.client.subscribe(doc);
    await this.client.next('doc');
    return channel;
  }

  /** Sends a frame as it is, whoever signed it. */
  async append(channel: number, frame: Frame): Promise<Answer> {
    this.client.send({ kind: 'append', channel, wireFrame: wholeFrame(frame) });
    const [answer] = await this.client.take(1, 'ack', 'nack');
    return answer?.kind === 'ack' ? 'yes' : refusal(answer);
  }

  async putDocument(header: Bytes): Promise<Answer> {
    this.client.send({ kind: 'doc', header });
    const [answer] = await this.client.take(1, 'doc', 'doc-nack');
    return answer?.kind === 'doc' ? 'yes' : refusal(answer);
  }

  async lease(doc: DocumentId): Promise<Answer> {
    this.client.send({ kind: 'lease', doc });
    return (await this.client.next('leased')).granted ? 'yes' : 4403;
  }

  async #fold(action: Uint8Array): Promise<void> {
    const bytes = new Uint8Array(action);
    const verify = createVerifier();
    const entry = await logEntry(verify, this.#state, bytes);
    this.#state = foldActions(this.#state, [entry]);
  }
}

function refusal(
  answer: { readonly code: number; readonly final: boolean } | undefined,
): Answer {
  if (answer === undefined) throw new Error('no answer');
  return answer.final ? answer.code : `retry ${answer.code}`;
}
