// `pnpm verify`: what a change must pass before it is committed, in under three minutes on two cores.
import process from 'node:process';
import { buildAndWeigh, checks, runSteps } from './steps.mjs';

const failed = await runSteps([
  ...checks,
  ['unit tests', 'pnpm exec vitest run --project unit'],
  ...buildAndWeigh,
]);
console.log(
  failed.length === 0
    ? '\nverify: ok'
    : `\nverify: FAILED ${failed.join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
