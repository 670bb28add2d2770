import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkName, isName } from './names.ts';
import { cutText } from './text.ts';

describe('a name', () => {
  test('is kept as typed, without spaces around it and with single ones inside', () => {
    expect(checkName('  María  José\n Ñanculef ')).toEqual({
      ok: true,
      value: 'María José Ñanculef',
    });
  });

  test('may be one letter and eighty, in code points', () => {
    expect(checkName('Q').ok).toBe(true);
    expect(checkName('👩🏽'.repeat(40)).ok).toBe(true);
    expect(checkName('a'.repeat(81))).toEqual({ ok: false, error: 'too-long' });
    expect(checkName(' \t')).toEqual({ ok: false, error: 'empty' });
  });

  test('does not carry characters nobody sees', () => {
    for (const text of ['Ana\u0000', 'Ana\u202Eanirtap', '\u0007'])
      expect(checkName(text)).toEqual({
        ok: false,
        error: 'control-characters',
      });
  });

  test('once accepted is accepted again, unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const checked = checkName(text);
        if (checked.ok) expect(isName(checked.value)).toBe(true);
      }),
    );
  });
});

test('cutting a text never leaves half a character', () => {
  expect(cutText('ab😀', 3)).toBe('ab😀');
  expect(cutText('a😀😀b', 2)).toBe('a😀');
});
