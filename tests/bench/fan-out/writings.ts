import type { Bytes } from '@minga/base';
import { Doc } from 'yjs';

/** What one editor writes: a text of its own in the shared document, letter by letter, one Yjs update per letter. */
export interface Writing {
  readonly clientId: number;
  /** The update at index i holds the struct with clock i. */
  readonly updates: readonly Bytes[];
}

export function write(clientId: number, letters: number): Writing {
  const doc = new Doc({ guid: 'bench' });
  doc.clientID = clientId;
  const updates: Bytes[] = [];
  doc.on('update', (update: Uint8Array) => {
    updates.push(new Uint8Array(update));
  });
  const text = doc.getText(`t${clientId}`);
  for (let i = 0; i < letters; i++)
    text.insert(i, String.fromCharCode(97 + (i % 26)));
  return { clientId, updates };
}
