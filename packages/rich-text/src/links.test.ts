import { describe, expect, it } from 'vitest';
import { addressIn, findAddresses } from './links.ts';

describe('addresses in a text', () => {
  const words = [
    ['https://minga.example.cl/x?y=1', 'https://minga.example.cl/x?y=1'],
    ['(https://a.example.cl/b).', 'https://a.example.cl/b'],
    ['https://es.example.org/wiki/Minga_(fiesta)', undefined],
    ['«www.liceo.travel»,', 'https://www.liceo.travel'],
    ['mineduc.cl', 'https://mineduc.cl'],
    ['mineduc.gob.ec/guía', 'https://mineduc.gob.ec/guía'],
    ['ana@example.cl;', 'mailto:ana@example.cl'],
  ] as const;
  for (const [word, href] of words) {
    it(`are links: ${word}`, () => {
      expect(addressIn(word)?.href).toBe(href ?? word);
    });
  }

  for (const word of [
    'Terminó.La',
    'acta.doc',
    'no.se',
    '3.5',
    'javascript:alert(1)',
    'http://',
    '...',
  ]) {
    it(`are not links: ${word}`, () => {
      expect(addressIn(word)).toBeNull();
    });
  }

  it('are found where they stand', () => {
    const text = 'ver (https://a.cl) y ana@b.cl.';
    expect(
      findAddresses(text).map(({ index, written }) => [
        written,
        text.slice(index, index + written.length),
      ]),
    ).toEqual([
      ['https://a.cl', 'https://a.cl'],
      ['ana@b.cl', 'ana@b.cl'],
    ]);
  });
});
