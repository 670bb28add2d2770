import type { Bytes, Hash, Result } from '@minga/base';
import type { MingaError } from './api.ts';

/** What a document keeps of an attachment it cites: without the key its bytes say nothing. */
export interface AttachmentRef {
  readonly name: Hash;
  /** 32 bytes. */
  readonly key: Bytes;
  /** Bytes of what was attached. */
  readonly size: number;
}

export interface SpaceAttachments {
  /** Kept on this device when it resolves; nothing waits for its sending. The same content twice is one attachment. */
  keep(content: Bytes): Promise<Result<AttachmentRef, MingaError>>;
  /** Null: not on this device yet. It is fetched when there is a connection, and `onChange` tells. */
  read(ref: AttachmentRef): Promise<Result<Bytes | null, MingaError>>;
  /** Hears of each attachment that has come or has been sent. */
  onChange(listener: (name: Hash) => void): () => void;
}
