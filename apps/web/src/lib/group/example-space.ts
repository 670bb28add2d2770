import { type SpaceId, bytesToId, utf8 } from '@minga/base';

const bytes = new Uint8Array(32);
bytes.set(utf8('demo-com-1'));

/** The address of the example group: no space that people make begins like this. */
export const exampleSpace = bytesToId<SpaceId>(bytes);
