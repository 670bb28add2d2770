import {
  type Bytes,
  type DeviceKey,
  type Hash,
  type MemberId,
  utf8,
} from '@minga/base';
import { describe, expect, it } from 'vitest';
import type { ReadStatement, StatementView } from './api.ts';
import {
  type StatementVerdict,
  createStatementReader,
} from './statement-reader.ts';

const view: StatementView = {
  hash: 'hash' as Hash,
  kind: 1,
  subject: utf8('acuerdo 1'),
  bodyHash: 'body' as Hash,
  member: 'ana' as MemberId,
  device: 'device' as DeviceKey,
  right: 'writer',
  seenIndex: 3,
};

function scene(answer: (text: string) => StatementVerdict) {
  const questions: string[][] = [];
  const reachable = { value: true };
  const reader = createStatementReader((statements: readonly Bytes[]) => {
    const texts = statements.map((bytes) => new TextDecoder().decode(bytes));
    questions.push(texts);
    return reachable.value
      ? Promise.resolve(texts.map(answer))
      : Promise.reject(new Error('the leader tab is gone'));
  });
  let read: ReadStatement = () => null;
  let changes = 0;
  reader.statements.subscribe((present) => {
    read = present;
    changes += 1;
  });
  return {
    questions,
    lookAgain: () => {
      reader.lookAgain();
    },
    read: (text: string) => read(utf8(text)),
    changes: () => changes,
    reachable,
  };
}

describe('statements as a screen reads them', () => {
  it('[E26] each is asked about once, all of one look together', async () => {
    const { read, questions } = scene((text) =>
      text === 'true' ? view : 'false',
    );
    expect([read('true'), read('forged'), read('true')]).toEqual([
      null,
      null,
      null,
    ]);
    await expect.poll(() => read('true')).toEqual(view);
    expect(read('forged')).toBeNull();
    expect(questions).toEqual([['true', 'forged']]);
  });

  it('[E26] what stands on more of the log than is here is asked about again when more is known', async () => {
    let isKnown = false;
    const { read, questions, lookAgain, changes } = scene(() =>
      isKnown ? view : 'later',
    );
    read('early');
    await expect.poll(changes).toBe(2);
    expect(read('early')).toBeNull();
    isKnown = true;
    lookAgain();
    read('early');
    await expect.poll(() => read('early')).toEqual(view);
    expect(questions).toHaveLength(2);
    lookAgain();
    expect(changes()).toBe(4);
  });

  it('a question that nobody answered is asked again', async () => {
    const { read, questions, reachable, lookAgain } = scene(() => view);
    reachable.value = false;
    read('true');
    await expect.poll(() => questions.length).toBe(1);
    reachable.value = true;
    await expect
      .poll(() => {
        lookAgain();
        return read('true');
      })
      .toEqual(view);
  });
});
