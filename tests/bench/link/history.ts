import type { Edit, Trace } from '../client/trace.ts';

/** As much of the trace as it takes to have a text of that length, with all that was written and deleted on the way. */
export function historyOf({ edits }: Trace, letters: number): readonly Edit[] {
  let length = 0;
  const end = edits.findIndex((edit) => {
    length += edit.insert.length - edit.remove;
    return length >= letters;
  });
  return end < 0 ? edits : edits.slice(0, end + 1);
}
