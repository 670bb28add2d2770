import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Delete so many letters here, then put these in their place. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

export interface Trace {
  readonly source: 'automerge-paper' | 'generated';
  readonly edits: readonly Edit[];
}

/** The public trace of a paper being written lies beside the project where there is one; it is never copied into it. */
const paper = new URL(
  '../../../../shared/data/automerge-paper.json.gz',
  import.meta.url,
);

interface Paper {
  readonly txns: readonly {
    readonly patches: readonly (readonly [number, number, string])[];
  }[];
}

/** The first `most` edits. */
export function readTrace(most: number): Trace {
  if (!existsSync(paper)) return generate(Math.min(most, 259_778));
  const { txns } = JSON.parse(
    gunzipSync(readFileSync(paper)).toString(),
  ) as Paper;
  const edits = txns
    .flatMap(({ patches }) => patches)
    .slice(0, most)
    .map(([at, remove, insert]) => ({ at, remove, insert }));
  return { source: 'automerge-paper', edits };
}

/**
 * The same shape: single letters, 30 % of them deletions by backspace, written in stretches of some fifty at one place
 * before the caret goes elsewhere, mostly near the end. The same in every run.
 */
function generate(count: number): Trace {
  const random = lehmer(2026);
  const edits: Edit[] = [];
  let length = 0;
  let caret = 0;
  while (edits.length < count) {
    if (random() < 0.02)
      caret = random() < 0.6 ? length : Math.floor(random() * length);
    if (caret > 0 && random() < 0.298) {
      edits.push({ at: --caret, remove: 1, insert: '' });
      length--;
    } else {
      const letter = letters[Math.floor(random() * letters.length)] ?? ' ';
      edits.push({ at: caret++, remove: 0, insert: letter });
      length++;
    }
  }
  return { source: 'generated', edits };
}

const letters = 'eeeaaaooosssrrnniidltcumpbgvyqhfzj    ,.\n';

/** Minimal standard generator of Lehmer; good enough to shape a trace. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
