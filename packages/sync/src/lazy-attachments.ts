import { type Bytes, type Result, err } from '@minga/base';
import type { AttachmentRef, MingaError } from './api.ts';
import type { Attachments, AttachmentsPorts } from './attachments.ts';
import { notesOf } from './blob-shelf-notes.ts';
import type { LinkEvents } from './relay-link.ts';
import { reportBug } from './report-bug.ts';

/** Attachments come when somebody attaches, looks, or has some that wait: to write one does not need them. */
export interface LazyAttachments {
  keep(content: Bytes): Promise<Result<AttachmentRef, MingaError>>;
  read(ref: AttachmentRef): Promise<Result<Bytes | null, MingaError>>;
  setLive(isLive: boolean): void;
  readonly events: Pick<LinkEvents, 'blob'>;
  stop(): void;
}

export function createLazyAttachments(
  ports: AttachmentsPorts,
): LazyAttachments {
  let loading: Promise<Attachments> | null = null;
  let loaded: Attachments | null = null;
  let isLive = false;
  let isStopped = false;

  const load = (): Promise<Attachments> => {
    loading ??= import('./attachments.ts')
      .then(({ createAttachments }) => createAttachments(ports))
      .then((made) => {
        loaded = made;
        if (isStopped) made.stop();
        if (isLive) made.linkUp();
        return made;
      })
      .catch((error: unknown) => {
        // Without signal the chunk may not be here: the next one who asks tries again.
        loading = null;
        throw error;
      });
    return loading;
  };
  const withLoaded = async <T>(
    act: (attachments: Attachments) => Promise<Result<T, MingaError>>,
  ): Promise<Result<T, MingaError>> => {
    try {
      return await act(await load());
    } catch (error) {
      return err({ code: 'failed', detail: String(error) });
    }
  };
  const loadIfSomeWait = async (): Promise<void> => {
    const prefix = notesOf(ports.space);
    const rows = await ports.store.list('meta', { prefix });
    if (rows.ok && rows.value.length > 0) await load();
  };

  return {
    keep: (content) => withLoaded((loaded) => loaded.keep(content)),
    read: (ref) => withLoaded((loaded) => loaded.read(ref)),
    setLive(next) {
      if (isLive === next) return;
      isLive = next;
      if (loaded === null) {
        if (next)
          loadIfSomeWait().catch((error: unknown) => {
            reportBug('attachments', error);
          });
        return;
      }
      if (next) loaded.linkUp();
      else loaded.linkDown();
    },
    events: {
      blob(message) {
        loaded?.answer(message);
      },
    },
    stop() {
      isStopped = true;
      loaded?.stop();
    },
  };
}
