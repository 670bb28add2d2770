import type { DocumentId } from '@minga/base';
import type { Group } from '#lib/group/group.svelte.ts';
import { getMessages } from '#lib/messages/messages.ts';
import { speakerOf } from '#lib/messages/say.ts';
import type { RecordSurroundings } from '#lib/record/record.svelte.ts';

/** What a cycle or a plan has to know of its group. Read anew whenever it is asked for. */
export function recordSurroundings(
  group: Group,
  id: DocumentId,
  shelf: {
    readonly mayWrite: boolean;
    rename(id: DocumentId, title: string): void;
  } = group,
  /** Where it is not the whole group that reads it. */
  readers: () => string | null = () => null,
): RecordSurroundings {
  const t = getMessages();
  return {
    get audience() {
      const few = readers();
      if (few !== null) return few;
      return group.isNotebook
        ? t.notebook.onlyYouShort
        : t.group.audience(group.view.name, group.view.members.length);
    },
    get mayWrite() {
      return shelf.mayWrite;
    },
    get myName() {
      return group.me?.name ?? '';
    },
    get myId() {
      return group.me?.id ?? '';
    },
    get names() {
      return group.view.members.map(({ name }) => name);
    },
    say: speakerOf(group.view.country),
    shapeOf: (member) => group.shapes.get(member) ?? 'circle',
    titleChanged: (title) => shelf.rename(id, title),
  };
}
