import {
  askPublicOrigin,
  isOnlyThisMachine,
} from '#lib/session/public-origin.ts';

export interface RecordLink {
  readonly link: string;
  readonly onlyThisMachine: boolean;
}

/** The address of a page of the app as people use it, of which `path` begins with "/". */
export async function recordLink(path: string): Promise<RecordLink> {
  const link = new URL(path, await askPublicOrigin());
  return {
    link: link.href,
    onlyThisMachine: isOnlyThisMachine(link.hostname),
  };
}
