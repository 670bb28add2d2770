import { expect, test } from 'vitest';
import { memberProfileSchema, spaceSettingsSchema } from './space-settings.ts';

test('settings from a later version are read with what this one knows', () => {
  expect(
    spaceSettingsSchema.parse({
      name: 'Escuela Los Aromos',
      kind: 'red',
      country: 'BO',
      motto: '—',
    }),
  ).toEqual({ name: 'Escuela Los Aromos', kind: 'comunidad', country: 'CL' });
});

test('a group or a person without a proper name is refused', () => {
  expect(
    spaceSettingsSchema.safeParse({ name: ' ', kind: 'escuela', country: 'PE' })
      .success,
  ).toBe(false);
  expect(memberProfileSchema.parse({ name: 'Rosa', cargo: 7 })).toEqual({
    name: 'Rosa',
    cargo: '',
    school: '',
  });
});
