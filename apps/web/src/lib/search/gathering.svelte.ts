/* eslint-disable svelte/prefer-svelte-reactivity -- nobody draws these lists */
import type { DocumentId, SpaceId } from '@minga/base';
import {
  type IndexEntry,
  isListed,
  observeIndex,
  readIndex,
} from '@minga/documents';
import type { Minga, OpenDocument, Space, WriteClass } from '@minga/sync';
import type { SearchAnswer, SearchQuery } from './search-entry.ts';
import { entriesOf, titleEntry } from './search-texts.ts';
import { type SearchThread, startSearchThread } from './search-thread.ts';

interface Known {
  readonly space: Space;
  readonly entry: IndexEntry;
}

const kinds: readonly string[] = ['problem', 'cycle', 'plan'];
const classes: readonly WriteClass[] = ['school', 'accompaniment'];
/** So many are open at once; each is closed as soon as it has been read. */
const atOnce = 3;
const settleMs = 400;

/**
 * Reads what all groups of this device hold into the index, for as long as the page lives. Documents are opened one after
 * another and closed; afterwards only those that change are read again, and only while somebody is searching.
 */
export class Gathering {
  readonly #minga: Minga;
  readonly #thread: SearchThread = startSearchThread();
  readonly #followed = new Set<SpaceId>();
  readonly #known = new Map<string, Known>();
  readonly #wanted = new Set<string>();
  readonly #reading = new Set<string>();
  /** Opening one tells as much as a change of it would: what is told then is no news. */
  readonly #justRead = new Map<string, number>();
  #isSearching = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Documents still to be read; 0 when all is there. */
  left = $state(0);
  /** Goes up whenever there is something new to find. */
  edition = $state(0);

  constructor(minga: Minga) {
    this.#minga = minga;
  }

  /** Until the answer: nobody searches any more. */
  begin(): () => void {
    this.#isSearching = true;
    const stop = this.#minga.spaces.subscribe((spaces) => {
      for (const { id } of spaces) void this.#follow(id);
    });
    this.#work();
    return () => {
      this.#isSearching = false;
      clearTimeout(this.#timer);
      stop();
    };
  }

  find(query: SearchQuery): Promise<SearchAnswer> {
    return this.#thread.find(query);
  }

  async #follow(id: SpaceId): Promise<void> {
    const space = this.#minga.space(id);
    if (space === null || this.#followed.has(id)) return;
    this.#followed.add(id);
    space.onDocumentChange((doc) => this.#heard(`${id}/${doc}`));
    for (const writeClass of classes) {
      try {
        this.#list(space, await space.openIndex(writeClass));
      } catch (error) {
        // Its index has not come yet: asked for again at the next search.
        console.error(error);
        this.#followed.delete(id);
        return;
      }
    }
  }

  #list(space: Space, index: OpenDocument): void {
    index.awareness.setLocalState(null);
    const list = (): void => {
      for (const entry of readIndex(index.doc).entries)
        if (kinds.includes(entry.kind)) this.#listed(space, entry);
      this.#work();
    };
    list();
    observeIndex(index.doc, list);
    index.replaced.subscribe((isReplaced) => {
      if (!isReplaced) return;
      index.close();
      this.#followed.delete(space.id);
    });
  }

  #listed(space: Space, entry: IndexEntry): void {
    const key = `${space.id}/${entry.id}`;
    const before = this.#known.get(key);
    if (!isListed(entry)) {
      if (before !== undefined) this.#thread.put(key, []);
      this.#known.delete(key);
      this.#wanted.delete(key);
      return;
    }
    this.#known.set(key, { space, entry });
    if (before !== undefined) return;
    this.#thread.put(key, [titleEntry(space.id, entry)]);
    this.#wanted.add(key);
  }

  #heard(key: string): void {
    if (!this.#known.has(key) || this.#reading.has(key)) return;
    const read = this.#justRead.get(key) ?? -Infinity;
    if (performance.now() - read < settleMs) return;
    this.#wanted.add(key);
    clearTimeout(this.#timer);
    if (this.#isSearching)
      this.#timer = setTimeout(() => this.#work(), settleMs);
  }

  #work(): void {
    while (this.#isSearching && this.#reading.size < atOnce) {
      const [key] = this.#wanted;
      if (key === undefined) break;
      this.#wanted.delete(key);
      void this.#read(key);
    }
    this.left = this.#wanted.size + this.#reading.size;
    this.edition++;
  }

  async #read(key: string): Promise<void> {
    const known = this.#known.get(key);
    if (known === undefined) return;
    this.#reading.add(key);
    try {
      const { space, entry } = known;
      const document = await openFor(space, entry.id);
      const entries = entriesOf({
        space: space.id,
        entry,
        doc: document.doc,
        nameOf: (member) => nameIn(space, member),
      });
      document.close();
      this.#thread.put(key, entries);
    } catch (error) {
      // Its title can be found all the same.
      console.error(error);
    }
    this.#justRead.set(key, performance.now());
    this.#reading.delete(key);
    this.#work();
  }
}

async function openFor(space: Space, id: DocumentId): Promise<OpenDocument> {
  const document = await space.openDocument(id, 'glance');
  // To look through a document is not to be in it.
  document.awareness.setLocalState(null);
  return document;
}

function nameIn(space: Space, member: string): string {
  let name = '';
  space.view.subscribe(({ members }) => {
    name = members.find(({ id }) => id === member)?.name ?? '';
  })();
  return name;
}
