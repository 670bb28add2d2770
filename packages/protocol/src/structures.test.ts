import { type Bytes, concatBytes, lp, toHex, unwrap } from '@minga/base';
import { describe, expect, it } from 'vitest';

import {
  decodeEntryContent,
  decodeSnapshotContent,
  encodeEntryContent,
  encodeSnapshotContent,
} from './claims.ts';
import { zeroHash } from './decoding.ts';
import {
  decodeDocumentHeader,
  encodeDocumentHeader,
} from './document-header.ts';
import {
  invitationToFragment,
  invitationToLink,
  linkToInvitation,
} from './invitation-link.ts';
import { padContent, paddedLength, unpadContent } from './padding.ts';
import { decodePresence, encodePresence } from './presence.ts';
import {
  decodeRegister,
  decodeRegisterContent,
  encodeRegisterContent,
} from './register.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot.ts';
import { decodeStatement, encodeStatement } from './statement.ts';
import { fill, inviteId, space } from './vectors/fixed.ts';
import {
  createDocumentHeaders,
  createEntryContents,
  createPresences,
  createRegisterContents,
  createSnapshotContent,
  createSnapshots,
  createStatement,
} from './vectors/sample-structures.ts';

const code = (result: {
  readonly ok: boolean;
  readonly error?: { readonly code: string };
}) => result.error?.code ?? 'accepted';

function swapped(bytes: Bytes, a: Bytes, b: Bytes): Bytes {
  const hex = toHex(bytes);
  const [first, second] = [toHex(a), toHex(b)];
  const mixed = hex
    .replace(first, 'x'.repeat(first.length))
    .replace(second, first)
    .replace('x'.repeat(first.length), second);
  return Uint8Array.from({ length: mixed.length / 2 }, (_, i) =>
    Number.parseInt(mixed.slice(2 * i, 2 * i + 2), 16),
  );
}

describe('sorted lists', () => {
  it('[P1] encode the same in whatever order they are given', async () => {
    const [, header] = await createDocumentHeaders();
    const [, snapshot] = await createSnapshots();
    const [, register] = await createRegisterContents();
    const content = await createSnapshotContent();
    const forFew = header!.header.forFew!;
    const turned = {
      ...header!.header,
      forFew: { ...forFew, lockboxes: [...forFew.lockboxes].reverse() },
    };
    expect(encodeDocumentHeader({ ...header!, header: turned })).toEqual(
      encodeDocumentHeader(header!),
    );
    const frontier = [...snapshot!.header.frontier].reverse();
    expect(
      encodeSnapshot({
        ...snapshot!,
        header: { ...snapshot!.header, frontier },
      }),
    ).toEqual(encodeSnapshot(snapshot!));
    const documents = [...register!.documents].reverse();
    expect(encodeRegisterContent({ ...register!, documents })).toEqual(
      encodeRegisterContent(register!),
    );
    const claims = [...content.claims].reverse();
    expect(encodeSnapshotContent({ ...content, claims })).toEqual(
      encodeSnapshotContent(content),
    );
  });

  it('[P1] are refused in another order or with a key twice', async () => {
    const [, content] = await createEntryContents();
    const bytes = encodeEntryContent(content!);
    const [a, b] = content!.claims.map((claim) =>
      concatBytes(claim.sessionNonce, claim.signature),
    );
    expect(code(decodeEntryContent(swapped(bytes, a!, b!)))).toBe('not-sorted');
    const twice = concatBytes(Uint8Array.of(2), a!, a!);
    expect(code(decodeEntryContent(twice))).toBe('not-sorted');
    const claims = [content!.claims[0]!, content!.claims[0]!];
    expect(() => encodeEntryContent({ ...content!, claims })).toThrow(
      RangeError,
    );
  });

  it('[P1] with a count beyond the input are refused before anything is made', () => {
    const many = Uint8Array.of(0xff, 0xff, 0xff, 0x7f, 1, 2, 3);
    expect(code(decodeEntryContent(many))).toBe('truncated');
    expect(code(decodeSnapshotContent(many))).toBe('truncated');
    expect(code(decodeRegisterContent(many))).toBe('truncated');
  });
});

describe('the header record of a document', () => {
  it('[E19] has one of four classes', async () => {
    const [open] = await createDocumentHeaders();
    const bytes = encodeDocumentHeader(open!);
    // label 4 + 18, length 4, suite, space, doc
    bytes[22 + 4 + 49] = 4;
    expect(code(decodeDocumentHeader(bytes))).toBe('out-of-range');
  });

  it('[P1] has no commitment and no lockboxes unless it is for a few', async () => {
    const [, forFew] = await createDocumentHeaders();
    const bytes = encodeDocumentHeader(forFew!);
    const flagAt = 26 + 1 + 32 + 16 + 1 + 4 + 33 + 4 + 32;
    expect(bytes[flagAt]).toBe(1);
    bytes[flagAt] = 0;
    expect(code(decodeDocumentHeader(bytes))).toBe('out-of-range');
    bytes.fill(0, flagAt + 1, flagAt + 33);
    expect(code(decodeDocumentHeader(bytes))).toBe('out-of-range');
  });

  it('[E33] carries earlier keys only when it is for a few, and then some', async () => {
    const [, , rekeyed] = await createDocumentHeaders();
    const bytes = encodeDocumentHeader(rekeyed!);
    const flagAt = 26 + 1 + 32 + 16 + 1 + 4 + 33 + 4 + 32;
    expect(bytes[flagAt]).toBe(3);
    for (const flags of [0, 2, 4]) {
      bytes[flagAt] = flags;
      expect(code(decodeDocumentHeader(bytes))).toBe('out-of-range');
    }
    const forFew = {
      ...rekeyed!.header.forFew!,
      earlierKeys: new Uint8Array(),
    };
    const empty = { ...rekeyed!, header: { ...rekeyed!.header, forFew } };
    expect(code(decodeDocumentHeader(encodeDocumentHeader(empty)))).toBe(
      'not-canonical',
    );
  });

  it('[P1] one structure is not taken for another', async () => {
    const [open] = await createDocumentHeaders();
    const bytes = encodeDocumentHeader(open!);
    for (const decode of [decodeStatement, decodeSnapshot, decodeRegister])
      expect(code(decode(bytes))).toBe('not-canonical');
  });
});

describe('a snapshot', () => {
  it('[E21] counts the frames of a device from 1', async () => {
    const [, snapshot] = await createSnapshots();
    const [entry] = snapshot!.header.frontier;
    const header = {
      ...snapshot!.header,
      frontier: [{ ...entry!, counter: 0 }],
    };
    expect(code(decodeSnapshot(encodeSnapshot({ ...snapshot!, header })))).toBe(
      'out-of-range',
    );
  });
});

describe('presence', () => {
  it('[E25] in between carries neither device nor signature', async () => {
    const [opening, between] = await createPresences();
    const bytes = encodePresence(between!);
    expect(bytes.length).toBeLessThan(encodePresence(opening!).length - 97);
    bytes[0] = 1;
    expect(decodePresence(bytes).ok).toBe(false);
    bytes[0] = 2;
    expect(code(decodePresence(bytes))).toBe('out-of-range');
  });
});

describe('a statement', () => {
  it('[E26] has a short subject', async () => {
    const { header, signature } = await createStatement();
    const long = { ...header, subject: new Uint8Array(1025) };
    expect(() => encodeStatement({ header: long, signature })).toThrow(
      RangeError,
    );
    const longest = { ...header, subject: new Uint8Array(1024) };
    const bytes = encodeStatement({ header: longest, signature });
    expect(unwrap(decodeStatement(bytes)).header.subject).toHaveLength(1024);
    expect(
      code(decodeStatement(lp('minga/1/statement', bytes, signature))),
    ).toBe('suite-unknown');
  });
});

describe('padding', () => {
  it('[E7] has few sizes, each at most an eighth above the last', () => {
    const found = new Set<number>();
    for (let length = 0; length < 60_000; length++)
      found.add(paddedLength(length));
    expect([...found]).toEqual([
      64, 256, 1024, 4096, 16_384, 18_432, 20_736, 23_552, 26_624, 29_952,
      33_792, 38_144, 43_008, 48_384, 54_528, 61_440,
    ]);
  });

  it('[E7] fills a bucket to its last byte', () => {
    expect(padContent({ codec: 'opaque', content: fill(62, 1) })).toHaveLength(
      64,
    );
    expect(padContent({ codec: 'opaque', content: fill(63, 1) })).toHaveLength(
      256,
    );
  });

  it('[E7] that is not zero, or not the smallest that fits, is refused', () => {
    const content = fill(10, 1);
    const padded = padContent({ codec: 'update-v1', content });
    const marked = padded.slice();
    marked[63] = 1;
    expect(code(unpadContent(marked))).toBe('not-canonical');
    const larger = new Uint8Array(256);
    larger.set(padded);
    expect(code(unpadContent(larger))).toBe('not-canonical');
    expect(code(unpadContent(padded.slice(0, 40)))).toBe('not-canonical');
  });

  it('[E7] says how the content is to be read', () => {
    for (const byte of [0, 4, 8, 10, 255]) {
      const padded = padContent({ codec: 'opaque', content: fill(10, 1) });
      padded[0] = byte;
      expect(code(unpadContent(padded))).toBe('type-unknown');
    }
  });
});

describe('an invitation', () => {
  const invitation = {
    space,
    inviteId,
    secret: fill(32, 9),
    relay: 'https://relé.example',
  };

  it('[E27] is read from a link, a fragment, or either with space around it', async () => {
    const link = await invitationToLink('https://minga.example', invitation);
    const fragment = await invitationToFragment(invitation);
    for (const text of [link, fragment, `#${fragment}`, ` ${link}\n`])
      expect(unwrap(await linkToInvitation(text))).toEqual(invitation);
  });

  it('[E27] cut anywhere after its version is a cut link', async () => {
    const fragment = await invitationToFragment(invitation);
    for (let length = 3; length < fragment.length; length++)
      expect(code(await linkToInvitation(fragment.slice(0, length)))).toBe(
        'link-cut',
      );
  });

  it('[E27] with a letter changed is a cut link', async () => {
    const fragment = await invitationToFragment(invitation);
    for (let at = 3; at < fragment.length; at++) {
      const letter = fragment[at] === 'A' ? 'B' : 'A';
      const changed = fragment.slice(0, at) + letter + fragment.slice(at + 1);
      expect(code(await linkToInvitation(changed))).toBe('link-cut');
    }
  });

  it('[E27] of another version asks for a newer Minga', async () => {
    for (const text of ['v2.AAAA', 'https://minga.example/i#v17.x'])
      expect(code(await linkToInvitation(text))).toBe('link-unknown-version');
  });

  it('[E27] is nothing else', async () => {
    for (const text of [
      '',
      'hola',
      'https://minga.example/i',
      '#',
      'v1',
      '#v.',
    ])
      expect(code(await linkToInvitation(text))).toBe('not-a-link');
    expect(code(await linkToInvitation(`v1.${'A'.repeat(5000)}`))).toBe(
      'not-a-link',
    );
  });

  it('[E27] names a relay of at most 255 bytes', async () => {
    const relay = 'a'.repeat(256);
    await expect(
      invitationToFragment({ ...invitation, relay }),
    ).rejects.toThrow(RangeError);
  });
});

describe('nothing', () => {
  it('[E4] stands where there is no hash', () => {
    expect(zeroHash).toBe('A'.repeat(43));
  });
});
