import { unwrap } from '@minga/base';
import type { MemoryDisk } from '@minga/store';
import type { Space } from '@minga/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalRelay, startLocalRelay } from '../support/local-relay.ts';
import {
  type HeadlessMember,
  isLive,
  openMember,
  until,
} from '../support/member.ts';

describe('an invitation with approval', () => {
  let relay: LocalRelay;
  let ana: HeadlessMember;
  let cordillera: Space;
  const members: HeadlessMember[] = [];
  const open = async (
    name: string,
    disk?: MemoryDisk,
  ): Promise<HeadlessMember> => {
    const options = { name, relay: relay.url };
    const member = await openMember(
      disk === undefined ? options : { ...options, disk },
    );
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

  const askIn = async (rosa: HeadlessMember) => {
    const { link } = unwrap(
      await cordillera.invite({ days: 7, uses: 2, approval: true }),
    );
    await until(cordillera.view, isLive);
    await until(cordillera.view, (view) => view.invitations.length === 1);
    expect(await rosa.minga.join(link, 'Rosa')).toMatchObject({
      ok: false,
      error: { code: 'approval-awaited', space: cordillera.id },
    });
    await until(rosa.minga.waiting, (waiting) => waiting.length === 1);
  };
  const whoWaits = async () => {
    const { waiting } = await until(
      cordillera.view,
      (view) => view.waiting[0]?.name === 'Rosa',
    );
    const [one] = waiting;
    if (one === undefined) throw new Error('nobody waits');
    return one;
  };

  it('[P39] [E35] her name reaches who may let her in, and she is in when they say yes', async () => {
    const rosa = await open('Rosa');
    await askIn(rosa);
    const { device, mayApprove, mayTurnAway } = await whoWaits();
    expect({ mayApprove, mayTurnAway }).toEqual({
      mayApprove: true,
      mayTurnAway: true,
    });
    unwrap(await cordillera.changeAccess({ kind: 'approve', device }));
    await until(rosa.minga.spaces, (spaces) =>
      spaces.some(({ id }) => id === cordillera.id),
    );
    await until(rosa.minga.waiting, (waiting) => waiting.length === 0);
    const hers = rosa.space(cordillera.id);
    await until(hers.view, isLive);
    await until(hers.view, ({ name }) => name === 'Cordillera');
    await until(cordillera.view, ({ members: all }) =>
      all.some(({ name }) => name === 'Rosa'),
    );
    const made = await hers.createDocument();
    expect(made.ok).toBe(true);
  });

  it('[P39] who may let her in is away when she asks, she closes meanwhile: both find it when they come back', async () => {
    const rosa = await open('Rosa');
    await askIn(rosa);
    await whoWaits();
    await ana.close();
    await rosa.close();
    ana = await open('Ana', ana.disk);
    cordillera = ana.space(cordillera.id);
    const { device } = await whoWaits();
    unwrap(await cordillera.changeAccess({ kind: 'approve', device }));
    await until(cordillera.view, ({ waiting }) => waiting.length === 0);
    await until(cordillera.view, isLive);
    const again = await open('Rosa', rosa.disk);
    await until(again.minga.spaces, (spaces) => spaces.length === 1);
    await until(again.space(cordillera.id).view, isLive);
  });

  it('[P39] she is turned away, is told, and may forget it', async () => {
    const rosa = await open('Rosa');
    await askIn(rosa);
    const { device } = await whoWaits();
    unwrap(await cordillera.changeAccess({ kind: 'turn-away', device }));
    const [told] = await until(
      rosa.minga.waiting,
      ([one]) => one?.status === 'turned-away',
    );
    expect(told).toMatchObject({ group: 'Cordillera', inviter: 'Ana' });
    await rosa.close();
    const again = await open('Rosa', rosa.disk);
    await until(again.minga.waiting, ([one]) => one?.status === 'turned-away');
    await again.minga.forgetWaiting(cordillera.id);
    await until(again.minga.waiting, (waiting) => waiting.length === 0);
    expect(again.minga.space(cordillera.id)).toBeNull();
  });
});
