import { existsSync } from 'node:fs';

/** The browser of every test; `npm test` sets MINGA_CHROMIUM after looking for one (tools/chromium.mjs). */
export const chromiumPath: string =
  process.env['MINGA_CHROMIUM'] ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) =>
    existsSync(path),
  ) ??
  'chromium';

/** No sandbox (tests run as root in containers) and no traffic but ours. */
export const chromiumFlags: string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
