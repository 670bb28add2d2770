// The second half of `npm test`, once tools/bootstrap.mjs has put Node 24, pnpm and Chromium in place: every check, every
// vitest project, every journey. The last line is `N passed, N failed`, counted from the reports of vitest and Playwright.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buildAndWeigh, checks, runSteps } from './steps.mjs';
import { addUp, countPlaywright, countVitest } from './test-counts.mjs';

const reports = mkdtempSync(join(tmpdir(), 'minga-reports-'));
const vitestReport = join(reports, 'vitest.json');
const journeysReport = join(reports, 'journeys.json');

const failedChecks = await runSteps([...checks, ...buildAndWeigh]);
await runSteps([
  [
    'vitest',
    `pnpm exec vitest run --reporter=default --reporter=json --outputFile.json=${vitestReport}`,
  ],
]);
await runSteps([['journeys', 'pnpm run journeys --reporter=list,json']], {
  ...process.env,
  PLAYWRIGHT_JSON_OUTPUT_FILE: journeysReport,
});

const total = addUp([
  // A check is no test, but the last line must never say that all is well when it is not.
  { passed: 0, failed: failedChecks.length },
  countVitest(read(vitestReport)),
  countPlaywright(read(journeysReport)),
]);
const flaky = read(journeysReport)?.stats.flaky ?? 0;
rmSync(reports, { recursive: true });

if (flaky > 0) console.log(`\nJourneys that needed a second try: ${flaky}`);
if (failedChecks.length > 0)
  console.log(`\nFailed checks: ${failedChecks.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** The report, or undefined when the runner did not get as far as writing one. */
function read(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
