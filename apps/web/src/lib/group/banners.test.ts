import type { MemberId, SpaceId } from '@minga/base';
import type { SpaceView } from '@minga/sync';
import { expect, test } from 'vitest';
import { es } from '#lib/messages/locales/es.ts';
import { bannersOf } from './banners.ts';

const well: SpaceView = {
  id: 'x' as SpaceId,
  name: 'Escuela Los Aromos',
  kind: 'escuela',
  country: 'CL',
  me: null,
  members: [],
  former: [],
  invitations: [],
  waiting: [],
  closed: false,
  deletion: null,
  connection: 'live',
  refusedCode: null,
  readOnly: false,
  deviceDuplicated: false,
  unsent: 0,
  refused: 0,
  held: 0,
  quarantined: 0,
  overreaching: [],
  withheld: 0,
  forked: false,
  differing: [],
  arrived: [],
  forFew: [],
  clockSkewMs: 1_000,
};
const around: Parameters<typeof bannersOf>[1] = {
  storage: 'persistent',
  nearlyFull: false,
  isUnkept: false,
  isOffline: false,
};
const keys = (view: Partial<SpaceView>, more: Partial<typeof around> = {}) =>
  bannersOf({ ...well, ...view }, { ...around, ...more }, es, 'phone').map(
    ({ key }) => key,
  );

test('a group that is well says nothing', () => {
  expect(keys({})).toEqual([]);
});

test('without signal it reassures, after anything that asks for something', () => {
  expect(
    bannersOf(
      { ...well, connection: 'offline', refused: 2 },
      { ...around, isOffline: true },
      es,
      'phone',
    ).map(({ sentence }) => sentence),
  ).toEqual([
    '2 cambios tuyos no fueron aceptados.',
    'Sin señal. Sigue: todo queda en este teléfono.',
  ]);
});

test('no room for what is being written is graver than little room', () => {
  expect(keys({}, { nearlyFull: true })).toEqual(['full']);
  expect(keys({}, { nearlyFull: true, isUnkept: true })).toEqual(['unkept']);
});

test('another log of members is told, and with whom, by name', () => {
  expect(keys({ forked: true })).toEqual(['forked']);
  const rosa = 'rosa' as MemberId;
  const member = {
    id: rosa,
    name: 'Rosa',
    cargo: '',
    school: '',
    self: false,
    right: 'writer' as const,
    until: 0,
  };
  const view = {
    ...well,
    members: [{ ...member, devices: [] }],
    differing: [rosa],
  };
  expect(
    bannersOf(view, around, es, 'phone').map(({ sentence }) => sentence),
  ).toEqual(['Tú y Rosa no ven a las mismas personas en el grupo.']);
});

test('what others have and does not come is told, calmly', () => {
  expect(bannersOf({ ...well, withheld: 1 }, around, es, 'phone')).toEqual([
    {
      key: 'withheld',
      tone: 'calm',
      sentence: 'Otra persona tiene algo que aquí no llega.',
      what: 'Minga lo vuelve a pedir. Si dura, avisa a quien cuida el grupo.',
    },
  ]);
});

test('each refusal of the connection has its own words', () => {
  const refused = (refusedCode: number) =>
    keys({ connection: 'refused', refusedCode });
  expect(refused(4403)).toEqual(['not-member']);
  expect(refused(4409)).toEqual(['newer']);
  expect(refused(4413)).toEqual(['group-full']);
  expect(refused(4400)).toEqual(['stopped']);
});

test('a day of difference between clocks is said, some minutes are not', () => {
  expect(keys({ clockSkewMs: -86_400_000 })).toEqual(['clock']);
  expect(keys({ clockSkewMs: 600_000 })).toEqual([]);
});

test('what could not be opened, a copied browser and a newer group are said', () => {
  expect(
    keys({ quarantined: 1, held: 1, deviceDuplicated: true, readOnly: true }),
  ).toEqual(['duplicated', 'read-only', 'quarantined', 'held']);
});

test('who tried what her right does not allow is named; what she sent is not told once more as something unopened', () => {
  const ana = { id: 'a' as MemberId, name: 'Ana' } as SpaceView['members'][0];
  const overreaching = [{ member: ana.id, entries: 1, actions: 0 }];
  const tried = { members: [ana], quarantined: 1, overreaching };
  expect(keys(tried)).toEqual(['overreach']);
  expect(keys({ ...tried, quarantined: 2 })).toEqual([
    'overreach',
    'quarantined',
  ]);
  const [banner] = bannersOf({ ...well, ...tried }, around, es, 'phone');
  expect(banner?.sentence).toContain('Ana intentó');
});
