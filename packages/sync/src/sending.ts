import type { StoreWrite } from '@minga/store';
import type { EngineContext, SentFrame } from './engine-context.ts';
import type { DocumentEnginePorts, Refusal } from './engine-ports.ts';
import { localRowKey, encodeLocalRow } from './local-row.ts';
import { afterRefused } from './own-chain.ts';
import { isOpen } from './own-frames.ts';
import type { AppendAnswer } from './relay-link.ts';
import { type NumberedRow, type SentRow, encodeSentRow } from './sent-row.ts';

/** Sealed frames on their way: given to the link, given again with the same bytes, acknowledged or refused. */
export interface Sending {
  readonly isUp: boolean;
  /** Everything unanswered is sent again, in the order of counters. */
  linkUp(): void;
  linkDown(): void;
  send(sent: SentFrame): void;
  refusals(): readonly Refusal[];
  /** Gives back the rows of refused frames, durable again in `local`, ascending. Inside a turn. */
  takeBack(
    isWanted: (sent: SentFrame) => boolean,
  ): Promise<readonly NumberedRow[]>;
  stop(): void;
}

export interface SendingHooks {
  /** The relay has it durably, at this place in the log. */
  acknowledged(sent: SentFrame, seq: number, back: number): void;
  /** An answer has come: sealing may go on. */
  answered(): void;
}

export function createSending(
  context: EngineContext,
  hooks: SendingHooks,
): Sending {
  const { ports, sent } = context;
  let isUp = false;
  let isOver = false;

  const send = (one: SentFrame): void => {
    if (!isUp || isOver || context.isDuplicated()) return;
    sent.set(one.key, { ...one, phase: 'in-flight' });
    void ports.append(one.row.frame).then((answer) => {
      take(one.key, answer);
    });
  };
  const take = (key: string, answer: AppendAnswer): void => {
    const one = sent.get(key);
    // It has come back as an entry meanwhile, or nobody listens any more.
    if (one?.phase !== 'in-flight' || isOver) return;
    switch (answer.kind) {
      case 'acked':
        hooks.acknowledged(one, answer.seq, answer.back);
        return;
      case 'lost':
        sent.set(key, { ...one, phase: 'unsent' });
        return;
      case 'retry':
        sent.set(key, { ...one, phase: 'waiting' });
        ports.clock.after(answer.afterMs, () => {
          sendAgain(key);
        });
        return;
      case 'refused':
        void context.turns.run(() => refused(key, answer.code));
    }
  };
  const sendAgain = (key: string): void => {
    const one = sent.get(key);
    if (one?.phase !== 'waiting') return;
    const again: SentFrame = { ...one, phase: 'unsent' };
    sent.set(key, again);
    send(again);
    hooks.answered();
  };
  const refused = async (key: string, code: number): Promise<void> => {
    const one = sent.get(key);
    if (one === undefined) return;
    const row = { ...one.row, refusedCode: code };
    context.meta = {
      ...context.meta,
      chain: afterRefused(context.meta.chain, {
        counter: row.counter,
        hash: row.frameHash,
      }),
    };
    if (!(await context.commit([putSent(key, row)]))) return;
    const kept: SentFrame = { key, row, phase: 'refused' };
    sent.set(key, kept);
    ports.events.refused(refusalOf(kept));
    ports.events.changed();
    hooks.answered();
  };

  return {
    get isUp() {
      return isUp;
    },
    linkUp() {
      isUp = true;
      const byCounter = [...sent.values()].sort(
        (a, b) => a.row.counter - b.row.counter,
      );
      for (const one of byCounter)
        if (one.phase === 'unsent' || one.phase === 'waiting') send(one);
    },
    linkDown() {
      isUp = false;
    },
    send,
    refusals: () =>
      [...sent.values()].filter((one) => !isOpen(one)).map(refusalOf),
    async takeBack(isWanted) {
      const wanted = [...sent.values()].filter(
        (one) => !isOpen(one) && isWanted(one),
      );
      const writes = wanted.flatMap((one) => takeBackWrites(ports, one));
      if (wanted.length === 0 || !(await context.commit(writes))) return [];
      for (const one of wanted) sent.delete(one.key);
      return wanted
        .flatMap((one) => one.row.rows)
        .sort((a, b) => a.ordinal - b.ordinal);
    },
    stop() {
      isOver = true;
    },
  };
}

export function putSent(key: string, row: SentRow): StoreWrite {
  return { kind: 'put', table: 'sent', key, value: encodeSentRow(row) };
}

export function refusalOf({ key, row }: SentFrame): Refusal {
  return {
    key,
    code: row.refusedCode,
    bytes: row.rows.reduce((sum, one) => sum + one.update.length, 0),
  };
}

/** The rows of a frame are unsealed again. */
export function takeBackWrites(
  ports: DocumentEnginePorts,
  { key, row }: Pick<SentFrame, 'key' | 'row'>,
): readonly StoreWrite[] {
  return [
    { kind: 'delete', table: 'sent', key },
    ...row.rows.map((one): StoreWrite => ({
      kind: 'put',
      table: 'local',
      key: localRowKey(ports.space, ports.doc, one.ordinal),
      value: encodeLocalRow(one.sessionNonce, one.update, one.kind),
    })),
  ];
}
