import type { Clock } from '@minga/base';
import type { DocumentStatus, OpenDocument } from './api.ts';

/** False when it has not come to that after so long. */
export function statusBecomes(
  document: OpenDocument,
  clock: Clock,
  patienceMs: number,
  holds: (status: DocumentStatus) => boolean,
): Promise<boolean> {
  return new Promise((resolve) => {
    let stop: () => void = () => undefined;
    const settle = (value: boolean): void => {
      cancel();
      resolve(value);
      queueMicrotask(() => {
        stop();
      });
    };
    const cancel = clock.after(patienceMs, () => {
      settle(false);
    });
    stop = document.status.subscribe((status) => {
      if (holds(status)) settle(true);
    });
  });
}
