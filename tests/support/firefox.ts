import { existsSync } from 'node:fs';

/** Stock Firefox ESR, driven over BiDi; null where there is none, and then its journeys do not exist. */
export const firefoxPath: string | null =
  process.env['MINGA_FIREFOX'] ??
  ['/usr/bin/firefox-esr'].find((path) => existsSync(path)) ??
  null;
