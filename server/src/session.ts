import {
  type ClientMessage,
  type CloseCode,
  type NackCode,
  encodeRelayMessage,
  nackCodes,
  zeroEntryId,
} from '@minga/protocol';
import type { Outbox } from './outbox.ts';
import type { Services } from './services.ts';

/** Null: go on. A code: the connection is closed with it. */
export type Handled = CloseCode | null;

/** What a connection is after it has shown who it is. */
export interface Session {
  /** The connection's next message waits for a promise. */
  handle(message: ClientMessage): Handled | Promise<Handled>;
  end(): void;
}

const passing: ReadonlySet<NackCode> = new Set([
  nackCodes.busy,
  nackCodes.tooMany,
]);

/** [P16] What belongs to no channel is refused on channel 0. */
export function refuseOnConnection(
  { metrics }: Services,
  outbox: Outbox,
  code: NackCode,
): Handled {
  metrics.count(`nacks_total{code="${code}"}`);
  outbox.push(
    encodeRelayMessage({
      kind: 'nack',
      channel: 0,
      entryId: zeroEntryId,
      final: !passing.has(code),
      code,
      retryAfterMs: passing.has(code) ? 2_000 : 0,
    }),
  );
  return null;
}
