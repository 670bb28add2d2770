import { type DocumentId, type SpaceId, textToId } from '@minga/base';
import { readSetting, writeSetting } from '#lib/shared/device-settings.ts';

/** Where I left off in a group, on this device. */
export function lastProblem(space: SpaceId): DocumentId | null {
  return textToId<DocumentId>(readSetting(`last-problem.${space}`) ?? '', 16);
}

export function rememberProblem(space: SpaceId, problem: DocumentId): void {
  writeSetting(`last-problem.${space}`, problem);
}
