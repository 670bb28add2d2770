import type { LogFailure } from './relay-log.ts';

/** SQLITE_FULL: no room on the disk, or `max_page_count` reached. */
const fullErrorCode = 13;

/** Only what SQLite itself reports is an expected failure; a mistake of ours must not look like a busy disk. */
export function failureOf(error: unknown): LogFailure {
  if (!(error instanceof Error) || !('errcode' in error)) throw error;
  return error.errcode === fullErrorCode ? 'full' : 'failed';
}
