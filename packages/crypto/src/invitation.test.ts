import { type InviteId, bytesToId, idToBytes, unwrap } from '@minga/base';
import {
  createVerifier,
  emptyState,
  extendLog,
  generateDeviceKeys,
  createSigner,
  mayPlace,
  checkAction,
  rightAt,
  signAction,
  signAuth,
  signerFromSeed,
  verifyAuth,
  type MembershipState,
  type SignedAction,
} from '@minga/membership';
import {
  type Invitation,
  invitationToLink,
  linkToInvitation,
} from '@minga/protocol';
import { describe, expect, test } from 'vitest';
import { foundSpace } from './found.ts';
import {
  type InvitationTerms,
  createInvitation,
  provenKeys,
  readInvitation,
} from './invitation.ts';
import type { InvitationCard } from './invitation-content.ts';
import { createKeyring } from './keys.ts';
import {
  bench,
  changed,
  filled,
  keysOfA,
  seededRandom,
  signerNumber,
  spaceA,
  spaceB,
} from './testing.ts';
import vectors from './vectors/keys.json' with { type: 'json' };

const card: InvitationCard = {
  group: 'Escuela 40123',
  kind: 'escuela',
  inviter: 'Ana Quispe',
  readers: 4,
};
const terms: InvitationTerms = {
  right: 'writer',
  until: 0,
  expires: 2_000_000_000_000,
  uses: 1,
  approval: false,
};
const verify = createVerifier();

describe('an invitation', () => {
  test('[E27] Ana sends a link; Rosa reads the card, joins, gets the key and is a writer', async () => {
    const random = seededRandom(11);
    const ana = await signerNumber(1);
    const boxKey = Uint8Array.of(1, ...filled(32, 1));
    const { space, create, epochKey } = await foundSpace(random, ana, {
      boxKey,
      homeRelay: '',
    });
    const keyring = createKeyring({ space, epochs: new Map([[0, epochKey]]) });
    const made = await createInvitation({ random, keyring }, terms, {
      card,
      relay: 'wss://relay.example',
    });
    const link = await invitationToLink(
      'https://minga.example',
      made.invitation,
    );

    // Rosa has the link, and from the relay the sealed card, then the log, then the sealed keys.
    const invitation = unwrap(await linkToInvitation(link));
    const read = await readInvitation(invitation);
    expect(await read.openCard(made.sealedCard)).toEqual({
      ok: true,
      value: card,
    });
    let state = await placed(emptyState(space), create);
    const invite = await signAction(ana, seen(state), made.body);
    state = await placed(state, invite);
    const keys = await generateDeviceKeys();
    const rosa = createSigner(keys.device, keys.signingKey);
    const join = await signAction(
      rosa,
      seen(state),
      await read.join(rosa.device, keys.boxKey),
    );
    expect(
      mayPlace(
        state,
        await checkAction(verify, state, join.bytes),
        at(terms.expires - 1),
      ).ok,
    ).toBe(true);
    expect(
      mayPlace(
        state,
        await checkAction(verify, state, join.bytes),
        at(terms.expires),
      ).ok,
    ).toBe(false);
    state = await placed(state, join);
    expect(rightAt(state, rosa.device, 2)).toBe('writer');
    const given = await provenKeys(
      state,
      unwrap(await read.openKeys(made.sealedKeys)),
    );
    expect([...given]).toEqual([[0, epochKey]]);
  });

  test('[P6] its key signs AUTH for the relay that was dialled and no other', async () => {
    const { random, keyring } = await bench();
    const { invitation } = await createInvitation({ random, keyring }, terms, {
      card,
      relay: '',
    });
    const { signer } = await readInvitation(invitation);
    const scope = {
      audience: 'relay.example',
      space: spaceA,
      nonce: filled(32, 1),
    };
    const auth = {
      mode: 'invite' as const,
      inviteId: invitation.inviteId,
      inviteKey: idToBytes(signer.device),
      signature: await signAuth(signer, 'invite', scope),
    };
    expect(await verifyAuth(verify, auth, scope)).toBe(true);
    expect(
      await verifyAuth(verify, auth, { ...scope, audience: 'other.example' }),
    ).toBe(false);
    expect(await verifyAuth(verify, auth, { ...scope, space: spaceB })).toBe(
      false,
    );
    expect(
      await verifyAuth(verify, auth, { ...scope, nonce: filled(32, 2) }),
    ).toBe(false);
  });

  test('[E2] what is sealed opens with its own secret, space and invitation only, each for its purpose', async () => {
    const { random, keyring } = await bench();
    const made = await createInvitation({ random, keyring }, terms, {
      card,
      relay: '',
    });
    const others: Invitation[] = [
      { ...made.invitation, secret: changed(made.invitation.secret, 0) },
      { ...made.invitation, space: spaceB },
      { ...made.invitation, inviteId: bytesToId<InviteId>(filled(16, 9)) },
    ];
    for (const other of others) {
      const read = await readInvitation(other);
      expect(await read.openCard(made.sealedCard)).toEqual({
        ok: false,
        error: 'tampered',
      });
      expect(await read.openKeys(made.sealedKeys)).toEqual({
        ok: false,
        error: 'tampered',
      });
    }
    const read = await readInvitation(made.invitation);
    expect(await read.openCard(made.sealedKeys)).toEqual({
      ok: false,
      error: 'tampered',
    });
    expect(await read.openKeys(changed(made.sealedKeys, 30))).toEqual({
      ok: false,
      error: 'tampered',
    });
    expect(await read.openKeys(filled(5, 0))).toEqual({
      ok: false,
      error: 'malformed',
    });
    const keys = unwrap(await read.openKeys(made.sealedKeys));
    expect([...keys]).toEqual([...keysOfA.epochs]);
  });

  test("[P27] its sealed keys fit the relay's limit of 4 KiB, however many epochs there were", async () => {
    const { random } = await bench();
    const epochs = new Map(
      Array.from({ length: 400 }, (_, epoch) => [
        epoch,
        filled(32, epoch & 255),
      ]),
    );
    const keyring = createKeyring({ space: spaceA, epochs });
    const made = await createInvitation({ random, keyring }, terms, {
      card,
      relay: '',
    });
    expect(made.sealedKeys.length).toBeLessThan(4096);
    const keys = unwrap(
      await (await readInvitation(made.invitation)).openKeys(made.sealedKeys),
    );
    expect([...keys.keys()].slice(0, 1)).toEqual([300]);
    expect(keys.has(399)).toBe(true);
  });

  test('ENVELOPE §8: its signing key is that of the vectors', async () => {
    const seed =
      vectors.derived.find(({ name }) => name === 'inviteSigningSeed')
        ?.output ?? '';
    const expected = await signerFromSeed(
      new Uint8Array(Buffer.from(seed, 'hex')),
    );
    const invitation = {
      space: spaceA,
      inviteId: bytesToId<InviteId>(filled(16, 1)),
      secret: filled(32, 0x5e),
      relay: '',
    };
    expect((await readInvitation(invitation)).signer.device).toBe(
      expected.device,
    );
  });
});

function seen(state: MembershipState) {
  const seenHash = state.hashes.at(-1);
  if (seenHash === undefined) throw new Error('nothing seen');
  return {
    space: state.space,
    seenIndex: state.hashes.length - 1,
    seenHash,
    pending: [],
  };
}

async function placed(
  state: MembershipState,
  action: SignedAction,
): Promise<MembershipState> {
  const next = unwrap(
    await extendLog(verify, state, [
      { index: state.hashes.length, bytes: action.bytes },
    ]),
  );
  expect(next.voids.size).toBe(0);
  return next;
}

function at(nowMs: number) {
  return { nowMs, bringer: null, placedAtMs: () => nowMs };
}
