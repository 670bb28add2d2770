import { type Bytes, concatBytes } from '@minga/base';

/** [E8] What a snapshot may grow to when it is opened. */
export const inflatedLimit = 64 * 1024 * 1024;

export async function deflate(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Null when the bytes are no deflate stream, or hold more than `limit`: then it stops there, whatever is still to come. */
export async function inflate(
  bytes: Bytes,
  limit = inflatedLimit,
): Promise<Bytes | null> {
  const stream = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (
      let part = await reader.read();
      !part.done;
      part = await reader.read()
    ) {
      length += part.value.length;
      if (length > limit) {
        await reader.cancel();
        return null;
      }
      parts.push(part.value);
    }
  } catch {
    return null; // Engines do not agree on what they throw for bytes that are no deflate stream.
  }
  return concatBytes(...parts);
}
