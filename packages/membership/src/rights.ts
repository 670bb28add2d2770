import { isDocumentClass } from '@minga/protocol';
import type { ActionKind } from './action-body.ts';

/** What a member may do in a space. On screen: cuida · miembro · acompaña · lectura. */
export type Right = 'steward' | 'writer' | 'companion' | 'reader';

interface RightRow {
  /** On the wire, in `invite`. */
  readonly code: number;
  /** [E19] Bit n set: may write documents of class n. */
  readonly classes: number;
  /** [E16] Rights that a member with this one may give by `invite`. */
  readonly gives: readonly Right[];
  /** [E16] What a member with this one may sign, beside what everybody may. */
  readonly signs: readonly ActionKind[];
}

/** [E16] Of herself, and of her own devices and invitations. `create` and `join` are signed by who is not in yet. */
const everybody: readonly ActionKind[] = [
  'profile',
  'device',
  'device-remove',
  'revoke-invite',
  'leave',
  'cancel',
];

/** The one table of rights. The relay judges appends with it, receivers judge frames with it. */
const table: Readonly<Record<Right, RightRow>> = {
  steward: {
    code: 1,
    classes: 0b1111,
    gives: ['steward', 'writer', 'companion', 'reader'],
    signs: [
      'invite',
      'approve',
      'vouch',
      'home',
      'settings',
      'role',
      'remove',
      'rotate',
      'close',
      'delete',
    ],
  },
  writer: {
    code: 2,
    classes: 0b0111,
    gives: ['writer', 'companion', 'reader'],
    signs: ['invite', 'approve', 'vouch'],
  },
  companion: { code: 3, classes: 0b0110, gives: [], signs: [] },
  reader: { code: 4, classes: 0b0100, gives: [], signs: [] },
};

const rights: readonly Right[] = ['steward', 'writer', 'companion', 'reader'];

/** [E19] False for a class this build does not know. */
export function mayWrite(right: Right, documentClass: number): boolean {
  return (
    isDocumentClass(documentClass) &&
    (table[right].classes & (1 << documentClass)) !== 0
  );
}

/** Whether this right allows an action of that kind at all; whose it may be about is the fold's to judge. */
export function maySign(right: Right, kind: ActionKind): boolean {
  return everybody.includes(kind) || table[right].signs.includes(kind);
}

export function mayGive(giver: Right, given: Right): boolean {
  return table[giver].gives.includes(given);
}

export function rightToCode(right: Right): number {
  return table[right].code;
}

export function codeToRight(code: number): Right | null {
  return rights.find((right) => table[right].code === code) ?? null;
}
