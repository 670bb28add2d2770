import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { personShapes, shapeColours } from './person-look.ts';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const highCss =
  /:root\[data-contrast='high'\] \{([^}]*)\}/.exec(css)?.[1] ?? '';
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

const backgrounds = ['paper', 'surface'];
const tints = ['anil-soft', 'terracota-soft', 'musgo-soft', 'ocre-soft'];
const everywhere = [...backgrounds, ...tints];
const people = personShapes.map((shape) => `person-${shape}`);

/** Text on its background: 4.5:1. */
const textPairs: readonly (readonly [string, string])[] = [
  ...pairs(['ink', 'ink-soft', 'anil', 'danger'], everywhere),
  ...pairs(['terracota', 'musgo', 'ocre', ...people], backgrounds),
  ['terracota', 'terracota-soft'],
  ['musgo', 'musgo-soft'],
  ['ocre', 'ocre-soft'],
  ['on-anil', 'anil'],
  ['on-anil', 'anil-deep'],
  ['on-danger', 'danger'],
  ['paper', 'ink'],
];

/** Edges of controls and shapes that carry meaning: 3:1. */
const edgePairs = pairs(['edge', 'focus', ...people], everywhere);

describe.each(themes)('in the %s theme', (theme) => {
  test.each(textPairs)('%s can be read on %s', (text, background) => {
    expect(contrast(theme, text, background)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(edgePairs)('%s can be told from %s', (edge, background) => {
    expect(contrast(theme, edge, background)).toBeGreaterThanOrEqual(3);
  });
});

describe.each(themes)('with more contrast, in the %s theme', (theme) => {
  const tokens = `${highCss}${css}`;

  test.each(textPairs)('%s can be read on %s', (text, background) => {
    expect(contrast(theme, text, background, tokens)).toBeGreaterThanOrEqual(7);
  });

  test.each([...edgePairs, ['line', 'paper'], ['line', 'surface']] as const)(
    '%s can be told from %s',
    (edge, background) => {
      const ratio = contrast(theme, edge, background, tokens);
      expect(ratio).toBeGreaterThanOrEqual(4.5);
    },
  );
});

test('carets have the colours of their shapes', () => {
  for (const shape of personShapes)
    expect(shapeColours[shape]).toEqual(
      themes.map((theme) => colour(theme, `person-${shape}`)),
    );
});

function pairs(
  texts: readonly string[],
  on: readonly string[],
): (readonly [string, string])[] {
  return texts.flatMap((text) =>
    on.map((background) => [text, background] as const),
  );
}

function contrast(theme: Theme, a: string, b: string, tokens = css): number {
  const [low, high] = [colour(theme, a, tokens), colour(theme, b, tokens)]
    .map(luminance)
    .sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** The first that stands in `tokens`: what comes before goes before. */
function colour(theme: Theme, token: string, tokens = css): string {
  const value = new RegExp(`--${token}:\\s*([^;]+);`).exec(tokens)?.[1] ?? '';
  const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (other !== undefined) return colour(theme, other, tokens);
  const both = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(value);
  const found = both?.[theme === 'light' ? 1 : 2];
  if (found === undefined) throw new Error(`--${token} is no pair of colours`);
  return found;
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    ) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
