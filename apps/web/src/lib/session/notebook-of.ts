import type { Minga, Space } from '@minga/sync';

/** Mi cuaderno, once it is there: it comes by itself soon after the first group. */
export function notebookOf(minga: Minga): Promise<Space> {
  const { promise, resolve } = Promise.withResolvers<Space>();
  const stop = minga.spaces.subscribe((spaces) => {
    const id = spaces.find(({ kind }) => kind === 'cuaderno')?.id;
    const space = id === undefined ? null : minga.space(id);
    if (space !== null) resolve(space);
  });
  return promise.finally(stop);
}
