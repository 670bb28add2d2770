import {
  type Bytes,
  type Hash,
  type MemberId,
  type Result,
  bytesToId,
  systemClock,
  systemRandom,
} from '@minga/base';
import { type Doc, addSeal, observeRound, readSeals } from '@minga/documents';
import {
  type CapacityAnswer,
  type Charter,
  type RoundState,
  type RoundStatement,
  type SealedAnswer,
  decodeAnswers,
  decodeCharter,
  decodeVoteBody,
  decodeEnvelopeSubject,
  encodeAnswers,
  encodeCharter,
  encodeEnvelopeSubject,
  encodeReleaseSubject,
  encodeVoteBody,
  encodeVoteSubject,
  judgeRound,
  roundStatement,
} from '@minga/domain';
import {
  openRoundEnvelope,
  sealRoundEnvelope,
} from '#lib/session/round-crypto.ts';

type Verified = Omit<RoundStatement, 'body'>;

/** An open document, as far as it signs as this device and says who signed. */
export interface StatementPort {
  readonly doc: Doc;
  sign(
    kind: number,
    subject: Uint8Array,
    body: Uint8Array,
  ): Promise<Result<Bytes, unknown>>;
  /** Null where the signature does not hold, whoever signed had no right to, or it has not been looked at yet. */
  readonly statements: {
    subscribe(
      run: (read: (statement: Uint8Array) => Verified | null) => void,
    ): () => void;
  };
}

/** Of Mi cuaderno. */
export interface OwnAnswers {
  readDraft(charter: string): Bytes | null;
  writeDraft(charter: string, draft: Bytes): void;
  readKey(envelope: string): Bytes | null;
  /** Resolves once it is durable here: an envelope whose key is lost is lost. */
  keepKey(envelope: string, key: Bytes): Promise<void>;
}

export interface OpenedAnswer {
  readonly member: MemberId;
  /** Null: its key has not come, or is not the one it was sealed with. */
  readonly answers: readonly CapacityAnswer[] | null;
  readonly late: boolean;
}

export type NewCharter = Pick<
  Charter,
  'identity' | 'deadline' | 'level' | 'focus' | 'members' | 'instrumentHash'
> &
  Pick<Charter, 'space' | 'doc'>;

interface KnownCharter {
  readonly hash: Hash;
  readonly charter: Charter;
}

/** A round in sealed envelopes, as this device knows it. */
export class SealedRound {
  readonly me: MemberId;
  readonly #doc: Doc;
  readonly #port: StatementPort;
  readonly #own: OwnAnswers;
  // Only ever read to fill `answers`, which the screens follow.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #opened = new Map<string, readonly CapacityAnswer[] | null>();
  readonly #stop: () => void;
  #statements: readonly RoundStatement[] = $state.raw([]);
  #now = $state(systemClock.now());
  #work: Promise<void> = Promise.resolve();
  #verified: (statement: Uint8Array) => Verified | null = () => null;
  /** What has been opened so far, of what is frozen and what came late. */
  answers: readonly OpenedAnswer[] = $state.raw([]);
  /** The first reading is done. */
  isRead = $state(false);

  constructor(port: StatementPort, me: MemberId, own: OwnAnswers) {
    this.#doc = port.doc;
    this.me = me;
    this.#port = port;
    this.#own = own;
    const stopObserving = observeRound(port.doc, ({ structure }) => {
      if (structure) this.refresh();
    });
    const stopReading = port.statements.subscribe((read) => {
      this.#verified = read;
      this.refresh();
    });
    // The day on which it opens comes by itself.
    const timer = setInterval(() => this.refresh(), 30_000);
    this.#stop = () => {
      stopObserving();
      stopReading();
      clearInterval(timer);
    };
  }

  stop(): void {
    this.#stop();
  }

  charters: readonly KnownCharter[] = $derived.by(() =>
    this.#statements.flatMap(({ kind, body, bodyHash }) => {
      if (kind !== roundStatement.charter || body === null) return [];
      const charter = decodeCharter(body);
      return charter === null ? [] : [{ hash: bodyHash, charter }];
    }),
  );
  hasTwoCharters = $derived(
    this.charters.some(({ hash }) => hash !== this.charters[0]?.hash),
  );
  /** [E41] Only where there is exactly one: of two nobody knows which was meant. */
  known: KnownCharter | null = $derived.by(() => {
    const [first] = this.charters;
    return first === undefined || this.hasTwoCharters ? null : first;
  });
  state: RoundState | null = $derived.by(() => {
    const known = this.known;
    return known === null
      ? null
      : judgeRound({
          charter: known.charter,
          charterHash: known.hash,
          statements: this.#statements,
          now: this.#now,
        });
  });
  /** Mine, as it would be opened now. */
  mine: SealedAnswer | null = $derived.by(() => {
    const state = this.state;
    if (state === null) return null;
    const among =
      state.phase === 'open' ? [...state.frozen, ...state.late] : state.sealed;
    return among.find(({ member }) => member === this.me) ?? null;
  });

  async begin(rules: NewCharter): Promise<boolean> {
    const charter = { ...rules, salt: systemRandom.bytes(16) };
    const body = encodeCharter(charter);
    return this.#add(roundStatement.charter, new Uint8Array(0), body);
  }

  /** The draft of this device's person, or one with nothing in it. */
  draft(): readonly CapacityAnswer[] {
    const known = this.known;
    if (known === null) return [];
    const bytes = this.#own.readDraft(known.hash);
    return (
      (bytes === null ? null : decodeAnswers(bytes)) ??
      known.charter.focus.map(() => ({ stage: '', example: '', next: '' }))
    );
  }

  /** Always of one size, and nowhere but in Mi cuaderno. */
  keepDraft(answers: readonly CapacityAnswer[]): void {
    if (this.known !== null)
      this.#own.writeDraft(this.known.hash, encodeAnswers(answers));
  }

  async seal(answers: readonly CapacityAnswer[]): Promise<boolean> {
    const known = this.known;
    if (known === null || this.state?.phase !== 'answering') return false;
    const scope = {
      charter: known.hash,
      member: this.me,
      attempt: this.#nextAttempt(),
    };
    const { key, tag, ciphertext } = await sealRoundEnvelope(
      systemRandom,
      scope,
      encodeAnswers(answers),
    );
    const subject = encodeEnvelopeSubject({ ...scope, tag });
    return this.#add(roundStatement.envelope, subject, ciphertext, key);
  }

  /** Until the opening: it is then as if nothing had been sealed. */
  async takeBack(): Promise<boolean> {
    const known = this.known;
    if (known === null || this.state?.phase !== 'answering') return false;
    const subject = encodeEnvelopeSubject({
      charter: known.hash,
      member: this.me,
      attempt: this.#nextAttempt(),
      tag: new Uint8Array(32),
    });
    return this.#add(roundStatement.envelope, subject, new Uint8Array(0));
  }

  async voteToOpen(): Promise<boolean> {
    const [known, all] = [this.known, this.#standing()];
    if (known === null) return false;
    const named = encodeVoteBody(
      all.map(({ member, attempt, hash }) => ({
        member,
        attempt,
        envelope: hash,
      })),
    );
    const subject = encodeVoteSubject(known.hash);
    return this.#add(roundStatement.openVote, subject, named);
  }

  /** One of each member, in whatever phase. */
  #standing(): readonly SealedAnswer[] {
    const state = this.state;
    if (state === null) return [];
    return state.phase === 'open'
      ? [
          ...state.frozen.filter(
            ({ member }) => !state.late.some((one) => one.member === member),
          ),
          ...state.late,
        ]
      : state.sealed;
  }

  /** [E43] Nothing is open yet as far as is known here, so whatever has come was sealed before: it is named, once. */
  async #nameWhatCame(): Promise<void> {
    const isNamed = ({ hash }: SealedAnswer): boolean =>
      this.#statements.some(
        ({ kind, member, body }) =>
          kind === roundStatement.openVote &&
          member === this.me &&
          body !== null &&
          (decodeVoteBody(body)?.some(({ envelope }) => envelope === hash) ??
            false),
      );
    const hasKeys = this.#statements.some(
      ({ kind }) => kind === roundStatement.keyRelease,
    );
    if (!hasKeys && !this.#standing().every(isNamed)) await this.voteToOpen();
  }

  /** `key`: of what is sealed; kept before anybody sees the envelope. */
  async #add(
    kind: number,
    subject: Bytes,
    body: Bytes,
    key?: Bytes,
  ): Promise<boolean> {
    const signed = await this.#port.sign(kind, subject, body);
    if (!signed.ok) return false;
    const statement = signed.value;
    const hash = await hashOf(statement);
    if (key !== undefined) await this.#own.keepKey(hash, key);
    addSeal(this.#doc, {
      hash,
      statement,
      body: { hash: await hashOf(body), bytes: body },
    });
    return true;
  }

  #nextAttempt(): number {
    const highest = this.#statements.flatMap(({ kind, member, subject }) =>
      kind === roundStatement.envelope && member === this.me
        ? [decodeEnvelopeSubject(subject)?.attempt ?? 0]
        : [],
    );
    return 1 + Math.max(0, ...highest);
  }

  /** Also for who has found a key meanwhile. */
  refresh(): void {
    this.#work = this.#work
      .then(() => this.#read())
      .catch((error: unknown) => {
        console.error('minga: a round could not be read', error);
      });
  }

  async #read(): Promise<void> {
    const { statements, bodies } = readSeals(this.#doc);
    const known: RoundStatement[] = [];
    for (const bytes of statements.values()) {
      const verified = this.#verified(bytes);
      if (verified === null) continue;
      const body = bodies.get(verified.bodyHash) ?? null;
      const isIt = body !== null && (await hashOf(body)) === verified.bodyHash;
      known.push({ ...verified, body: isIt ? body : null });
    }
    this.#statements = known;
    this.#now = systemClock.now();
    this.isRead = true;
    await this.#open();
    await this.#doMyPart();
  }

  async #open(): Promise<void> {
    const [known, state] = [this.known, this.state];
    if (known === null || state?.phase !== 'open') return;
    const all = [
      ...state.frozen.map((answer) => ({ answer, late: false })),
      ...state.late.map((answer) => ({ answer, late: true })),
    ];
    for (const { answer } of all)
      if ((this.#opened.get(answer.hash) ?? null) === null)
        this.#opened.set(answer.hash, await opened(known, answer));
    this.answers = all.map(({ answer, late }) => ({
      member: answer.member,
      answers: this.#opened.get(answer.hash) ?? null,
      late,
    }));
  }

  /** What each device does by itself, once: ask to open when all have answered or the day has come, and give its own key. */
  async #doMyPart(): Promise<void> {
    const [known, state] = [this.known, this.state];
    if (known === null || state === null) return;
    if (!known.charter.members.includes(this.me)) return;
    if (state.phase === 'answering') {
      if (isDue(known.charter, state.sealed.length, this.#now))
        if (!state.votes.includes(this.me)) await this.voteToOpen();
      return;
    }
    await this.#nameWhatCame();
    const mine = this.mine;
    if (state.phase === 'open' && mine?.keys.length === 0)
      await this.#giveKey(known.hash, mine.hash);
  }

  /** [E44] Only what was sealed under this charter has a key here that fits it. */
  async #giveKey(charter: Hash, envelope: Hash): Promise<void> {
    const key = this.#own.readKey(envelope);
    const sealed = readSeals(this.#doc).statements.get(envelope);
    if (key === null || sealed === undefined) return;
    const subject = encodeReleaseSubject({ charter, key });
    const signed = await this.#port.sign(
      roundStatement.keyRelease,
      subject,
      sealed,
    );
    if (signed.ok)
      addSeal(this.#doc, {
        hash: await hashOf(signed.value),
        statement: signed.value,
      });
  }
}

function isDue(charter: Charter, sealed: number, now: number): boolean {
  if (sealed === charter.members.length) return true;
  return charter.deadline !== null && now >= charter.deadline && sealed > 0;
}

async function opened(
  { hash: charter }: KnownCharter,
  { member, attempt, tag, body, keys }: SealedAnswer,
): Promise<readonly CapacityAnswer[] | null> {
  if (body === null) return null;
  for (const key of keys) {
    const plain = await openRoundEnvelope(
      { charter, member, attempt },
      { key, tag, ciphertext: body },
    );
    if (plain.ok) return decodeAnswers(plain.value);
  }
  return null;
}

async function hashOf(bytes: Bytes): Promise<Hash> {
  return bytesToId<Hash>(
    new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
  );
}
