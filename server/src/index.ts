export { type Relay, type RelayOptions, createRelay } from './relay.ts';
export {
  type BucketSize,
  type RelayLimits,
  defaultRelayLimits,
} from './limits.ts';
export { type RelayLog } from './relay-log.ts';
export { createMemoryLog } from './memory-log.ts';
export { type SqliteLogOptions, openSqliteLog } from './sqlite-log.ts';
