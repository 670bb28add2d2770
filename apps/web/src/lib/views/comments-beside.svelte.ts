import type { DocumentId } from '@minga/base';
import { onDestroy, onMount } from 'svelte';
import type {
  Comments,
  CommentsSurroundings,
  OpenComments,
} from '#lib/comments/comments.svelte.ts';
import type * as CommentsParts from '#lib/comments/parts.ts';
import type { Group } from '#lib/group/group.svelte.ts';
import { whenIdle } from '#lib/shared/idle.ts';

type Parts = typeof CommentsParts;

export interface CommentsBeside {
  readonly current: {
    readonly parts: Parts;
    readonly comments: Comments;
  } | null;
}

/** Comes after the problem is on screen and in nobody's way; null until then, and where nobody else will ever read. */
export function commentsBeside(
  group: Group,
  about: DocumentId,
  around: CommentsSurroundings,
): CommentsBeside {
  let current = $state.raw<CommentsBeside['current']>(null);
  let opened: OpenComments | null = null;
  let isGone = false;

  const open = async (): Promise<void> => {
    const parts = await import('#lib/comments/parts.ts');
    const beside = await parts.openComments(group.space, about, around);
    if (isGone) {
      beside.close();
      return;
    }
    opened = beside;
    current = { parts, comments: beside.comments };
  };
  onMount(() =>
    group.isNotebook
      ? undefined
      : whenIdle(() => {
          open().catch((error: unknown) => {
            console.error('minga: the comments do not open', error);
          });
        }),
  );
  onDestroy(() => {
    isGone = true;
    opened?.close();
  });
  return {
    get current() {
      return current;
    },
  };
}
