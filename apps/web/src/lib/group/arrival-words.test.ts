import type { DocumentId, MemberId } from '@minga/base';
import type { MemberView } from '@minga/sync';
import { describe, expect, test } from 'vitest';
import { arrivalWords } from './arrival-words.ts';

const doc = (name: string): DocumentId => name as DocumentId;
const member = (id: string, name: string): MemberView => ({
  id: id as MemberId,
  name,
  self: false,
  right: 'writer',
  until: 0,
  cargo: '',
  school: '',
  devices: [],
});
const rosa = member('r', 'Rosa');
const luis = member('l', 'Luis');

describe('what came while this device was away', () => {
  test('is added up by person, who wrote most first, and leads to the list when it is in several problems', () => {
    const words = arrivalWords(
      [
        { member: luis.id, doc: doc('a'), changes: 2 },
        { member: rosa.id, doc: doc('a'), changes: 1 },
        { member: rosa.id, doc: doc('b'), changes: 2 },
      ],
      [luis, rosa],
      [doc('a'), doc('b')],
    );
    expect(words).toEqual({
      people: [
        { name: 'Rosa', changes: 3 },
        { name: 'Luis', changes: 2 },
      ],
      problem: null,
    });
  });

  test('leads to the one problem it is in, and is silent about what is on no list', () => {
    const arrived = [
      { member: rosa.id, doc: doc('a'), changes: 1 },
      { member: luis.id, doc: doc('index'), changes: 9 },
    ];
    expect(arrivalWords(arrived, [rosa, luis], [doc('a')])).toEqual({
      people: [{ name: 'Rosa', changes: 1 }],
      problem: doc('a'),
    });
    expect(arrivalWords(arrived, [rosa, luis], [])).toBeNull();
  });
});
