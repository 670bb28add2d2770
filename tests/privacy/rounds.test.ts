import {
  type Bytes,
  type Hash,
  type MemberId,
  bytesToId,
  systemRandom,
  toBase64Url,
  unwrap,
} from '@minga/base';
import { openRoundEnvelope, sealRoundEnvelope } from '@minga/crypto';
import { addSeal, readSeals, startRound } from '@minga/documents';
import {
  type Charter,
  type RoundStatement,
  encodeAnswers,
  encodeCharter,
  encodeEnvelopeSubject,
  judgeRound,
  roundStatement,
} from '@minga/domain';
import type { OpenDocument, Space } from '@minga/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { scannerOf } from '../support/canaries.ts';
import { type HeadlessMember, openMember, until } from '../support/member.ts';
import { type Relay, startRelay } from '../support/relay.ts';

const example = 'Canarioejemplo que vivimos en 3.º básico';
const scanner = scannerOf([{ field: 'example', text: example }]);

let relay: Relay;
const members: HeadlessMember[] = [];
beforeAll(async () => {
  relay = await startRelay();
});
afterAll(async () => {
  for (const member of members) await member.close();
  await relay.dispose();
});

interface Person {
  readonly space: Space;
  readonly document: OpenDocument;
  readonly id: MemberId;
}

/** One with the group, who begins a round, and another who joins it. */
async function two(): Promise<readonly [Person, Person]> {
  for (const name of ['Ana', 'Luis'])
    members.push(await openMember({ name, relay: relay.url }));
  const [ana, luis] = members as [HeadlessMember, HeadlessMember];
  const hers = await ana.createSpace('Escuela Los Boldos');
  const { link } = unwrap(await hers.invite({ days: 1, uses: 1 }));
  await until(hers.view, ({ connection }) => connection === 'live');
  const id = unwrap(
    await hers.createDocument((doc) => {
      startRound(doc, {
        createdAt: 1,
        instrument: 'CAPACIDADES',
        instrumentHash: '00'.repeat(32),
        road: 'sealed',
      });
    }),
  );
  const his = await luis.join(link);
  const people: Person[] = [];
  for (const space of [hers, his]) {
    const view = await until(space.view, (one) => one.members.length === 2);
    people.push({
      space,
      document: await space.openDocument(id),
      id: view.me!,
    });
  }
  return people as [Person, Person];
}

test('[E42] what a colleague with a client of his own holds before the opening tells no answer, no length and no equality', async () => {
  const [ana, luis] = await two();
  const charter: Charter = {
    space: ana.space.id,
    doc: ana.document.id,
    instrumentHash: new Uint8Array(32),
    identity: 'solo_distribucion',
    deadline: null,
    level: 'NIV-COL',
    focus: ['CB-REF'],
    members: [ana.id, luis.id].toSorted(),
    salt: systemRandom.bytes(16),
  };
  const charterHash = await hashOf(encodeCharter(charter));
  const answer = { stage: 'RUB-1', example, next: '' };
  const keys = [
    await seal(ana, charterHash, 1, encodeAnswers([answer])),
    await seal(ana, charterHash, 2, encodeAnswers([answer])),
    await seal(
      ana,
      charterHash,
      3,
      encodeAnswers([{ stage: 'NO-SE', example: '', next: '' }]),
    ),
  ];
  await expect
    .poll(() => readSeals(luis.document.doc).statements.size, {
      timeout: 30_000,
    })
    .toBe(3);

  // All he has, opened by every key of the group: the document as it lies before him.
  const held = Y.encodeStateAsUpdate(luis.document.doc);
  expect(scanner.scan("Luis's copy", held)).toEqual([]);
  const { statements, bodies } = readSeals(luis.document.doc);
  for (const key of keys)
    expect(Buffer.from(held).includes(Buffer.from(key))).toBe(false);
  expect(new Set([...bodies.values()].map(({ length }) => length)).size).toBe(
    1,
  );
  expect(
    new Set([...statements.values()].map(({ length }) => length)).size,
  ).toBe(1);
  expect(new Set([...bodies.values()].map(toBase64Url)).size).toBe(3);

  // Whose it is he can know, and that there is one: no more is promised.
  const read = await until(luis.document.statements, (one) =>
    [...statements.values()].every((bytes) => one(bytes) !== null),
  );
  const verified = [...statements.values()].flatMap(
    (bytes): RoundStatement[] => {
      const one = read(bytes);
      return one === null
        ? []
        : [{ ...one, body: bodies.get(one.bodyHash) ?? null }];
    },
  );
  const state = judgeRound({
    charter,
    charterHash,
    statements: verified,
    now: 0,
  });
  expect(
    state.phase === 'answering' && state.sealed.map(({ attempt }) => attempt),
  ).toEqual([3]);
  const [sealed] = state.phase === 'answering' ? state.sealed : [];
  const opened = await openRoundEnvelope(
    { charter: charterHash, member: ana.id, attempt: 3 },
    {
      key: systemRandom.bytes(32),
      tag: sealed!.tag,
      ciphertext: sealed!.body!,
    },
  );
  expect(opened).toEqual({ ok: false, error: 'wrong-key' });
});

async function seal(
  { document, id }: Person,
  charter: Hash,
  attempt: number,
  answers: Bytes,
): Promise<Bytes> {
  const scope = { charter, member: id, attempt };
  const { key, tag, ciphertext } = await sealRoundEnvelope(
    systemRandom,
    scope,
    answers,
  );
  const subject = encodeEnvelopeSubject({ ...scope, tag });
  const statement = unwrap(
    await document.sign(roundStatement.envelope, subject, ciphertext),
  );
  addSeal(document.doc, {
    hash: await hashOf(statement),
    statement,
    body: { hash: await hashOf(ciphertext), bytes: ciphertext },
  });
  return key;
}

async function hashOf(bytes: Bytes): Promise<Hash> {
  return bytesToId<Hash>(
    new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
  );
}
