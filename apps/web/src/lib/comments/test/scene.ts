import {
  type DocumentId,
  type MemberId,
  bytesToId,
  err,
  ok,
  systemClock,
  systemRandom,
} from '@minga/base';
import {
  type Doc,
  createDoc,
  createUlidSource,
  origins,
} from '@minga/documents';
import {
  type MemberOf,
  type OpenDocument,
  type ReadStatement,
  writable,
} from '@minga/sync';
import { applyUpdate, encodeStateAsUpdate } from 'yjs';
import { type Beside, openBeside } from '../beside.ts';
import { Comments, type CommentsSurroundings } from '../comments.svelte.ts';

export const newId = createUlidSource({
  clock: systemClock,
  random: systemRandom,
});
export const ana = 'ana' as MemberId;
export const rosa = 'rosa' as MemberId;
const clients = new Map([
  [1, ana],
  [2, rosa],
]);
const about = bytesToId<DocumentId>(new Uint8Array(16).fill(9));

/** The documents of one device of a group without a wire. */
class Shelf {
  readonly docs = new Map<DocumentId, Doc>();
  readonly #clientId: number;
  readonly #opened: (id: DocumentId, doc: Doc) => void;

  constructor(
    clientId: number,
    opened: (id: DocumentId, doc: Doc) => void = () => undefined,
  ) {
    this.#clientId = clientId;
    this.#opened = opened;
  }

  of(id: DocumentId): Doc {
    const known = this.docs.get(id);
    if (known !== undefined) return known;
    const doc = createDoc(this.#clientId);
    this.docs.set(id, doc);
    this.#opened(id, doc);
    return doc;
  }

  open(id: DocumentId): Promise<OpenDocument> {
    const memberOf = writable<MemberOf>(
      (clientId) => clients.get(clientId) ?? null,
    );
    const awareness = { setLocalState: () => undefined };
    return Promise.resolve({
      id,
      doc: this.of(id),
      awareness,
      memberOf,
      replaced: writable(false),
      statements: writable<ReadStatement>(() => null),
      sign: () => Promise.resolve(err({ code: 'no-right' })),
      settled: () => Promise.resolve(),
      close: () => undefined,
    } as unknown as OpenDocument);
  }

  beside(changed: () => void): Promise<Beside> {
    const index = bytesToId<DocumentId>(new Uint8Array(16).fill(2));
    return openBeside({
      about,
      newId,
      changed,
      nowMs: () => systemClock.now(),
      space: {
        openIndex: () => this.open(index),
        openDocument: (id) => this.open(id),
        createDocument: (template) => {
          const id = bytesToId<DocumentId>(systemRandom.bytes(16));
          template?.(this.of(id));
          return Promise.resolve(ok(id));
        },
      },
    });
  }
}

export interface CommentsScene {
  readonly comments: Comments;
  /** What Rosa does on her device; it arrives at once. */
  readonly rosas: Beside;
}

/** A problem that Ana has open, and Rosa's copy of what lies beside it. */
export async function commentsScene(
  around: Partial<CommentsSurroundings> = {},
): Promise<CommentsScene> {
  const here = new Shelf(1);
  const there = new Shelf(2, (id, theirs) => {
    const ours = here.of(id);
    const pass = (from: Doc, to: Doc): void => {
      from.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== origins.remote) applyUpdate(to, update, origins.remote);
      });
    };
    applyUpdate(theirs, encodeStateAsUpdate(ours), origins.remote);
    pass(ours, theirs);
    pass(theirs, ours);
  });
  const listeners = new Set<() => void>();
  const rosas = await there.beside(() => undefined);
  const anas = await here.beside(() => {
    for (const changed of [...listeners]) changed();
  });
  const comments = new Comments(
    anas,
    {
      audience: 'Comunidad Cordillera (2)',
      mayWrite: true,
      me: ana,
      people: [
        { id: ana, name: 'Ana Soto' },
        { id: rosa, name: 'Rosa Quispe' },
      ],
      nowMs: () => systemClock.now(),
      newId,
      shapeOf: () => 'circle',
      questionOf: () => '¿Cómo lo sabemos?',
      ...around,
    },
    listeners,
  );
  return { comments, rosas };
}
