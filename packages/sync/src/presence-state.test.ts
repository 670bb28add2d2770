import { unwrap } from '@minga/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  type ClientPresence,
  awarenessOfPresence,
  decodePresenceStates,
  encodePresenceStates,
  presenceOfAwareness,
} from './presence-state.ts';

const user = { name: 'Ana', color: '#123456', shape: 'circle' };

function caret(): { doc: Y.Doc; anchor: unknown; head: unknown } {
  const doc = new Y.Doc();
  const text = doc.getText('t');
  text.insert(0, 'Leen y no preguntan');
  const at = (index: number): unknown =>
    Y.relativePositionToJSON(
      Y.createRelativePositionFromTypeIndex(text, index),
    );
  return { doc, anchor: at(4), head: at(9) };
}

describe('where somebody is', () => {
  it('comes back as the editor wrote it', () => {
    const { anchor, head } = caret();
    const state = { field: 'need', cursor: { anchor, head }, user: 'ignored' };
    const sent = presenceOfAwareness(7, state);
    const received = unwrap(decodePresenceStates(encodePresenceStates([sent])));
    expect(received).toEqual([sent]);
    const shown = awarenessOfPresence(received[0]!, user);
    expect(shown).toMatchObject({ user, field: 'need' });
    const [from, to] = [anchor, head].map((json) =>
      presenceOfAwareness(7, { cursor: { anchor: json, head: json } }),
    );
    expect(sent.cursor).toEqual({
      anchor: from?.cursor?.anchor,
      head: to?.cursor?.anchor,
    });
    const { cursor } = JSON.parse(JSON.stringify(shown)) as {
      cursor: { anchor: unknown };
    };
    expect(presenceOfAwareness(7, { field: 'need', cursor })).toEqual(sent);
  });

  it('a caret in a field fits the smallest padding', () => {
    const { anchor } = caret();
    const state = { field: 'need', cursor: { anchor, head: anchor } };
    const sent = presenceOfAwareness(2 ** 52, state);
    expect(encodePresenceStates([sent]).length).toBeLessThanOrEqual(62);
  });

  it('whatever an editor writes, what is not a position is left out', () => {
    const strange = [
      null,
      3,
      'x',
      [],
      {},
      { item: {} },
      { item: { client: 1.5, clock: 0 } },
      { item: { client: Infinity, clock: 0 } },
      { item: { client: -1, clock: 0 } },
      { item: { client: 1, clock: 0 }, assoc: Infinity },
      { type: 'x', tname: null },
      { tname: 'x'.repeat(300) },
    ];
    for (const anchor of strange) {
      const state = { field: 1, cursor: { anchor, head: anchor } };
      const expected = { clientId: 1, field: null, cursor: null };
      expect(presenceOfAwareness(1, state)).toEqual(expected);
    }
    expect(presenceOfAwareness(1, 'text').field).toBeNull();
    expect(presenceOfAwareness(1, { field: 'ñ'.repeat(101) }).field).toBeNull();
    const longest = presenceOfAwareness(1, { field: 'ñ'.repeat(100) });
    expect(
      unwrap(decodePresenceStates(encodePresenceStates([longest]))),
    ).toEqual([longest]);
  });

  it('a position that names nothing never reaches an editor, which would throw', () => {
    for (const bytes of [[9], [9, 0], [255, 1, 0], []]) {
      const cursor = {
        anchor: Uint8Array.from(bytes),
        head: Uint8Array.from(bytes),
      };
      const shown = awarenessOfPresence(
        { clientId: 1, field: null, cursor },
        user,
      );
      expect(shown['cursor']).toBeNull();
    }
  });

  it('10,000 random inputs give clients or a refusal, never anything else', () => {
    const outcomes = { ok: 0, refused: 0 };
    const read = (bytes: Uint8Array<ArrayBuffer>): void => {
      const decoded = decodePresenceStates(bytes);
      outcomes[decoded.ok ? 'ok' : 'refused'] += 1;
      if (!decoded.ok) return;
      expect(decoded.value.length).toBeLessThanOrEqual(8);
      for (const one of decoded.value) {
        const shown = awarenessOfPresence(one, user);
        expect(shown['user']).toBe(user);
      }
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        read(new Uint8Array(bytes));
      }),
      { numRuns: 5_000 },
    );
    const client: fc.Arbitrary<ClientPresence> = fc.record({
      clientId: fc.maxSafeNat(),
      field: fc.option(fc.string({ maxLength: 60 })),
      cursor: fc.option(
        fc.record({
          anchor: fc.uint8Array({ minLength: 1, maxLength: 60 }).map(own),
          head: fc.uint8Array({ minLength: 1, maxLength: 60 }).map(own),
        }),
      ),
    });
    fc.assert(
      fc.property(
        fc.array(client, { maxLength: 10 }),
        fc.nat(),
        fc.nat(255),
        (clients, at, byte) => {
          const encoded = encodePresenceStates(clients);
          expect(encoded.length).toBeLessThanOrEqual(1_021);
          expect(decodePresenceStates(encoded).ok).toBe(true);
          const changed = encoded.slice();
          changed[at % changed.length] = byte;
          read(changed);
        },
      ),
      { numRuns: 5_000 },
    );
    expect(outcomes.ok).toBeGreaterThan(500);
    expect(outcomes.refused).toBeGreaterThan(500);
  });
});

function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
