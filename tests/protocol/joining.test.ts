import { unwrap } from '@minga/base';
import {
  type RelayMessage,
  decodeRelayMessages,
  defaultLimits,
  encodeRelayMessage,
  joinMessages,
} from '@minga/protocol';
import {
  type Space,
  type Transport,
  type TransportSocket,
  websocketTransport,
} from '@minga/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fastClock } from '../support/fast-clock.ts';
import { type LocalRelay, startLocalRelay } from '../support/local-relay.ts';
import {
  type HeadlessMember,
  type HeadlessOptions,
  isLive,
  openMember,
  until,
} from '../support/member.ts';

describe('joining over a bad line', () => {
  let relay: LocalRelay;
  let ana: HeadlessMember;
  let cordillera: Space;
  const members: HeadlessMember[] = [];
  const open = async (
    name: string,
    options: Partial<HeadlessOptions> = {},
  ): Promise<HeadlessMember> => {
    const member = await openMember({ name, relay: relay.url, ...options });
    members.push(member);
    return member;
  };
  beforeEach(async () => {
    relay = await startLocalRelay();
    ana = await open('Ana');
    cordillera = await ana.createSpace('Cordillera');
    await until(cordillera.view, isLive);
  });
  afterEach(async () => {
    for (const member of members.splice(0)) await member.close();
    await relay.dispose();
  });

  const inviteOnce = async (): Promise<string> => {
    const { link } = unwrap(await cordillera.invite({ days: 7, uses: 1 }));
    await until(cordillera.view, (view) => view.connection === 'live');
    return link;
  };
  const membersNow = async (count: number): Promise<readonly string[]> => {
    const view = await until(
      cordillera.view,
      (one) =>
        one.members.length === count &&
        one.members.every(({ name }) => name !== ''),
    );
    return view.members.map(({ name }) => name).sort();
  };

  it('[P26] [P27] the connection breaks before the keys come: the same join is offered again and gets them', async () => {
    const link = await inviteOnce();
    const transport = losing('keybox', 2);
    const rosa = await open('Rosa', { transport, clock: fastClock(20) });
    const space = await rosa.join(link);
    await until(space.view, isLive);
    expect(await membersNow(2)).toEqual(['Ana', 'Rosa']);
  });

  it('[P26] [P27] the keys never come, she tries again later: one place used, one member, and she is in', async () => {
    const link = await inviteOnce();
    let losses = Number.POSITIVE_INFINITY;
    const transport = losing('keybox', () => losses);
    const rosa = await open('Rosa', { transport, clock: fastClock(40) });
    const failed = await rosa.minga.join(link, 'Rosa');
    expect(failed).toMatchObject({
      ok: false,
      error: { code: 'relay-unreachable' },
    });
    losses = 0;
    const space = await rosa.join(link);
    await until(space.view, isLive);
    expect(await membersNow(2)).toEqual(['Ana', 'Rosa']);
  });

  it('the tab closes between the join and its keys: the next one goes on where it stopped', async () => {
    const link = await inviteOnce();
    const transport = losing('keybox', Number.POSITIVE_INFINITY);
    const clock = fastClock(40);
    const before = await open('Rosa', { transport, clock });
    expect((await before.minga.join(link, 'Rosa')).ok).toBe(false);
    await before.close();
    const { disk } = before;
    const after = await open('Rosa', { disk });
    const space = await after.join(link);
    await until(space.view, isLive);
    expect(await membersNow(2)).toEqual(['Ana', 'Rosa']);
  });

  it('[P27] who uses up an invitation uses it up: the next one is told so, before and after', async () => {
    const link = await inviteOnce();
    const rosa = await open('Rosa');
    expect(unwrap(await rosa.minga.readInvitation(link)).group).toBe(
      'Cordillera',
    );
    await rosa.join(link);
    const luis = await open('Luis');
    const used = { ok: false, error: { code: 'invitation-used' } };
    expect(await luis.minga.readInvitation(link)).toMatchObject(used);
    expect(await luis.minga.join(link, 'Luis')).toMatchObject(used);
    expect(await rosa.minga.join(link, 'Rosa')).toMatchObject({
      ok: false,
      error: { code: 'already-member' },
    });
  });

  it('a link that names no address, or was cut, is told from one that cannot be reached', async () => {
    const link = await inviteOnce();
    const luis = await open('Luis', {
      clock: fastClock(40),
      transport: nowhere,
    });
    const outcome = async (text: string) => {
      const read = await luis.minga.readInvitation(text);
      return read.ok ? 'read' : read.error.code;
    };
    expect(await outcome(link)).toBe('relay-unreachable');
    expect(await outcome(link.slice(0, -4))).toBe('link-cut');
    expect(await outcome('hola')).toBe('not-a-link');
  });

  it('a name longer than any name does not make an invitation nobody can read', async () => {
    const space = await ana.createSpace('x'.repeat(20_000));
    await until(space.view, isLive);
    await space.rename('ñ'.repeat(20_000));
    await until(space.view, (view) => view.members[0]?.name.length === 120);
    const { link } = unwrap(await space.invite({ days: 7, uses: 1 }));
    const luis = await open('Luis');
    await expect
      .poll(async () => (await luis.minga.readInvitation(link)).ok)
      .toBe(true);
  });
});

/** Cuts the connection where a message of this kind would come, so many times. */
function losing(
  kind: RelayMessage['kind'],
  times: number | (() => number),
): Transport {
  let lost = 0;
  const inner = websocketTransport();
  const limit = (): number => (typeof times === 'number' ? times : times());
  return {
    connect(url, events): TransportSocket {
      let isOver = false;
      const end = (code: number): void => {
        if (isOver) return;
        isOver = true;
        events.closed(code);
      };
      const socket = inner.connect(url, {
        ...events,
        closed: end,
        message(bytes) {
          const messages = unwrap(decodeRelayMessages(bytes, defaultLimits));
          const at = messages.findIndex((one) => one.kind === kind);
          if (at < 0 || lost >= limit()) {
            if (!isOver) events.message(bytes);
            return;
          }
          lost += 1;
          const before = messages.slice(0, at).map(encodeRelayMessage);
          for (const one of joinMessages(before))
            if (!isOver) events.message(one);
          end(1006);
          socket.close();
        },
      });
      return socket;
    },
  };
}

const nowhere: Transport = {
  connect(_url, events) {
    setTimeout(() => {
      events.closed(1006);
    }, 1);
    return { send: () => undefined, close: () => undefined, waiting: () => 0 };
  },
};
