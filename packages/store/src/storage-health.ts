/** Why this browser, here and now, gives the app no database. Never put memory in place of 'newer': the data is there. */
export interface StorageAbsence {
  readonly reason:
    | 'no-api' // no IndexedDB at all: an old web view, lockdown
    | 'denied' // private window, sandboxed frame or opaque origin, cookies switched off
    | 'newer' // written by a later version of the app: load that one
    | 'quota' // the disk is full
    | 'failed';
  readonly detail?: string;
}

const reasonByErrorName: Readonly<Record<string, StorageAbsence['reason']>> = {
  MissingAPIError: 'no-api',
  // Opaque origins throw SecurityError; private windows of Firefox answered InvalidStateError for years.
  SecurityError: 'denied',
  InvalidStateError: 'denied',
  NotAllowedError: 'denied',
  VersionError: 'newer',
  QuotaExceededError: 'quota',
};

/** `names`: of the error thrown on opening and of those that caused it. */
export function absenceOf(
  names: readonly string[],
  detail: string,
): StorageAbsence {
  for (const name of names) {
    const reason = reasonByErrorName[name];
    if (reason !== undefined) return { reason, detail };
  }
  return { reason: 'failed', detail };
}

export type Persistence =
  | 'granted'
  /** The browser may delete everything when space is short; Safari does after 7 days of use without a visit. */
  | 'refused'
  | 'unsupported';

type StorageSource = Pick<StorageManager, 'persist' | 'persisted' | 'estimate'>;

/**
 * Asks that the browser not evict this origin. Call it after the first write, in the course of something the person
 * did: Firefox shows a question, Chrome decides by installation and use, and neither favours an empty origin.
 */
export async function requestPersistence(
  storage = storageOfBrowser(),
): Promise<Persistence> {
  if (storage === null) return 'unsupported';
  try {
    const isKept = (await storage.persisted()) || (await storage.persist());
    return isKept ? 'granted' : 'refused';
  } catch {
    return 'unsupported'; // opaque origins reject
  }
}

/** What the browser says, rounded by it on purpose; null when it says nothing. */
export async function storageEstimate(
  storage = storageOfBrowser(),
): Promise<{ usedBytes: number; quotaBytes: number } | null> {
  try {
    const estimate = await storage?.estimate();
    return estimate?.usage === undefined || estimate.quota === undefined
      ? null
      : { usedBytes: estimate.usage, quotaBytes: estimate.quota };
  } catch {
    return null;
  }
}

/** Absent outside secure contexts, whatever the types say. */
function storageOfBrowser(): StorageSource | null {
  const browser: { navigator?: { storage?: StorageSource } } = globalThis;
  return browser.navigator?.storage ?? null;
}
