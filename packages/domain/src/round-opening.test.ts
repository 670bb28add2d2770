import {
  type Bytes,
  type DocumentId,
  type Hash,
  type MemberId,
  type SpaceId,
  bytesToId,
} from '@minga/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAnswers, encodeAnswers, byDifference } from './round-answers.ts';
import { type Charter, decodeCharter, encodeCharter } from './round-charter.ts';
import { type RoundStatement, judgeRound } from './round-opening.ts';
import {
  encodeEnvelopeSubject,
  encodeReleaseSubject,
  encodeVoteBody,
  encodeVoteSubject,
  roundStatement,
} from './round-statements.ts';

const filled = (length: number, value: number): Bytes =>
  new Uint8Array(length).fill(value);
const members = [1, 2, 3, 4, 5, 6].map((n) =>
  bytesToId<MemberId>(filled(16, n)),
);
const [ana, luis, rosa, pedro, elsa, iris] = members as [
  MemberId,
  MemberId,
  MemberId,
  MemberId,
  MemberId,
  MemberId,
];
const charterHash = bytesToId<Hash>(filled(32, 200));
const otherCharter = bytesToId<Hash>(filled(32, 201));
const charterOf = (change: Partial<Charter> = {}): Charter => ({
  space: bytesToId<SpaceId>(filled(32, 9)),
  doc: bytesToId<DocumentId>(filled(16, 8)),
  instrumentHash: filled(32, 7),
  identity: 'solo_distribucion',
  deadline: null,
  level: 'NIV-COL',
  focus: ['CB-REF', 'CB-COL'],
  members: [ana, luis, rosa, pedro, elsa, iris],
  salt: filled(16, 6),
  ...change,
});

let count = 0;
const newHash = (): Hash => {
  const bytes = filled(32, 0);
  new DataView(bytes.buffer).setUint32(0, ++count);
  return bytesToId<Hash>(bytes);
};

function envelope(
  member: MemberId,
  attempt = 1,
  change: { charter?: Hash; by?: MemberId; takenBack?: boolean } = {},
): RoundStatement {
  const { charter = charterHash, by = member, takenBack = false } = change;
  return {
    hash: newHash(),
    kind: roundStatement.envelope,
    member: by,
    subject: encodeEnvelopeSubject({
      charter,
      member,
      attempt,
      tag: filled(32, takenBack ? 0 : 1),
    }),
    bodyHash: newHash(),
    body: filled(8, 1),
  };
}

function vote(
  member: MemberId,
  named: readonly (readonly [MemberId, number, RoundStatement])[],
): RoundStatement {
  return {
    hash: newHash(),
    kind: roundStatement.openVote,
    member,
    subject: encodeVoteSubject(charterHash),
    bodyHash: newHash(),
    body: encodeVoteBody(
      named.map(([of, attempt, { hash }]) => ({
        member: of,
        attempt,
        envelope: hash,
      })),
    ),
  };
}

function release(of: RoundStatement, by = of.member): RoundStatement {
  return {
    hash: newHash(),
    kind: roundStatement.keyRelease,
    member: by,
    subject: encodeReleaseSubject({ charter: charterHash, key: filled(32, 3) }),
    bodyHash: of.hash,
    body: null,
  };
}

const judge = (
  statements: readonly RoundStatement[],
  change: Partial<Charter> = {},
  now = 0,
) => judgeRound({ charter: charterOf(change), charterHash, statements, now });

describe('while people answer', () => {
  test('[E42] one envelope of each counts, the highest attempt, and only of who signed it under this charter', () => {
    const again = envelope(ana, 2);
    const state = judge([
      again,
      envelope(ana, 1),
      envelope(luis, 1, { by: ana }),
      envelope(rosa, 1, { charter: otherCharter }),
      envelope(bytesToId<MemberId>(filled(16, 99))),
    ]);
    expect(state).toMatchObject({ phase: 'answering', votes: [] });
    expect(
      state.phase === 'answering' && state.sealed.map(({ hash }) => hash),
    ).toEqual([again.hash]);
  });

  test('[E42] what was taken back is not counted, and an older envelope replayed after it changes nothing', () => {
    const first = envelope(ana, 1);
    const state = judge([envelope(ana, 2, { takenBack: true }), first, first]);
    expect(state.phase === 'answering' && state.sealed).toEqual([]);
  });
});

describe('opening', () => {
  const five = [ana, luis, rosa, pedro, elsa].map((one) => envelope(one));
  const namesOf = (all: readonly RoundStatement[]) =>
    all.map((one) => [one.member, 1, one] as const);

  test('[E43] by two people; not by two devices of one', () => {
    const mine = [vote(ana, namesOf(five)), vote(ana, namesOf(five))];
    expect(judge([...five, ...mine]).phase).toBe('answering');
    expect(judge([...five, ...mine, vote(luis, namesOf(five))]).phase).toBe(
      'open',
    );
  });

  test('[E43] by one at the deadline, which nobody moves: another charter is another round', () => {
    const all = [...five, vote(ana, namesOf(five))];
    expect(judge(all, { deadline: 100 }, 99).phase).toBe('answering');
    expect(judge(all, { deadline: 100 }, 100).phase).toBe('open');
    expect(encodeCharter(charterOf({ deadline: 100 }))).not.toEqual(
      encodeCharter(charterOf({ deadline: 50 })),
    );
  });

  test('[E43] by one who names an answer of everybody', () => {
    const all = members.map((one) => envelope(one));
    expect(judge([...all, vote(ana, namesOf(all))]).phase).toBe('open');
    expect(judge([...all, vote(ana, namesOf(all.slice(1)))]).phase).toBe(
      'answering',
    );
  });

  test('[E43] somebody who does not belong to it opens nothing', () => {
    const adviser = bytesToId<MemberId>(filled(16, 77));
    expect(
      judge([...five, vote(adviser, namesOf(five)), vote(ana, namesOf(five))])
        .phase,
    ).toBe('answering');
  });

  test('[E44] with fewer than five nobody gives a key, unless all answered with their names', () => {
    const four = five.slice(0, 4);
    const votes = [vote(ana, namesOf(four)), vote(luis, namesOf(four))];
    expect(judge([...four, ...votes]).phase).toBe('direct');
    expect(judge([...four, ...votes], { identity: 'con_nombre' }).phase).toBe(
      'direct',
    );
    expect(
      judge([...four, ...votes], {
        identity: 'con_nombre',
        members: [ana, luis, rosa, pedro],
      }).phase,
    ).toBe('open');
    expect(
      judge([...four, ...votes], { members: [ana, luis, rosa, pedro] }).phase,
    ).toBe('direct');
  });

  test('[E43] what is sealed after is late; who heard the others cannot exchange hers by a vote of her own', () => {
    const votes = [vote(ana, namesOf(five)), vote(luis, namesOf(five))];
    const late = envelope(iris);
    const exchanged = envelope(elsa, 2);
    const state = judge([
      ...five,
      ...votes,
      late,
      exchanged,
      vote(elsa, [[elsa, 2, exchanged]]),
      vote(iris, [[iris, 1, late]]),
    ]);
    if (state.phase !== 'open') throw new Error(state.phase);
    expect(state.frozen.map(({ hash }) => hash)).toEqual(
      five.map(({ hash }) => hash),
    );
    expect(state.late.map(({ member }) => member)).toEqual([elsa, iris]);
  });

  test('[E45] a key counts only from the one whose envelope it is', () => {
    const votes = [vote(ana, namesOf(five)), vote(luis, namesOf(five))];
    const state = judge([
      ...five,
      ...votes,
      release(five[0]!),
      release(five[1]!, ana),
    ]);
    expect(
      state.phase === 'open' && state.frozen.map(({ keys }) => keys.length),
    ).toEqual([1, 0, 0, 0, 0]);
  });
});

/** Attempts, takings back, votes of what each happened to know, releases, and things nobody should have signed. */
const anyStatements = fc
  .array(
    fc.record({
      who: fc.integer({ min: 0, max: 5 }),
      act: fc.constantFrom(
        'seal',
        'seal',
        'seal',
        'back',
        'vote',
        'release',
        'forge',
      ),
      knew: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
    }),
    { maxLength: 30 },
  )
  .map((acts) => {
    const all: RoundStatement[] = [];
    const attempts = new Map<RoundStatement, number>();
    const seal = (of: MemberId, by: MemberId, takenBack: boolean): void => {
      const attempt =
        1 + [...attempts].filter(([one]) => one.member === of).length;
      const sealed = envelope(of, attempt, { by, takenBack });
      attempts.set(sealed, attempt);
      all.push(sealed);
    };
    for (const { who, act, knew } of acts) {
      const member = members[who]!;
      const known = [...attempts].filter((_, at) => knew[at]);
      if (act === 'vote')
        all.push(
          vote(
            member,
            known.map(([one, attempt]) => [one.member, attempt, one]),
          ),
        );
      else if (act === 'release')
        all.push(...known.slice(0, 1).map(([one]) => release(one, member)));
      else
        seal(
          act === 'forge' ? members[(who + 1) % 6]! : member,
          member,
          act === 'back',
        );
    }
    return all;
  });

describe('whatever order, partition or merge', () => {
  test('[E40] the same statements are judged alike', () => {
    fc.assert(
      fc.property(
        anyStatements.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray([...all, ...all], {
              minLength: all.length * 2,
              maxLength: all.length * 2,
            }),
          ),
        ),
        ([all, shuffled]) => {
          const merged = [
            ...new Map(shuffled.map((one) => [one.hash, one])).values(),
          ];
          expect(sorted(judge(merged))).toEqual(sorted(judge(all)));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('[E43] two partitions that join never go back to answering, and their frozen answers were named by a vote', () => {
    fc.assert(
      fc.property(
        anyStatements,
        fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
        (all, side) => {
          const part = all.filter((_, at) => side[at]);
          if (judge(part).phase !== 'answering')
            expect(judge(all).phase).not.toBe('answering');
          const state = judge(all);
          if (state.phase !== 'open') return;
          expect(state.frozen.length).toBeGreaterThanOrEqual(5);
          expect(new Set(state.frozen.map(({ member }) => member)).size).toBe(
            state.frozen.length,
          );
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('bytes', () => {
  test('[E41] a charter reads as it was written; cut, longer or with members out of order it is none', () => {
    const bytes = encodeCharter(charterOf());
    expect(decodeCharter(bytes)).toEqual(charterOf());
    for (let length = 0; length < bytes.length; length++)
      expect(decodeCharter(bytes.slice(0, length))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(decodeCharter(noise)).toBeNull();
      }),
    );
  });

  test('[E42] every answer of a round has one size, whatever is written in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 900 }),
        fc.string({ unit: 'grapheme', maxLength: 900 }),
        (example, next) => {
          const bytes = encodeAnswers([{ stage: 'RUB-1', example, next }]);
          expect(bytes.length).toBe(
            encodeAnswers([{ stage: 'NO-SE', example: '', next: '' }]).length,
          );
          const [answer] = decodeAnswers(bytes) ?? [];
          expect(
            example.toWellFormed().startsWith(answer?.example ?? '?'),
          ).toBe(true);
        },
      ),
    );
    expect(decodeAnswers(filled(100, 1))).toBeNull();
  });
});

test('capacities on which people differ most come first; who passes moves nothing', () => {
  const items = [
    { id: 'a', stages: ['RUB-1', 'PASO'] },
    { id: 'b', stages: ['RUB-1', 'RUB-4'] },
    { id: 'c', stages: ['RUB-2', 'RUB-3', 'NO-SE'] },
  ];
  const order = ['RUB-1', 'RUB-2', 'RUB-3', 'RUB-4'];
  expect(
    byDifference(items, ({ stages }) => stages, order).map(({ id }) => id),
  ).toEqual(['b', 'c', 'a']);
});

function sorted(state: ReturnType<typeof judge>): unknown {
  const keysOf = (one: { hash: Hash; keys: readonly Bytes[] }) =>
    `${one.hash}:${one.keys.length}`;
  return Object.fromEntries(
    Object.entries(state).map(([key, value]) => [
      key,
      Array.isArray(value)
        ? (value as unknown[]).map((one) =>
            typeof one === 'string' ? one : keysOf(one as never),
          )
        : (value as unknown),
    ]),
  );
}
