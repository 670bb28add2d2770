import { describe, expect, test } from 'vitest';
import type { ActionBody } from './action-body.ts';
import { type Signer } from './sign.ts';
import { type Story, inviteNumber } from './story.ts';

import {
  ana,
  rosa,
  luis,
  tablet,
  marta,
  noCut,
  removeOf,
  roleOf,
  rotation,
  right,
  three,
} from './test-access.ts';
describe('[E16] two who act at once: the first position wins, and nobody acts after she is out', () => {
  /** Both sign what they know; `first` gets its position before `second`. */
  async function atOnce(
    story: Story,
    first: readonly [Signer, ActionBody],
    second: readonly [Signer, ActionBody],
  ) {
    const signed = [
      await story.sign(...first),
      await story.sign(...second),
    ] as const;
    return [
      await story.place(signed[0].bytes),
      await story.place(signed[1].bytes),
    ];
  }
  type Case = readonly [
    string,
    (
      story: Story,
    ) => readonly [
      readonly [Signer, ActionBody],
      readonly [Signer, ActionBody],
    ],
    readonly string[],
    (story: Story) => void,
  ];
  const leave: ActionBody = { kind: 'leave', cut: noCut };
  const cases: readonly Case[] = [
    [
      'each removes the other',
      (story) => [
        [ana, removeOf(story, luis)],
        [luis, removeOf(story, ana)],
      ],
      ['effective', 'device-not-in-force'],
      (story) => {
        expect(right(story, ana)).toBe('steward');
      },
    ],
    [
      'both remove the same',
      (story) => [
        [ana, removeOf(story, rosa)],
        [luis, removeOf(story, rosa)],
      ],
      ['effective', 'member'],
      (story) => {
        expect(right(story, rosa)).toBeNull();
      },
    ],
    [
      'removed, and given a role: removal beats role',
      (story) => [
        [ana, removeOf(story, rosa)],
        [luis, roleOf(story, rosa, 'steward')],
      ],
      ['effective', 'member'],
      (story) => {
        expect(right(story, rosa)).toBeNull();
      },
    ],
    [
      'given a role, and removed: removal beats role',
      (story) => [
        [luis, roleOf(story, rosa, 'steward')],
        [ana, removeOf(story, rosa)],
      ],
      ['effective', 'effective'],
      (story) => {
        expect(right(story, rosa)).toBeNull();
      },
    ],
    [
      'put down, and removes somebody',
      (story) => [
        [ana, roleOf(story, luis, 'writer')],
        [luis, removeOf(story, rosa)],
      ],
      ['effective', 'no-right'],
      (story) => {
        expect(right(story, rosa)).toBe('writer');
      },
    ],
    [
      'each puts the other down: one stays to look after the group',
      (story) => [
        [ana, roleOf(story, luis, 'writer')],
        [luis, roleOf(story, ana, 'writer')],
      ],
      ['effective', 'no-right'],
      (story) => {
        expect(right(story, ana)).toBe('steward');
      },
    ],
    [
      'both who look after it leave: the second stays',
      () => [
        [ana, leave],
        [luis, leave],
      ],
      ['effective', 'last-steward'],
      (story) => {
        expect(right(story, luis)).toBe('steward');
      },
    ],
    [
      'leaves, and is removed',
      (story) => [
        [rosa, leave],
        [ana, removeOf(story, rosa)],
      ],
      ['effective', 'member'],
      (story) => {
        expect(
          story.state.members.get(story.memberOf(rosa))?.departure?.kind,
        ).toBe('left');
      },
    ],
    [
      'removed, and invites somebody',
      (story) => [
        [ana, removeOf(story, rosa)],
        [
          rosa,
          {
            kind: 'invite',
            invite: inviteNumber(60),
            inviteKey: marta.device,
            right: 'writer',
            until: 0,
            expires: 9,
            uses: 1,
            approval: false,
          },
        ],
      ],
      ['effective', 'device-not-in-force'],
      (story) => {
        expect(story.state.invitations.has(inviteNumber(60))).toBe(false);
      },
    ],
    [
      'two new keys for one period: the second is for nobody',
      ({ state }) => [
        [ana, rotation(state)],
        [luis, rotation(state)],
      ],
      ['effective', 'epoch'],
      ({ state }) => {
        expect(state.epochs).toHaveLength(2);
      },
    ],
    [
      'a new key, and somebody is removed: the key is not for those who are left only',
      (story) => [
        [ana, removeOf(story, rosa)],
        [luis, rotation(story.state)],
      ],
      ['effective', 'lockboxes'],
      ({ state }) => {
        expect(state.epochs).toHaveLength(1);
      },
    ],
    [
      'closed, and somebody is given a role',
      (story) => [
        [ana, { kind: 'close', cut: noCut }],
        [luis, roleOf(story, rosa, 'steward')],
      ],
      ['effective', 'closed'],
      (story) => {
        expect(right(story, rosa)).toBe('writer');
      },
    ],
    [
      'both ask for the deletion',
      () => [
        [ana, { kind: 'delete', due: 5 }],
        [luis, { kind: 'delete', due: 6 }],
      ],
      ['effective', 'repeated'],
      ({ state }) => {
        expect(state.deletion?.due).toBe(5);
      },
    ],
  ];
  test.each(cases)('%s', async (_title, acts, verdicts, after) => {
    const story = await three('steward');
    const [first, second] = acts(story);
    expect(await atOnce(story, first, second)).toEqual(verdicts);
    after(story);
  });

  test('a join by a link of who is removed at the same moment: in before, out after', async () => {
    const story = await three();
    await story.invite(rosa, 9, { uses: 2 });
    expect(await story.join(marta, 9)).toBe('effective');
    await story.act(ana, removeOf(story, rosa));
    expect(await story.join(tablet, 9)).toBe('invitation');
    expect(right(story, marta)).toBe('writer');
  });
});
