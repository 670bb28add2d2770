import type { Result } from '@minga/base';
import {
  type DecodeFailure,
  type DecodedUpdate,
  type EncodedUpdate,
  decodeUpdate,
} from './decode-update.ts';

/** `hang`: decoding it alone did not end in time. */
export type DecodeOutcome = Result<DecodedUpdate, DecodeFailure | 'hang'>;

/** Decodes updates that others wrote: what is inside is not known to be harmless, not even to the decoder. */
export interface EntryDecoder {
  /** Outcomes in the order of the items. Never rejects. */
  decode(items: readonly EncodedUpdate[]): Promise<readonly DecodeOutcome[]>;
  close(): void;
}

/** Decodes where it is called. For tests: an update that hangs hangs the caller. */
export function inlineDecoder(): EntryDecoder {
  return {
    decode: (items) => Promise.resolve(items.map((item) => decodeUpdate(item))),
    close: () => undefined,
  };
}
