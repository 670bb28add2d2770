import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prefixEnd } from './key-range.ts';

// UTF-16 code units as they come, lone surrogates included, with many at the edges.
const unit = fc.oneof(
  fc.constantFrom('a', '/', '0', '\ud83c', '\udf3d', '\ufffe', '\uffff'),
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
);
const text = fc.array(unit, { maxLength: 4 }).map((units) => units.join(''));

describe('prefixEnd', () => {
  it('divides the keys that begin with the prefix from those after them', () => {
    fc.assert(
      fc.property(text, text, (prefix, key) => {
        const end = prefixEnd(prefix);
        const isInside = key >= prefix && (end === null || key < end);
        expect(isInside).toBe(key.startsWith(prefix));
        expect(prefix + key >= prefix).toBe(true);
        expect(end === null || prefix + key < end).toBe(true);
      }),
    );
  });
});
