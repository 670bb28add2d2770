import * as Y from 'yjs';

/**
 * Every Y.Doc of Minga is made here: the one on screen, the shadow, a rebuild, a scratch copy.
 * `clientId` is derived from device, document and session (ENVELOPE [E9]); a doc that never writes needs none.
 */
export function createDoc(clientId?: number): Y.Doc {
  const doc = new Y.Doc({ gc: true });
  if (clientId !== undefined) doc.clientID = clientId;
  // After remote marks Yjs deletes redundant formatting by itself, on every replica. A reader cannot append that, and from
  // then on visible content differs between replicas (research/yjs.md §1d). The field is private: yjs is pinned, a fuzz guards it.
  doc.on('afterTransaction', (transaction) => {
    transaction._needFormattingCleanup = false;
  });
  return doc;
}
