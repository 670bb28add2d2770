import { describe, expect, it } from 'vitest';
import {
  absenceOf,
  requestPersistence,
  storageEstimate,
} from './storage-health.ts';

function browser(isPersisted: boolean, grants: boolean) {
  let asked = 0;
  return {
    asked: () => asked,
    persisted: async () => isPersisted,
    persist: async () => {
      asked += 1;
      return grants;
    },
    estimate: async () => ({ usage: 10, quota: 100 }),
  };
}

const opaque = {
  persisted: () => Promise.reject(new TypeError('opaque origin')),
  persist: () => Promise.reject(new TypeError('opaque origin')),
  estimate: () => Promise.reject(new TypeError('opaque origin')),
};

describe('requestPersistence', () => {
  it('says what the browser answered', async () => {
    expect(await requestPersistence(browser(false, true))).toBe('granted');
    expect(await requestPersistence(browser(false, false))).toBe('refused');
  });

  it('does not ask again what was granted', async () => {
    const granted = browser(true, false);
    expect(await requestPersistence(granted)).toBe('granted');
    expect(granted.asked()).toBe(0);
  });

  it('is unsupported where there is nothing to ask, or the origin is opaque', async () => {
    expect(await requestPersistence(null)).toBe('unsupported');
    expect(await requestPersistence(opaque)).toBe('unsupported');
  });
});

describe('storageEstimate', () => {
  it('gives what the browser says, or null', async () => {
    expect(await storageEstimate(browser(true, true))).toEqual({
      usedBytes: 10,
      quotaBytes: 100,
    });
    expect(await storageEstimate(opaque)).toBeNull();
    expect(await storageEstimate(null)).toBeNull();
  });
});

describe('absenceOf', () => {
  it.each([
    [['OpenFailedError', 'SecurityError'], 'denied'],
    [['OpenFailedError', 'InvalidStateError'], 'denied'],
    [['MissingAPIError'], 'no-api'],
    [['VersionError'], 'newer'],
    [['OpenFailedError', 'AbortError', 'QuotaExceededError'], 'quota'],
    [['UnknownError'], 'failed'],
  ])('finds the reason in %j', (names, reason) => {
    expect(absenceOf(names, 'why')).toEqual({ reason, detail: 'why' });
  });
});
