import { afterEach, expect, test, vi } from 'vitest';
import { writeSetting } from '#lib/shared/device-settings.ts';
import { findUnsupported } from './browser-support.ts';

afterEach(() => {
  vi.restoreAllMocks();
  writeSetting('crypto-checked', '');
});

test('this browser will do, and is not asked a second time', async () => {
  const makeKey = vi.spyOn(crypto.subtle, 'generateKey');
  expect(await findUnsupported()).toBeNull();
  expect(await findUnsupported()).toBeNull();
  expect(makeKey).toHaveBeenCalledTimes(2);
});

test('one that knows the name of a kind of key and cannot make it is refused, and asked again after an update', async () => {
  const makeKey = vi
    .spyOn(crypto.subtle, 'generateKey')
    .mockRejectedValue(new DOMException('no', 'NotSupportedError'));
  expect(await findUnsupported()).toBe('unsupported');
  makeKey.mockRestore();
  expect(await findUnsupported()).toBeNull();
});

test('without encryption nothing is tried', async () => {
  vi.stubGlobal('isSecureContext', false);
  expect(await findUnsupported()).toBe('insecure');
  vi.unstubAllGlobals();
});
