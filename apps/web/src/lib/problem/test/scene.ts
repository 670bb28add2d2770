import {
  type Doc,
  type XmlFragment,
  createDoc,
  createUlidSource,
  origins,
  problemFragment,
  startProblem,
} from '@minga/documents';
import { type DocumentId, err, systemClock, systemRandom } from '@minga/base';
import {
  type DocumentStatus,
  type OpenDocument,
  type Peer,
  type ReadStatement,
  type Writable,
  writable,
} from '@minga/sync';
import { applyUpdate, encodeStateAsUpdate } from 'yjs';
import { Problem, type ProblemSurroundings } from '../problem.svelte.ts';

export const newId = createUlidSource({
  clock: systemClock,
  random: systemRandom,
});

/** y-protocols' awareness without anybody else. */
class LonelyAwareness {
  readonly clientID = 1;
  readonly states = new Map<number, Record<string, unknown>>([[1, {}]]);
  getLocalState(): Record<string, unknown> | null {
    return this.states.get(1) ?? null;
  }
  setLocalState(state: Record<string, unknown> | null): void {
    if (state === null) this.states.delete(1);
    else this.states.set(1, state);
  }
  getStates(): Map<number, Record<string, unknown>> {
    return this.states;
  }
  on(): void {
    // nobody else ever changes
  }
  off(): void {
    // see on
  }
}

export interface Scene {
  readonly problem: Problem;
  readonly doc: Doc;
  readonly peers: Writable<readonly Peer[]>;
  readonly status: Writable<DocumentStatus>;
  /** Somebody else's copy; what is done to it arrives at once. */
  readonly other: Doc;
  fragment(field: string): XmlFragment;
  otherFragment(field: string): XmlFragment;
  /** What both write in here, they write before they hear of each other. */
  apart(write: () => void): void;
  field(): unknown;
}

/** A problem that Ana has open, and the copy of somebody else, joined without a wire. */
export function problemScene(around: Partial<ProblemSurroundings> = {}): Scene {
  const doc = createDoc(1);
  const other = createDoc(2);
  let isTogether = true;
  const pass = (from: Doc, to: Doc): void => {
    from.on('update', (update: Uint8Array, origin: unknown) => {
      if (isTogether && origin !== origins.remote)
        applyUpdate(to, update, origins.remote);
    });
  };
  pass(doc, other);
  pass(other, doc);
  startProblem(doc, 1_780_000_000_000);
  const status = writable<DocumentStatus>({
    word: 'sent',
    members: 2,
    haveIt: 1,
    unsent: 0,
    refused: 0,
    unkept: null,
    caughtUp: true,
    unconfirmed: false,
    readOnly: false,
  });
  const peers = writable<readonly Peer[]>([]);
  const awareness = new LonelyAwareness();
  const open: OpenDocument = {
    id: 'AAAAAAAAAAAAAAAAAAAAAA' as DocumentId,
    doc,
    awareness: awareness as unknown as OpenDocument['awareness'],
    status,
    peers,
    memberOf: writable(() => null),
    replaced: writable(false),
    statements: writable<ReadStatement>(() => null),
    sign: () => Promise.resolve(err({ code: 'no-right' })),
    settled: () => Promise.resolve(),
    close: () => undefined,
  };
  const problem = new Problem(
    open,
    {
      audience: 'Comunidad Cordillera (2)',
      mayWrite: true,
      myName: 'Ana Soto',
      myId: 'ana',
      names: ['Ana Soto', 'Rosa Quispe'],
      say: ({ es }) => es,
      shapeOf: () => 'circle',
      loadEditor: async () => (await import('@minga/rich-text')).mountRichText,
      titleChanged: () => undefined,
      statusChanged: () => undefined,
      ...around,
    },
    newId,
  );
  const fragmentOf = (of: Doc, field: string): XmlFragment => {
    const fragment = problemFragment(of, field);
    if (fragment === null) throw new Error(`no field ${field}`);
    return fragment;
  };
  return {
    problem,
    doc,
    other,
    peers,
    status,
    fragment: (field) => fragmentOf(doc, field),
    otherFragment: (field) => fragmentOf(other, field),
    apart(write) {
      isTogether = false;
      write();
      isTogether = true;
      applyUpdate(other, encodeStateAsUpdate(doc), origins.remote);
      applyUpdate(doc, encodeStateAsUpdate(other), origins.remote);
    },
    field: () => awareness.getLocalState()?.['field'],
  };
}
