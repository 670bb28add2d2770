// Counts from the JSON reports of the two test runners. A runner that left no report counts as one failure, and so does
// a failure outside any test (a file that does not load, a worker that dies), which neither runner counts as a test.

/** @typedef {{ passed: number, failed: number }} Count */

/** @returns {Count} */
export function countVitest(report) {
  if (report === undefined) return { passed: 0, failed: 1 };
  const failed = report.numFailedTests;
  const emptyHanded = report.testResults.filter(
    (file) =>
      file.status === 'failed' &&
      !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  const outside =
    report.success === false && failed + emptyHanded === 0 ? 1 : 0;
  return {
    passed: report.numPassedTests,
    failed: failed + emptyHanded + outside,
  };
}

/** @returns {Count} A test that passed on a retry (`flaky`) has passed; run-tests.mjs says how many those were. */
export function countPlaywright(report) {
  if (report === undefined) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.stats;
  return {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
  };
}

/** @param {Count[]} counts @returns {Count} */
export function addUp(counts) {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}
