import { type RegisterReading, settledValue } from '@minga/documents';

/** What stands; the first of several until people choose; empty where there is nothing. */
export function firstOf(reading: RegisterReading<string>): string {
  return settledValue(reading) ?? reading.values[0]?.value ?? '';
}
