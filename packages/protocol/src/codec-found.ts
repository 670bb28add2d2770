import { type Bytes, idToBytes } from '@minga/base';
import { compareBytes, readSpace, refuse, sizes, writeId } from './decoding.ts';
import type { MessageCodec } from './message-codec.ts';
import { type Found, mostFound } from './messages-relay.ts';

export const found: MessageCodec<Found> = {
  type: 6,
  write(writer, { spaces }) {
    writer.varUint(spaces.length);
    for (const space of spaces) writeId(writer, space, sizes.space);
  },
  read(reader) {
    const count = reader.varUint();
    if (count === 0 || count > mostFound) return refuse('out-of-range');
    let previous: Bytes | null = null;
    const spaces = reader.list(count, sizes.space, () => {
      const space = readSpace(reader);
      const bytes = idToBytes(space);
      if (previous !== null && compareBytes(previous, bytes) >= 0)
        return refuse('not-sorted');
      previous = bytes;
      return space;
    });
    return { kind: 'found', spaces };
  },
};
