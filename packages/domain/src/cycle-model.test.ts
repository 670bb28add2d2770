import { describe, expect, test } from 'vitest';
import { loadCycleModel } from './catalogue/load.ts';
import { proposeDates } from './cycle-dates.ts';
import {
  type ModelFileFault,
  largestModelFile,
  plainModel,
  readModelFile,
  writeModelFile,
} from './cycle-model.ts';

const ours = async () =>
  plainModel(await loadCycleModel('UVA-90'), ({ es }) => es, 'es');

describe('a model in a file', () => {
  test('comes back as it went', async () => {
    const model = await ours();
    expect(readModelFile(writeModelFile(model))).toEqual({ model });
  });

  const spoilt = async (change: (file: Record<string, unknown>) => void) => {
    const file = JSON.parse(writeModelFile(await ours())) as Record<
      string,
      unknown
    >;
    change(file);
    return readModelFile(JSON.stringify(file));
  };

  const spoilings: readonly [
    ModelFileFault,
    (file: Record<string, unknown>) => void,
  ][] = [
    ['unknown-fields', (file) => void (file['x'] = 1)],
    [
      'unknown-fields',
      (file) =>
        void Object.assign((file['stages'] as object[])[0] ?? {}, {
          onclick: 'a',
        }),
    ],
    [
      'has-code',
      (file) => void (file['name'] = '<img src=x onerror=alert(1)>'),
    ],
    ['has-code', (file) => void (file['origin'] = 'javascript:a()')],
    ['newer', (file) => void (file['formatVersion'] = 2)],
    ['not-a-model', (file) => void (file['stages'] = [])],
    ['not-a-model', (file) => void (file['format'] = 'x')],
  ];
  test.each(spoilings)('is refused as %s', async (fault, change) => {
    expect(await spoilt(change)).toEqual({ fault });
  });

  test('is refused when it is no JSON, and when it is too large to be one', () => {
    expect(readModelFile('{')).toEqual({ fault: 'not-a-model' });
    expect(readModelFile(' '.repeat(largestModelFile + 1))).toEqual({
      fault: 'too-large',
    });
  });
});

describe('dates to begin with', () => {
  test('follow each other and step over the holidays', () => {
    expect(
      proposeDates(
        '2026-07-01',
        [3, 4],
        [{ from: '2026-07-02', to: '2026-07-12' }],
      ),
    ).toEqual([
      { start: '2026-07-01', end: '2026-07-14' },
      { start: '2026-07-15', end: '2026-07-18' },
    ]);
  });

  test('come to an end also when the holidays do not', () => {
    const [stage] = proposeDates(
      '2026-07-01',
      [2],
      [{ from: '2000-01-01', to: '2199-01-01' }],
    );
    expect(stage?.start).toBeDefined();
  });
});
