import type { Bytes } from '@minga/base';
import { createDoc, origins } from '@minga/documents';
import * as Y from 'yjs';
import { type DecodedUpdate, decodeUpdate } from './decode-update.ts';
import { applyAll, createOverlay } from './shadow.ts';

export interface Rebuilt {
  readonly doc: Y.Doc;
  /** Places in `updates` of those that are not in it. */
  readonly left: readonly LeftOut[];
}

export interface LeftOut {
  readonly index: number;
  /** `inapplicable`: Yjs throws. */
  readonly reason: 'not-ready' | 'inapplicable';
}

/** A document of a state (v2) and updates (v1): all in one transact, and one by one only when that fails. */
export function rebuild(
  state: Bytes | null,
  updates: readonly Bytes[],
): Rebuilt {
  const doc = docOf(state);
  if (applyAll(doc, updates)) return { doc, left: [] };
  const { order, left } = causalOrder(docOf(state), updates);
  return applyEach(state, order, left);
}

function docOf(state: Bytes | null): Y.Doc {
  const doc = createDoc();
  if (state !== null) Y.applyUpdateV2(doc, state, origins.stored);
  return doc;
}

interface Ordered {
  readonly index: number;
  readonly decoded: DecodedUpdate;
}

/** [E11] Each as soon as everything it stands on is there. */
function causalOrder(
  start: Y.Doc,
  updates: readonly Bytes[],
): { readonly order: readonly Ordered[]; readonly left: LeftOut[] } {
  const clocks = createOverlay((client) => Y.getState(start.store, client));
  const order: Ordered[] = [];
  const left: LeftOut[] = [];
  let waiting: Ordered[] = [];
  updates.forEach((update, index) => {
    const decoded = decodeUpdate({ codec: 'v1', update });
    if (decoded.ok) waiting.push({ index, decoded: decoded.value });
    else left.push({ index, reason: 'inapplicable' });
  });
  for (let before = -1; before !== order.length;) {
    before = order.length;
    waiting = waiting.filter((one) => {
      if (!clocks.isReady(one.decoded)) return true;
      clocks.add(one.decoded);
      order.push(one);
      return false;
    });
  }
  const late = waiting.map(({ index }): LeftOut => ({
    index,
    reason: 'not-ready',
  }));
  return { order, left: [...left, ...late] };
}

function applyEach(
  state: Bytes | null,
  order: readonly Ordered[],
  left: readonly LeftOut[],
): Rebuilt {
  const doc = docOf(state);
  const bad = order.find(({ decoded }) => !applyAll(doc, [decoded.update]));
  if (bad === undefined) return { doc, left };
  // The document is spoilt. Again without that one, and without what stands on it.
  const start = docOf(state);
  const clocks = createOverlay((client) => Y.getState(start.store, client));
  const kept: Ordered[] = [];
  const fallen: LeftOut[] = [{ index: bad.index, reason: 'inapplicable' }];
  for (const one of order) {
    if (one === bad) continue;
    if (clocks.isReady(one.decoded)) {
      clocks.add(one.decoded);
      kept.push(one);
    } else fallen.push({ index: one.index, reason: 'not-ready' });
  }
  return applyEach(state, kept, [...left, ...fallen]);
}
