import type { Bytes } from '@minga/base';

/** One connection that carries whole binary messages in order, or ends. */
export interface TransportSocket {
  /** Dropped when the connection is not open. */
  send(message: Bytes): void;
  /** Ends the connection; `closed` still follows once, nothing else does. */
  close(): void;
  /** Bytes handed over and not yet on the wire. */
  waiting(): number;
}

/** Never called before `connect` has returned. */
export interface TransportEvents {
  opened(): void;
  message(message: Bytes): void;
  /** Exactly once, whatever happened, after the last message; 1006 when the other side gave no code. */
  closed(code: number): void;
}

/** The wire. Fakes of it (drop, delay, cut) are the only thing that tests may put in its place. */
export interface Transport {
  /** Never throws: an address that cannot be dialled is a connection that closes. */
  connect(url: string, events: TransportEvents): TransportSocket;
}
