// Tests need a real browser. Where it is missing and apt can be used, it is installed; elsewhere a sentence says what to do.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const missing =
  'No Chromium found. Install Chromium or Chrome and set MINGA_CHROMIUM to its executable.';

/** The path of a Chromium that starts; throws with a sentence otherwise. */
export function ensureChromium(env = process.env) {
  const found = findChromium(env);
  if (found !== undefined) return found;
  if (env.MINGA_CHROMIUM !== undefined)
    throw new Error(`MINGA_CHROMIUM does not start: ${env.MINGA_CHROMIUM}`);
  const asRoot = rootPrefix();
  if (!existsSync('/usr/bin/apt-get') || asRoot === undefined)
    throw new Error(missing);
  console.log('Installing Chromium with apt (needed by the tests).');
  const apt = [...asRoot, 'apt-get', '-o', 'DPkg::Lock::Timeout=300'];
  const quiet = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  for (const args of [['update'], install]) {
    const [program, ...rest] = [...apt, ...args];
    const { status } = spawnSync(program, rest, {
      env: quiet,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) throw new Error(missing);
  }
  const installed = findChromium(env);
  if (installed === undefined) throw new Error(missing);
  return installed;
}

function findChromium(env) {
  const places = env.MINGA_CHROMIUM ? [env.MINGA_CHROMIUM] : usualPlaces;
  // Ubuntu ships a stub that only points to a snap: being there is not enough.
  return places.find(
    (path) => existsSync(path) && spawnSync(path, ['--version']).status === 0,
  );
}

function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0
    ? ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND']
    : undefined;
}
