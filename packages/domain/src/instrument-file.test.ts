import { expect, test } from 'vitest';
import { capacities } from './catalogue/instruments/capacities.ts';
import { personalResources } from './catalogue/instruments/personal-resources.ts';
import type { Instrument } from './instrument.ts';
import {
  largestInstrumentFile,
  readFrozenInstrument,
  readInstrumentFile,
  writeInstrumentFile,
} from './instrument-file.ts';
import { canonicalInstrument } from './instrument-parts.ts';

const good = writeInstrumentFile(capacities);
const faultOf = (text: string) => {
  const read = readInstrumentFile(text);
  return 'fault' in read ? read.fault : null;
};
const changed = (change: (one: Instrument) => void): string => {
  const copy = structuredClone(capacities);
  change(copy);
  return writeInstrumentFile(copy);
};

test('an instrument comes out of its file as it went in', () => {
  expect(readInstrumentFile(good)).toEqual({ instrument: capacities });
  expect(readFrozenInstrument(canonicalInstrument(capacities))).toEqual(
    capacities,
  );
});

test('what is not whole is refused, with the reason', () => {
  expect(faultOf(good.padEnd(largestInstrumentFile + 1))).toBe('too-large');
  expect(faultOf('{}')).toBe('not-an-instrument');
  expect(faultOf(good.slice(0, -20))).toBe('not-an-instrument');
  expect(
    faultOf(good.replace('"formatVersion": 1', '"formatVersion": 2')),
  ).toBe('newer');
  expect(
    faultOf(good.replace('"formatVersion"', '"score": 1, "formatVersion"')),
  ).toBe('unknown-fields');
  expect(faultOf(good.replace('"words"', '"weight": 3, "words"'))).toBe(
    'unknown-fields',
  );
  expect(faultOf(good.replace('Reflexión', '<img src=x>'))).toBe('has-code');
  expect(faultOf(good.replace('Reflexión', '\\u003cimg src=x>'))).toBe(
    'has-code',
  );
  expect(faultOf(writeInstrumentFile(personalResources))).toBe(
    'not-for-groups',
  );
});

test('what contradicts itself is refused', () => {
  const faults = [
    changed(({ groups }) => groups.push(groups[0]!)),
    changed(({ groups }) => {
      groups[0]!.parts[0]!.sameAs = 'CB-NOT-HERE';
    }),
    changed(({ groups }) => {
      groups[0]!.parts[0]!.descriptors = { 'RUB-9': { es: 'x', en: 'x' } };
    }),
  ].map(faultOf);
  expect(faults).toEqual(faults.map(() => 'contradicts-itself'));
});
