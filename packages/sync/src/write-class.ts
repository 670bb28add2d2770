import { type Signer, lastIndex, mayWrite, rightAt } from '@minga/membership';
import type { DocumentClass } from '@minga/protocol';
import type { WriteClass } from './api.ts';
import type { MembershipLog } from './membership-log.ts';

/** [E19] As the header record says it. */
export const classCodes: Readonly<Record<WriteClass, DocumentClass>> = {
  school: 0,
  accompaniment: 1,
  comments: 2,
  steward: 3,
};

export const writeClasses: Readonly<Record<DocumentClass, WriteClass>> = {
  0: 'school',
  1: 'accompaniment',
  2: 'comments',
  3: 'steward',
};

/** [E19] Whether this device may, by what it knows now. */
export function mayWriteClass(
  {
    log,
    signer,
  }: {
    readonly log: Pick<MembershipLog, 'projected'>;
    readonly signer: Pick<Signer, 'device'>;
  },
  writeClass: WriteClass,
): boolean {
  const { projected } = log;
  const right = rightAt(projected, signer.device, lastIndex(projected));
  return right !== null && mayWrite(right, classCodes[writeClass]);
}
