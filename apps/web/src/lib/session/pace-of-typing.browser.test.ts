import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { paceOfTyping } from './pace-of-typing.ts';

function begin() {
  let nowMs = 1_000;
  const area = document.createElement('textarea');
  document.body.append(area);
  onTestFinished(() => area.remove());
  area.focus();
  const ran: string[] = [];
  const pace = paceOfTyping({ now: () => nowMs });
  return {
    ran,
    type: (key: string) => userEvent.keyboard(key),
    passes: (ms: number) => (nowMs += ms),
    comes: (name: string) => pace(() => ran.push(name)),
  };
}

describe('what others write, on a screen on which somebody types', () => {
  it('is shown at once while nobody types', async () => {
    const { ran, comes, type, passes } = begin();
    comes('before');
    expect(ran).toEqual(['before']);
    await type('a');
    passes(1_000);
    comes('after a pause');
    expect(ran).toEqual(['before', 'after a pause']);
  });

  it('lets a letter that was just begun be drawn first, and waits for no letter for long', async () => {
    const { ran, comes, type } = begin();
    await type('a');
    comes('first');
    comes('second');
    expect(ran).toEqual([]);
    await vi.waitFor(() => expect(ran).toEqual(['first', 'second']));
    comes('third');
    expect(ran).toEqual(['first', 'second']);
    await type('b');
    await vi.waitFor(() => expect(ran).toEqual(['first', 'second', 'third']));
  });
});
