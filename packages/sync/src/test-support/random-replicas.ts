import { createDoc } from '@minga/documents';
import * as Y from 'yjs';

/** mulberry32: the same seed gives the same story. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** A transaction of somebody, as the log would carry it. */
export interface LoggedUpdate {
  readonly author: number;
  readonly update: Uint8Array;
}

export interface Story {
  readonly docs: readonly Y.Doc[];
  /** In an order that is causal: what a relay would have given positions to. */
  readonly log: readonly LoggedUpdate[];
}

interface Replica {
  readonly doc: Y.Doc;
  readonly undo: Y.UndoManager;
  readonly unsent: Uint8Array[];
  seen: number;
}

const remote = 'remote';

/** Replicas that edit, undo, go offline and come back; at the end all have everything. */
export function tellStory(
  seed: number,
  replicaCount: number,
  steps: number,
): Story {
  const random = seededRandom(seed);
  const log: LoggedUpdate[] = [];
  const replicas = Array.from({ length: replicaCount }, (_, author) =>
    createReplica(author, seed),
  );
  const upload = (replica: Replica, author: number): void => {
    for (const update of replica.unsent.splice(0)) log.push({ author, update });
  };
  const download = (replica: Replica, author: number): void => {
    const news = log.slice(replica.seen).filter((one) => one.author !== author);
    replica.seen = log.length;
    for (const { update } of news) Y.applyUpdate(replica.doc, update, remote);
  };
  for (let step = 0; step < steps; step++) {
    const author = random(replicaCount);
    const replica = replicas[author];
    if (replica === undefined) continue;
    if (random(4) === 0) {
      download(replica, author);
      upload(replica, author);
      replica.seen = log.length;
    } else editAtRandom(replica, random);
  }
  replicas.forEach((replica, author) => {
    download(replica, author);
    upload(replica, author);
    replica.seen = log.length;
  });
  replicas.forEach(download);
  return { docs: replicas.map(({ doc }) => doc), log };
}

function createReplica(author: number, seed: number): Replica {
  const doc = createDoc(1000 + author * 37 + (seed % 7));
  const unsent: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== remote) unsent.push(update);
  });
  const undo = new Y.UndoManager(
    [doc.getText('text'), doc.getMap('map'), doc.getXmlFragment('body')],
    { captureTimeout: 0 },
  );
  return { doc, undo, unsent, seen: 0 };
}

type Random = (below: number) => number;

function editAtRandom({ doc, undo }: Replica, random: Random): void {
  const text = doc.getText('text');
  const map = doc.getMap('map');
  const at = wholeLetter(text, random(text.length + 1));
  const lengthUpTo = (most: number): number =>
    wholeLetter(text, Math.min(text.length, at + 1 + random(most))) - at;
  const edits = [
    () => {
      text.insert(at, 'abcdefghij'.slice(0, 1 + random(6)));
    },
    () => {
      text.insert(at, '😀ñ');
    },
    () => {
      text.delete(at, lengthUpTo(5));
    },
    () => {
      text.format(at, lengthUpTo(8), { bold: random(2) === 0 ? true : null });
    },
    () => {
      map.set(`k${String(random(4))}`, random(100));
    },
    () => {
      map.delete(`k${String(random(4))}`);
    },
    () => {
      editNested(map, random);
    },
    () => {
      editXml(doc.getXmlFragment('body'), random);
    },
    () => {
      undo.undo();
    },
    () => {
      undo.redo();
    },
  ];
  doc.transact(() => edits[random(edits.length)]?.());
}

/**
 * Editors never put a cursor inside a surrogate pair. Yjs breaks such a pair into two U+FFFD when it splits the item
 * there, also when nothing is written, and then only on that replica.
 */
function wholeLetter(text: Y.Text, at: number): number {
  const unit = text.toJSON().charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}

function editNested(map: Y.Map<unknown>, random: Random): void {
  const key = `n${String(random(3))}`;
  const nested = map.get(key);
  if (!(nested instanceof Y.Array)) map.set(key, new Y.Array());
  else if (random(3) === 0 && nested.length > 0)
    nested.delete(random(nested.length), 1);
  else nested.insert(random(nested.length + 1), [random(9), { deep: ['x'] }]);
}

function editXml(body: Y.XmlFragment, random: Random): void {
  if (body.length === 0 || random(5) === 0) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('hola')]);
    body.insert(random(body.length + 1), [paragraph]);
    return;
  }
  const index = random(body.length);
  const paragraph = body.get(index);
  if (random(6) === 0) body.delete(index, 1);
  else if (paragraph instanceof Y.XmlElement) {
    const inside = paragraph.get(0);
    if (inside instanceof Y.XmlText)
      inside.insert(
        random(inside.length + 1),
        'xyz',
        random(2) ? { em: true } : {},
      );
    else paragraph.setAttribute('level', String(random(3)));
  }
}
