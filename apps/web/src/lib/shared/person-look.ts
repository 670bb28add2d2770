/** Each shape goes with one hue (`--person-<shape>` in tokens.css); the editor's carets know the same names. */
export const personShapes = [
  'circle',
  'square',
  'triangle',
  'diamond',
  'pentagon',
  'hexagon',
  'star',
  'cross',
] as const;
export type PersonShape = (typeof personShapes)[number];

/** Outlines in a box of 12 by 12; tokens.css gives the colour. */
export const shapePaths: Readonly<Record<PersonShape, string>> = {
  circle: 'M6 .5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Z',
  square: 'M1 1h10v10H1Z',
  triangle: 'M6 .5 11.8 11H.2Z',
  diamond: 'M6 0l6 6-6 6-6-6Z',
  pentagon: 'M6 .2l5.9 4.4-2.3 7H2.4L.1 4.6Z',
  hexagon: 'M3 .8h6L12 6l-3 5.2H3L0 6Z',
  star: 'M6 0l1.6 4.2 4.4.3-3.4 2.8 1.1 4.4L6 9.2l-3.7 2.5 1.1-4.4L0 4.5l4.4-.3Z',
  cross: 'M4 0h4v4h4v4H8v4H4V8H0V4h4Z',
};

/** What tokens.css says, for those who need a colour and not a name: light, then dark. A test compares them. */
export const shapeColours: Readonly<
  Record<PersonShape, readonly [string, string]>
> = {
  circle: ['#1f5fa8', '#7fb8f5'],
  square: ['#a9471f', '#f0a27f'],
  triangle: ['#3e6b35', '#9ccb8f'],
  diamond: ['#7a3e9d', '#cda5ec'],
  pentagon: ['#8a5a00', '#e5bd6a'],
  hexagon: ['#0f6b6b', '#6ccbc8'],
  star: ['#a8326e', '#f29ac4'],
  cross: ['#6b4a2b', '#c9b79c'],
};

export function shapeColour(shape: PersonShape, isDark: boolean): string {
  return shapeColours[shape][isDark ? 1 : 0];
}

/**
 * Who looks how in a group: the same on every device, because it follows from the ids in the order in which they joined.
 * Nobody shares a look while there are eight or fewer.
 */
export function assignShapes<Id extends string>(
  members: readonly Id[],
): ReadonlyMap<Id, PersonShape> {
  const looks = new Map<Id, PersonShape>();
  let free: PersonShape[] = [];
  for (const member of members) {
    if (free.length === 0) free = [...personShapes];
    const wanted = shapeOf(member);
    const shape = free.includes(wanted) ? wanted : (free[0] ?? wanted);
    free.splice(free.indexOf(shape), 1);
    looks.set(member, shape);
  }
  return looks;
}

/** Of somebody of whom nothing but the id is known. */
export function shapeOf(member: string): PersonShape {
  let sum = 7;
  for (const letter of member) sum = (sum * 31 + letter.charCodeAt(0)) % 65_521;
  return personShapes[sum % personShapes.length] ?? 'circle';
}

/** At most two letters: of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => /[\p{L}\p{N}]/u.exec(word ?? '')?.[0] ?? '')
    .join('')
    .toLocaleUpperCase('es');
}
