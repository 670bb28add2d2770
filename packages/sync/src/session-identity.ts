import type { Bytes, DeviceKey, DocumentId, Random } from '@minga/base';
import { clientIdOf } from '@minga/protocol';
import type * as Y from 'yjs';

/** Under which clientID one open document of one tab writes ([E9]). */
export interface SessionIdentity {
  /** From which the document's present clientID is derived: goes with every row. */
  nonce(): Bytes;
  /** [E5] Another key has taken the place of this device's: what is written from now on is claimed under that one. */
  writeAs(device: DeviceKey): Promise<void>;
}

interface Derived {
  readonly nonce: Bytes;
  readonly clientId: number;
}

/**
 * A clientID of our own for `ydoc`, and for as long as it lives. Yjs draws a new one at random when it meets its own in
 * a remote update; nobody could claim that one, so a derived one takes its place before anything can be written.
 * `moved`: the document's clientID is another now.
 */
export async function startIdentity(
  random: Random,
  device: DeviceKey,
  doc: DocumentId,
  ydoc: Y.Doc,
  moved: () => void = () => undefined,
): Promise<SessionIdentity> {
  let author = device;
  const derive = async (): Promise<Derived> => {
    const nonce = random.bytes(16);
    return { nonce, clientId: await clientIdOf(author, doc, nonce) };
  };
  let current = await derive();
  // At hand beforehand: hashing cannot be waited for inside a transaction.
  let spare: Derived | null = await derive();
  const take = (): void => {
    if (ydoc.clientID === current.clientId || spare === null) return;
    current = spare;
    spare = null;
    ydoc.clientID = current.clientId;
    moved();
    const by = author;
    void derive().then((next) => {
      if (by !== author) return;
      spare = next;
      // Drawn again meanwhile. What was written in between can only travel as a salvage.
      take();
    });
  };
  ydoc.clientID = current.clientId;
  // Not `afterTransaction`: Yjs draws between that event and this one.
  ydoc.on('afterTransactionCleanup', take);
  return {
    nonce: () => current.nonce,
    async writeAs(next) {
      if (next === author) return;
      author = next;
      spare = null;
      const [first, second] = [await derive(), await derive()];
      if (next !== author) return;
      [current, spare] = [first, second];
      ydoc.clientID = first.clientId;
      moved();
    },
  };
}
