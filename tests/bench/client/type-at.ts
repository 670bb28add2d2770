import { setTimeout as sleep } from 'node:timers/promises';
import type { Text } from 'yjs';
import { applyEdit } from './document.ts';
import type { Edit } from './trace.ts';

/** Types letter by letter at a steady rate; answers how long each took until the editor could go on. */
export async function typeAt(
  text: Text,
  edits: readonly Edit[],
  perSecond: number,
): Promise<readonly number[]> {
  const applyMs: number[] = [];
  const startedAt = performance.now();
  for (let i = 0; i < edits.length;) {
    const due = ((performance.now() - startedAt) / 1000) * perSecond;
    for (; i < edits.length && i <= due; i++) {
      const edit = edits[i];
      if (edit === undefined) break;
      const applyAt = performance.now();
      applyEdit(text, edit);
      applyMs.push(performance.now() - applyAt);
    }
    await sleep(1);
  }
  return applyMs;
}
