import {
  type Bytes,
  concatBytes,
  ownBytes,
  systemRandom,
  unwrap,
} from '@minga/base';
import {
  type RelayMessage,
  decodeRelayMessages,
  defaultLimits,
  encodeRelayMessage,
  zeroEntryId,
} from '@minga/protocol';
import {
  type Transport,
  type TransportSocket,
  websocketTransport,
} from '@minga/sync';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { untilEqual } from '../support/documents.ts';
import { isLive, sent, until } from '../support/member.ts';
import {
  type WritingScene,
  anaWrites,
  textOf,
  write,
} from '../support/writing-scene.ts';

let scene: WritingScene;

afterEach(async () => {
  await scene.end();
  vi.restoreAllMocks();
});

beforeEach(() => {
  // What a relay does against the protocol is told to a developer.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe('a relay that lies to one member', () => {
  /** What a socket message becomes on its way to her; `original` first, so that lies come on top of the truth. */
  type Lie = (
    messages: readonly RelayMessage[],
    bytes: Bytes,
  ) => Bytes[] | null;
  const lies: readonly (readonly [string, Lie])[] = [
    ['garbage', () => [systemRandom.bytes(300)]],
    ['nothing', () => [new Uint8Array()]],
    [
      'half of a message',
      (_, bytes) => [ownBytes(bytes.subarray(0, bytes.length / 2))],
    ],
    [
      'more than any message may be',
      () => [new Uint8Array(defaultLimits.socketMessage + 1)],
    ],
    [
      'an entry cut short',
      (messages) =>
        entriesOf(messages, (wire) =>
          ownBytes(wire.subarray(0, wire.length - 9)),
        ),
    ],
    [
      'the same entries again',
      (messages, bytes) => entriesOf(messages, (wire) => wire, bytes),
    ],
    [
      'the last entry first',
      (messages) => {
        const backwards = [...messages].reverse();
        return messages.some(({ kind }) => kind === 'entry')
          ? [concatBytes(...backwards.map(encodeRelayMessage))]
          : null;
      },
    ],
    [
      'an acknowledgement of nothing',
      (_, bytes) => [
        bytes,
        encodeRelayMessage({ kind: 'ack', channel: 1, seq: 9_999, back: 1 }),
      ],
    ],
    [
      'a refusal of an entry she never sent',
      (_, bytes) => [
        bytes,
        encodeRelayMessage({
          kind: 'nack',
          channel: 1,
          entryId: zeroEntryId,
          final: true,
          code: 4403,
          retryAfterMs: 0,
        }),
      ],
    ],
  ];
  it.each(lies)(
    '%s: she loses nothing, Ana notices nothing, and when it stops both have all [P1] [P2] [P3] [P18] [P21] [E2]',
    async (_name, lie) => {
      scene = await anaWrites();
      const { document } = scene;
      let isLying = false;
      let told = 0;
      const hers = await scene.enter('Rosa', {
        transport: lying((messages, bytes) => {
          const lied = isLying ? lie(messages, bytes) : null;
          if (lied !== null) told += 1;
          return lied ?? [bytes];
        }),
      });
      await untilEqual(() => textOf(hers.document), 'leen ');
      isLying = true;
      write(document, 'y no ');
      write(hers.document, 'preguntan ');
      await sent(document);
      await untilEqual(() => told > 0, true);
      isLying = false;
      await untilEqual(
        () => textOf(hers.document).length,
        'leen y no preguntan '.length,
        30_000,
      );
      await untilEqual(() => textOf(document), textOf(hers.document), 30_000);
      await sent(hers.document, 30_000);
      expect((await until(hers.space.view, isLive)).refused).toBe(0);
      expect(textOf(document)).toContain('y no ');
      expect(textOf(document)).toContain('preguntan ');
    },
  );

  const forgeries: readonly (readonly [string, Lie])[] = [
    [
      'an entry with a bit changed',
      changing((frame) => {
        flip(frame, frame.length - 70);
      }),
    ],
    [
      'an entry whose signature is another',
      changing((frame) => {
        flip(frame, frame.length - 1);
      }),
    ],
    [
      'an entry of another space',
      changing((frame) => {
        flip(frame, 30);
      }),
    ],
  ];
  it.each(forgeries)(
    '%s, instead of the true one: it is told, not believed; her own words go, nobody else is affected, and once it is honest she has all [E2] [P18] [P33]',
    async (_name, lie) => {
      scene = await anaWrites();
      const { document, space } = scene;
      let isLying = false;
      const hers = await scene.enter('Rosa', {
        transport: lying((messages, bytes) =>
          isLying ? (lie(messages, bytes) ?? [bytes]) : [bytes],
        ),
      });
      await untilEqual(() => textOf(hers.document), 'leen ');
      isLying = true;
      write(document, 'y no ');
      await until(hers.space.view, ({ quarantined }) => quarantined > 0);
      expect(textOf(hers.document)).toBe('leen ');
      write(hers.document, 'preguntan ');
      await sent(hers.document);
      await untilEqual(() => textOf(document).includes('preguntan '), true);
      const view = await until(space.view, isLive);
      expect(view.quarantined + view.refused + view.held).toBe(0);
      isLying = false;
      await untilEqual(() => textOf(hers.document), textOf(document), 30_000);
      await until(
        hers.space.view,
        ({ quarantined, held }) => quarantined + held === 0,
      );
    },
  );

  it('withholds the tail of the log: the registers of the others tell, she is told, and once it is honest she has all [E24] [P34]', async () => {
    scene = await anaWrites({ speed: 60 });
    const { document, space } = scene;
    let isLying = false;
    const hers = await scene.enter('Rosa', {
      transport: lying((messages, bytes) =>
        isLying ? [without(messages, 'entry')] : [bytes],
      ),
    });
    await untilEqual(() => textOf(hers.document), 'leen ');
    isLying = true;
    write(document, 'y no ');
    await sent(document);
    await until(hers.space.view, ({ withheld }) => withheld === 1, 30_000);
    expect(textOf(hers.document)).toBe('leen ');
    expect((await until(space.view, isLive)).withheld).toBe(0);

    isLying = false;
    await untilEqual(() => textOf(hers.document), 'leen y no ', 60_000);
    await until(hers.space.view, ({ withheld }) => withheld === 0);
  }, 120_000);

  it('forges the entry anew each time it is asked for it: told once; a device that was closed in between asks again and has all [P33]', async () => {
    scene = await anaWrites();
    const { document, doc } = scene;
    let isLying = false;
    let told = 0;
    const forging = changing((frame) => {
      told += 1;
      flip(frame, frame.length - (told % 60));
    });
    const member = await scene.open('Rosa', {
      transport: lying((messages, bytes) =>
        isLying ? (forging(messages) ?? [bytes]) : [bytes],
      ),
    });
    const hers = await member.join(scene.link);
    const opened = await hers.openDocument(doc);
    await untilEqual(() => textOf(opened), 'leen ');
    isLying = true;
    write(document, 'y no ');
    await until(hers.view, ({ quarantined }) => quarantined > 0);
    await untilEqual(() => told > 2, true, 30_000);
    expect((await until(hers.view, isLive)).quarantined).toBe(1);
    await member.close();

    const again = await scene.open('Rosa', { disk: member.disk });
    const space = again.space(hers.id);
    const reopened = await space.openDocument(doc);
    await untilEqual(() => textOf(reopened), 'leen y no ', 30_000);
    await until(space.view, ({ quarantined }) => quarantined === 0);
  });
});

function lying(
  told: (messages: readonly RelayMessage[], bytes: Bytes) => readonly Bytes[],
): Transport {
  const inner = websocketTransport();
  return {
    connect(url, events): TransportSocket {
      return inner.connect(url, {
        ...events,
        message(bytes) {
          const messages = unwrap(decodeRelayMessages(bytes, defaultLimits));
          for (const one of told(messages, bytes)) events.message(one);
        },
      });
    },
  };
}

function without(
  messages: readonly RelayMessage[],
  kind: RelayMessage['kind'],
): Bytes {
  const rest = messages.filter((one) => one.kind !== kind);
  return concatBytes(...rest.map(encodeRelayMessage));
}

/** Null when there is no entry in it. */
function entriesOf(
  messages: readonly RelayMessage[],
  change: (wire: Bytes) => Bytes,
  before: Bytes | null = null,
): Bytes[] | null {
  if (!messages.some(({ kind }) => kind === 'entry')) return null;
  const changed = messages.map((one) =>
    one.kind === 'entry' ? { ...one, wireFrame: change(one.wireFrame) } : one,
  );
  const lie = concatBytes(...changed.map(encodeRelayMessage));
  return before === null ? [lie] : [before, lie];
}

function changing(change: (wire: Bytes) => void) {
  return (messages: readonly RelayMessage[]): Bytes[] | null =>
    entriesOf(messages, (wire) => {
      const copy = ownBytes(wire);
      change(copy);
      return copy;
    });
}

function flip(bytes: Bytes, at: number): void {
  const place = Math.max(1, Math.min(at, bytes.length - 1));
  bytes[place] = (bytes[place] ?? 0) ^ 1;
}
