import { expect, test } from 'vitest';
import { addUp, countPlaywright, countVitest } from './test-counts.mjs';

const vitestReport = (overrides: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  success: true,
  testResults: [],
  ...overrides,
});

test('a runner that wrote no report counts as a failure', () => {
  expect(countVitest(undefined)).toEqual({ passed: 0, failed: 1 });
  expect(countPlaywright(undefined)).toEqual({ passed: 0, failed: 1 });
});

test('a test file that does not load counts as a failure', () => {
  const broken = { status: 'failed', assertionResults: [] };
  const report = vitestReport({ success: false, testResults: [broken] });
  expect(countVitest(report)).toEqual({ passed: 3, failed: 1 });
});

test('a failed test is counted once', () => {
  const file = {
    status: 'failed',
    assertionResults: [{ status: 'failed' }, { status: 'passed' }],
  };
  const report = vitestReport({
    numFailedTests: 1,
    success: false,
    testResults: [file],
  });
  expect(countVitest(report)).toEqual({ passed: 3, failed: 1 });
});

test('an error outside any test counts as a failure', () => {
  const report = vitestReport({ success: false });
  expect(countVitest(report)).toEqual({ passed: 3, failed: 1 });
});

test('a journey that passed on a retry counts as passed', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countPlaywright({ stats, errors: [] })).toEqual({
    passed: 5,
    failed: 1,
  });
});

test('counts add up', () => {
  const counts = [
    { passed: 1, failed: 0 },
    { passed: 2, failed: 3 },
  ];
  expect(addUp(counts)).toEqual({ passed: 3, failed: 3 });
});
