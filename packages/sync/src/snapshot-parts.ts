import {
  type Bytes,
  type DocumentId,
  type Hash,
  concatBytes,
  ownBytes,
} from '@minga/base';
import {
  type ClientMessage,
  type SnapshotPart,
  defaultLimits,
  snapshotPartSize,
} from '@minga/protocol';

/** Puts a snapshot together again from its parts, which come in order. */
export interface SnapshotParts {
  /** The whole once the last part is here, else null. A part that does not continue the last one starts over. */
  take(part: SnapshotPart): Bytes | null;
}

interface UnderWay {
  readonly hash: Hash;
  readonly total: number;
  /** Copies: nothing is set aside for what a relay only announces. */
  readonly parts: Bytes[];
  filled: number;
}

export function createSnapshotParts(): SnapshotParts {
  let underWay: UnderWay | null = null;
  return {
    take({ hash, total, offset, part }) {
      if (offset === 0) underWay = { hash, total, parts: [], filled: 0 };
      const current = underWay;
      const continues =
        current?.hash === hash &&
        current.total === total &&
        current.filled === offset &&
        total <= defaultLimits.snapshot &&
        offset + part.length <= total;
      if (!continues) {
        underWay = null;
        return null;
      }
      current.parts.push(ownBytes(part));
      current.filled += part.length;
      if (current.filled < total) return null;
      underWay = null;
      return concatBytes(...current.parts);
    },
  };
}

export function snapshotPutMessages(
  doc: DocumentId,
  hash: Hash,
  snapshot: Bytes,
): ClientMessage[] {
  const messages: ClientMessage[] = [];
  for (let offset = 0; offset < snapshot.length; offset += snapshotPartSize) {
    const part = ownBytes(snapshot.subarray(offset, offset + snapshotPartSize));
    const total = snapshot.length;
    messages.push({ kind: 'snap-put', doc, hash, total, offset, part });
  }
  return messages;
}
