import type { Page } from '@playwright/test';

export interface Kept {
  /** `localStorage <name>`, `sessionStorage <name>`, `<database> <table>`. */
  readonly where: string;
  readonly base64: string;
}

/** Every key and value that the browser keeps for the app; private keys have no bytes to show. */
export function keptIn(page: Page): Promise<readonly Kept[]> {
  return page.evaluate(async () => {
    const encoder = new TextEncoder();
    const bytesOf = (value: unknown): Uint8Array<ArrayBuffer>[] => {
      if (typeof value === 'string') return [encoder.encode(value)];
      if (value instanceof ArrayBuffer) return [new Uint8Array(value)];
      if (ArrayBuffer.isView(value))
        return [
          Uint8Array.from(new Uint8Array(value.buffer)).slice(
            value.byteOffset,
            value.byteOffset + value.byteLength,
          ),
        ];
      if (typeof value !== 'object' || value === null)
        return [encoder.encode(String(value))];
      return Object.entries(value).flatMap((pair) => pair.flatMap(bytesOf));
    };
    const finished = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
    // eslint-disable-next-line no-restricted-globals -- looked into, not used
    const kept = [localStorage, sessionStorage].flatMap((storage, i) =>
      Object.entries(storage).map(([key, value]) => ({
        where: `${['localStorage', 'sessionStorage'][i] ?? ''} ${key}`,
        bytes: encoder.encode(`${key} ${String(value)}`),
      })),
    );
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await finished(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const rows = db.transaction(store).objectStore(store);
        const keys = finished(rows.getAllKeys());
        const values: unknown[] = await finished(rows.getAll());
        for (const bytes of [await keys, values].flatMap(bytesOf))
          kept.push({ where: `${name} ${store}`, bytes });
      }
      db.close();
    }
    return kept.map(({ where, bytes }) => ({
      where,
      base64: btoa(
        Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''),
      ),
    }));
  });
}

/** Addresses of what the browser has cached for the app. */
export function cachedFor(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const addresses: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys())
        addresses.push(url);
    return addresses;
  });
}
