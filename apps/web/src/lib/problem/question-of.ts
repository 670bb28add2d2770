import type { FieldPath } from '@minga/documents';
import { problemTextKeys } from '@minga/domain';
import type { Messages } from '#lib/messages/messages.ts';

/** `trials/<ulid>/what` → the question it belongs to. */
export function questionOf({ problem }: Messages, field: FieldPath): string {
  const [root = ''] = field.split('/');
  if (root === 'trials') return problem.trials.question;
  if (root === 'causes') return problem.causes.question;
  const key = problemTextKeys.find((one) => one === root);
  return key === undefined ? problem.page : problem.texts[key].question;
}
