/** Something threw that may not throw: a bug of ours. It is told to a developer and must stop nothing else. */
export function reportBug(where: string, error: unknown): void {
  console.error(`minga: ${where} failed`, error);
}
