const dayMs = 86_400_000;

/** From one day to another, both yyyy-mm-dd; negative when `to` comes first. */
export function daysSince(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}

/** The day that many days later. */
export function dayAfter(isoDay: string, days: number): string {
  return new Date(Date.parse(isoDay) + days * dayMs).toISOString().slice(0, 10);
}
