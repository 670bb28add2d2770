import type { Bytes, Hash, MemberId } from '@minga/base';
import type { Charter } from './round-charter.ts';
import {
  type NamedEnvelope,
  decodeEnvelopeSubject,
  decodeReleaseSubject,
  decodeVoteBody,
  decodeVoteSubject,
  roundStatement,
} from './round-statements.ts';

/** With fewer, an answer would be known by who gave it ([E44]). */
export const fewestToOpen = 5;

/** A statement whose signature holds; `member` is whose device signed it, as the log of membership says. */
export interface RoundStatement {
  /** Of its bytes. */
  readonly hash: Hash;
  readonly kind: number;
  readonly member: MemberId;
  readonly subject: Bytes;
  readonly bodyHash: Hash;
  /** What hashes to `bodyHash`; null while it has not come. */
  readonly body: Bytes | null;
}

export interface SealedAnswer {
  /** Of the statement that sealed it. */
  readonly hash: Hash;
  readonly member: MemberId;
  readonly attempt: number;
  readonly tag: Bytes;
  /** SHA-256 of the ciphertext. */
  readonly bodyHash: Hash;
  /** The ciphertext; null while it has not come. */
  readonly body: Bytes | null;
  /** Keys that its own member gave, to be tried against the tag. */
  readonly keys: readonly Bytes[];
}

export type RoundState =
  | {
      readonly phase: 'answering';
      /** One of each member, the highest attempt. */
      readonly sealed: readonly SealedAnswer[];
      /** Members who have asked to open. */
      readonly votes: readonly MemberId[];
    }
  | {
      /** Fewer than five, and not everybody answered with her name: nobody gives a key, people talk. */
      readonly phase: 'direct';
      readonly sealed: readonly SealedAnswer[];
    }
  | {
      readonly phase: 'open';
      /** What the votes have frozen. */
      readonly frozen: readonly SealedAnswer[];
      /** Sealed after what the votes named: shown as that, never part of the spread. */
      readonly late: readonly SealedAnswer[];
    };

export interface JudgedRound {
  readonly charter: Charter;
  readonly charterHash: Hash;
  readonly statements: readonly RoundStatement[];
  /** ms since 1970, by this device. */
  readonly now: number;
}

/**
 * Where a round stands ([E40]–[E45]): a pure function of which statements there are, whatever order they came in. More statements
 * never make an opened round one that is being answered, and nobody changes by herself what others have named of hers.
 */
export function judgeRound(round: JudgedRound): RoundState {
  const answers = sealedAnswers(round);
  const votes = openVotes(round);
  const highest = round.charter.members.flatMap((member) =>
    live(best(answers.filter((one) => one.member === member))),
  );
  if (!isOpened(round, answers, votes))
    return {
      phase: 'answering',
      sealed: highest,
      votes: [...new Set(votes.map(({ member }) => member))].sort(),
    };
  const frozen = round.charter.members.flatMap((member) =>
    live(best(namedOf(member, answers, votes))),
  );
  if (!mayBeOpened(round.charter, frozen))
    return { phase: 'direct', sealed: highest };
  return {
    phase: 'open',
    frozen,
    late: highest.filter(
      ({ hash }) => !frozen.some((one) => one.hash === hash),
    ),
  };
}

/** [E44] Five, or a charter with names under which every one of its members has answered. */
function mayBeOpened(
  charter: Charter,
  frozen: readonly SealedAnswer[],
): boolean {
  return (
    frozen.length >= fewestToOpen ||
    (charter.identity === 'con_nombre' &&
      charter.members.length > 1 &&
      frozen.length === charter.members.length)
  );
}

interface Vote {
  readonly member: MemberId;
  readonly named: readonly NamedEnvelope[];
}

/** [E43] By two members, by one once the deadline is past, or by one who names an answer of everybody. */
function isOpened(
  { charter, now }: JudgedRound,
  answers: readonly SealedAnswer[],
  votes: readonly Vote[],
): boolean {
  if (votes.length === 0) return false;
  if (new Set(votes.map(({ member }) => member)).size > 1) return true;
  if (charter.deadline !== null && now >= charter.deadline) return true;
  return votes.some((vote) =>
    charter.members.every(
      (member) => live(best(namedBy([vote], member, answers))).length > 0,
    ),
  );
}

/** What others name of a member; what she names herself only while nobody else has voted: nobody answers once others are open. */
function namedOf(
  member: MemberId,
  answers: readonly SealedAnswer[],
  votes: readonly Vote[],
): readonly SealedAnswer[] {
  const byOthers = votes.filter((vote) => vote.member !== member);
  return namedBy(byOthers.length > 0 ? byOthers : votes, member, answers);
}

function namedBy(
  votes: readonly Vote[],
  member: MemberId,
  answers: readonly SealedAnswer[],
): readonly SealedAnswer[] {
  const named = votes.flatMap((vote) => vote.named);
  return answers.filter(
    (answer) =>
      answer.member === member &&
      named.some(
        (one) =>
          one.envelope === answer.hash &&
          one.member === member &&
          one.attempt === answer.attempt,
      ),
  );
}

/** The highest attempt; of two with one number (two devices of hers, apart) the one of the lower hash. */
function best(answers: readonly SealedAnswer[]): SealedAnswer | null {
  return answers.reduce<SealedAnswer | null>(
    (found, one) =>
      found === null ||
      one.attempt > found.attempt ||
      (one.attempt === found.attempt && one.hash < found.hash)
        ? one
        : found,
    null,
  );
}

/** Nothing for none, and for one that was taken back. */
function live(answer: SealedAnswer | null): readonly SealedAnswer[] {
  return answer === null || answer.tag.every((byte) => byte === 0)
    ? []
    : [answer];
}

/** [E42] Only under this charter, by who it says it is of, and she one of those who answer. */
function sealedAnswers({
  charter,
  charterHash,
  statements,
}: JudgedRound): readonly SealedAnswer[] {
  return statements.flatMap((one) => {
    if (one.kind !== roundStatement.envelope) return [];
    const subject = decodeEnvelopeSubject(one.subject);
    const counts =
      subject !== null &&
      subject.charter === charterHash &&
      subject.member === one.member &&
      subject.attempt > 0 &&
      charter.members.includes(one.member);
    if (!counts) return [];
    const { member, attempt, tag } = subject;
    const { hash, bodyHash, body } = one;
    const keys = statements.flatMap((release) => {
      const isHers =
        release.kind === roundStatement.keyRelease &&
        release.member === member &&
        release.bodyHash === hash;
      const given = isHers ? decodeReleaseSubject(release.subject) : null;
      return given?.charter === charterHash ? [given.key] : [];
    });
    return [{ hash, member, attempt, tag, bodyHash, body, keys }];
  });
}

function openVotes({
  charter,
  charterHash,
  statements,
}: JudgedRound): readonly Vote[] {
  return statements.flatMap(({ kind, member, subject, body }) => {
    if (kind !== roundStatement.openVote || body === null) return [];
    if (decodeVoteSubject(subject) !== charterHash) return [];
    if (!charter.members.includes(member)) return [];
    const named = decodeVoteBody(body);
    return named === null ? [] : [{ member, named }];
  });
}
