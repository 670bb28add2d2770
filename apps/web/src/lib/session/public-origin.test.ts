import { expect, test } from 'vitest';
import { isOnlyThisMachine, toOrigin } from './public-origin.ts';

test.each([
  [{ publicUrl: 'https://minga.example' }, 'https://minga.example'],
  [{ publicUrl: 'https://minga.example:8443/x' }, 'https://minga.example:8443'],
  [{ publicUrl: null }, null],
  [{ publicUrl: 'javascript:alert(1)' }, null],
  [{ publicUrl: 'minga.example' }, null],
  [{ publicUrl: 7 }, null],
  [{}, null],
  ['https://minga.example', null],
  [null, null],
])('%j leads to %s', (answer, origin) => {
  expect(toOrigin(answer)).toBe(origin);
});

test.each([
  ['localhost', true],
  ['minga.localhost', true],
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['[::1]', true],
  ['192.168.1.20', false],
  ['minga.example', false],
  ['localhost.example', false],
])('%s is open to this machine only: %s', (hostname, only) => {
  expect(isOnlyThisMachine(hostname)).toBe(only);
});
