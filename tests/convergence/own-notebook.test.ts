import { type SpaceId, unwrap } from '@minga/base';
import { type MemoryDisk, createMemoryDisk } from '@minga/store';
import type { Minga, SpaceSummary } from '@minga/sync';
import { afterEach, describe, expect, it } from 'vitest';
import { type HeadlessMember, openMember } from '../support/member.ts';

// Nobody answers there: all of this happens without signal.
const noRelay = 'http://127.0.0.1:9';
const notebook = {
  name: 'Mi cuaderno',
  kind: 'cuaderno',
  country: 'CL',
  personName: 'Ana',
};

function notebooksOf(minga: Minga): readonly SpaceId[] {
  let spaces: readonly SpaceSummary[] = [];
  minga.spaces.subscribe((present) => (spaces = present))();
  return spaces.filter(({ kind }) => kind === 'cuaderno').map(({ id }) => id);
}

describe('Mi cuaderno', () => {
  const members: HeadlessMember[] = [];
  afterEach(async () => {
    for (const member of members.splice(0)) await member.close();
  });
  const open = async (
    disk: MemoryDisk,
    memory: NonNullable<Parameters<typeof openMember>[0]['memory']> = {},
  ): Promise<HeadlessMember> => {
    const member = await openMember({
      name: 'Ana',
      relay: noRelay,
      disk,
      memory,
    });
    members.push(member);
    return member;
  };

  it('is one, also when two tabs ask for it at once', async () => {
    const { minga } = await open(createMemoryDisk());
    const asked = await Promise.all([
      minga.createSpace(notebook),
      minga.createSpace(notebook),
      minga.createSpace(notebook),
    ]);
    const [id, ...others] = asked.map(unwrap);
    expect(others).toEqual([id, id]);
    expect(notebooksOf(minga)).toEqual([id]);
  });

  it('is no reason for a school to be only one', async () => {
    const { minga } = await open(createMemoryDisk());
    const school = { ...notebook, kind: 'escuela' };
    const first = unwrap(await minga.createSpace(school));
    expect(unwrap(await minga.createSpace(school))).not.toBe(first);
  });

  it.each([
    [1, 'crash-before'],
    [1, 'crash-after'],
    [2, 'crash-before'],
    [2, 'crash-after'],
    [3, 'crash-before'],
  ] as const)(
    'is one after the device died at commit %i, %s, and asked again',
    async (nth, fault) => {
      const disk = createMemoryDisk();
      let count: number | null = null;
      const before = await open(disk, {
        fault: () => {
          if (count === null) return null;
          count += 1;
          return count < nth
            ? null
            : count === nth
              ? fault
              : { code: 'closed' };
        },
      });
      await before.createSpace('Cordillera');
      count = 0;
      await before.minga.createSpace(notebook).catch(() => null);
      const after = await open(disk);
      const id = unwrap(await after.minga.createSpace(notebook));
      expect(notebooksOf(after.minga)).toEqual([id]);
    },
  );
});
