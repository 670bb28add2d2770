import { type Bytes, ownBytes, toBase64Url } from '@minga/base';
import type { Observable, ReadStatement, StatementView } from './api.ts';
import { writable } from './observable.ts';

/** `later`: it stands on more of the membership log than is here. */
export type StatementVerdict = StatementView | 'false' | 'later';

/** The statements of one open document, as its screens read them: at once, each asked about once. */
export interface StatementReader {
  readonly statements: Observable<ReadStatement>;
  /** More of the membership log is known. */
  lookAgain(): void;
}

export function createStatementReader(
  ask: (statements: readonly Bytes[]) => Promise<readonly StatementVerdict[]>,
): StatementReader {
  const verdicts = new Map<string, StatementVerdict | 'asked'>();
  let wanted = new Map<string, Bytes>();

  const reader = (): ReadStatement => (bytes) => {
    const name = toBase64Url(bytes);
    const verdict = verdicts.get(name);
    if (verdict === undefined) want(name, ownBytes(bytes));
    return typeof verdict === 'object' ? verdict : null;
  };
  const want = (name: string, bytes: Bytes): void => {
    verdicts.set(name, 'asked');
    wanted.set(name, bytes);
    // All that one look at the document asks for goes in one question.
    if (wanted.size === 1) queueMicrotask(() => void askForWanted());
  };
  const askForWanted = async (): Promise<void> => {
    const asked = wanted;
    wanted = new Map();
    const told = await ask([...asked.values()]).catch(() => []);
    for (const [at, name] of [...asked.keys()].entries())
      verdicts.set(name, told[at] ?? 'later');
    if (told.length > 0) statements.set(reader());
  };
  const statements = writable(reader());
  return {
    statements,
    lookAgain() {
      const later = [...verdicts].filter(([, verdict]) => verdict === 'later');
      for (const [name] of later) verdicts.delete(name);
      if (later.length > 0) statements.set(reader());
    },
  };
}
