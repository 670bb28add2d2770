// Runs the steps of `verify` and `test` one after the other: two cores are not enough for more, and output stays readable.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What every change must pass before the tests. `pnpm exec` finds the tools of the workspace. */
export const checks = [
  ['format', 'pnpm exec prettier --check --cache --log-level warn .'],
  ['boundaries', 'node tools/check-boundaries.mjs'],
  ['lint', 'pnpm run lint'],
  ['types', 'pnpm run types'],
  ['dead code', 'pnpm exec knip --no-config-hints'],
];

export const buildAndWeigh = [
  ['build', 'pnpm exec turbo run build --output-logs=errors-only'],
  ['size', 'node tools/check-size.mjs'],
];

/** Runs every step, also after a failure. Returns the names of those that failed. */
export async function runSteps(steps, env = process.env) {
  const failed = [];
  for (const [name, command] of steps) {
    const began = performance.now();
    console.log(`\n── ${name}`);
    const code = await run(command, env);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`── ${name}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
    if (code !== 0) failed.push(name);
  }
  return failed;
}

function run(command, env) {
  const [program, ...args] = command.split(' ');
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
