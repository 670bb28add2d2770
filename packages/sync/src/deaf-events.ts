import type { LinkEvents } from './relay-link.ts';

/** Hears nothing: what a visit does not expect is not an error. */
export const deafEvents: LinkEvents = {
  stateChanged: () => undefined,
  card: () => undefined,
  keys: () => undefined,
  ask: () => undefined,
  ready: () => undefined,
  action: () => undefined,
  actionRefused: () => undefined,
  synced: () => undefined,
  changed: () => undefined,
  subscribed: () => undefined,
  header: () => undefined,
  headerRefused: () => undefined,
  snapshot: () => undefined,
  entry: () => undefined,
  head: () => undefined,
  channelClosed: () => undefined,
  presence: () => undefined,
  register: () => undefined,
  leased: () => undefined,
  snapshotAnswer: () => undefined,
  serverTime: () => undefined,
  nack: () => undefined,
  blob: () => undefined,
};
