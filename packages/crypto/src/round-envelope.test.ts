import {
  type Hash,
  type MemberId,
  bytesToId,
  fromBase64Url,
  toBase64Url,
  unwrap,
} from '@minga/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type EnvelopeScope,
  openRoundEnvelope,
  sealRoundEnvelope,
} from './round-envelope.ts';
import { filled, seededRandom } from './testing.ts';
import vectors from './vectors/round-envelopes.json' with { type: 'json' };

const charter = bytesToId<Hash>(filled(32, 0xc1));
const ana = bytesToId<MemberId>(filled(16, 0x01));
const luis = bytesToId<MemberId>(filled(16, 0x02));
const scopeOf = (change: Partial<EnvelopeScope> = {}): EnvelopeScope => ({
  charter,
  member: ana,
  attempt: 1,
  ...change,
});
const text = filled(100, 0x55);

async function envelopeVectors() {
  const envelopes = [];
  for (const { name, seed, member, attempt, size } of [
    { name: 'a first answer', seed: 41, member: ana, attempt: 1, size: 100 },
    { name: 'a second attempt', seed: 42, member: ana, attempt: 2, size: 100 },
    {
      name: "another's, of nothing",
      seed: 43,
      member: luis,
      attempt: 1,
      size: 0,
    },
  ]) {
    const plaintext = filled(size, 0x55);
    const sealed = await sealRoundEnvelope(
      seededRandom(seed),
      { charter, member, attempt },
      plaintext,
    );
    envelopes.push({
      name,
      seed,
      charter,
      member,
      attempt,
      plaintext: toBase64Url(plaintext),
      key: toBase64Url(sealed.key),
      tag: toBase64Url(sealed.tag),
      ciphertext: toBase64Url(sealed.ciphertext),
    });
  }
  return envelopes;
}

describe('an envelope of a round', () => {
  test('[E42] vectors: sealing the same with the same chance gives the same bytes, and they open', async () => {
    expect(await envelopeVectors()).toEqual(vectors.envelopes);
    for (const one of vectors.envelopes) {
      const [key, tag, ciphertext] = [one.key, one.tag, one.ciphertext].map(
        (part) => fromBase64Url(part)!,
      );
      const scope = {
        charter: one.charter as Hash,
        member: one.member as MemberId,
        attempt: one.attempt,
      };
      const opened = unwrap(
        await openRoundEnvelope(scope, {
          key: key!,
          tag: tag!,
          ciphertext: ciphertext!,
        }),
      );
      expect(toBase64Url(opened)).toBe(one.plaintext);
    }
  });

  test('[E42] two equal answers share nothing that can be seen, and have one length', async () => {
    const random = seededRandom(1);
    const first = await sealRoundEnvelope(random, scopeOf(), text);
    const second = await sealRoundEnvelope(
      random,
      scopeOf({ member: luis }),
      text,
    );
    expect(first.ciphertext.length).toBe(second.ciphertext.length);
    expect(toBase64Url(first.tag)).not.toBe(toBase64Url(second.tag));
    expect(toBase64Url(first.ciphertext)).not.toBe(
      toBase64Url(second.ciphertext),
    );
  });

  test('[E45] a key that is not the one sealed with is refused by its tag, before anything is opened', async () => {
    const sealed = await sealRoundEnvelope(seededRandom(1), scopeOf(), text);
    const other = await sealRoundEnvelope(seededRandom(2), scopeOf(), text);
    expect(
      await openRoundEnvelope(scopeOf(), { ...sealed, key: other.key }),
    ).toEqual({ ok: false, error: 'wrong-key' });
    expect(
      await openRoundEnvelope(scopeOf(), {
        ...other,
        ciphertext: sealed.ciphertext,
      }),
    ).toEqual({ ok: false, error: 'tampered' });
    expect(
      await openRoundEnvelope(scopeOf(), { ...sealed, key: filled(31, 1) }),
    ).toEqual({ ok: false, error: 'wrong-key' });
  });

  test('[E42] it opens under no other charter, for no other member and as no other attempt', async () => {
    const sealed = await sealRoundEnvelope(seededRandom(1), scopeOf(), text);
    for (const change of [
      { charter: bytesToId<Hash>(filled(32, 0xc2)) },
      { member: luis },
      { attempt: 2 },
    ])
      expect((await openRoundEnvelope(scopeOf(change), sealed)).ok).toBe(false);
    expect(unwrap(await openRoundEnvelope(scopeOf(), sealed))).toEqual(text);
  });

  test('[E42] any changed or missing byte is tampered, never a throw', async () => {
    const sealed = await sealRoundEnvelope(seededRandom(1), scopeOf(), text);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealed.ciphertext.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, flip, isCut) => {
          const changed = isCut
            ? sealed.ciphertext.slice(0, at)
            : sealed.ciphertext.slice();
          if (!isCut) changed[at] = (changed[at] ?? 0) ^ flip;
          expect(
            await openRoundEnvelope(scopeOf(), {
              ...sealed,
              ciphertext: changed,
            }),
          ).toEqual({ ok: false, error: 'tampered' });
        },
      ),
    );
  });
});
