import { type Bytes, concatBytes, u32Bytes, utf8, utf8Text } from './bytes.ts';

/**
 * `lp(label, field…)` of PROTOCOL §1: each part with its length in front (u32, big-endian), the domain label first.
 * No two different lists of parts give the same bytes, so a signature over one cannot be passed off as another.
 */
export function lp(label: string, ...fields: readonly Uint8Array[]): Bytes {
  const parts = [utf8(label), ...fields];
  return concatBytes(...parts.flatMap((part) => [u32Bytes(part.length), part]));
}

/** Fields of an `lp` structure, or null when label, field count or lengths are not exactly as expected. */
export function readLp<Buffer extends ArrayBufferLike>(
  bytes: Uint8Array<Buffer>,
  label: string,
  fieldCount: number,
): readonly Uint8Array<Buffer>[] | null {
  const parts: Uint8Array<Buffer>[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < bytes.length) {
    if (parts.length > fieldCount || at + 4 > bytes.length) return null;
    const length = view.getUint32(at);
    at += 4;
    if (length > bytes.length - at) return null;
    parts.push(bytes.subarray(at, at + length));
    at += length;
  }
  const [first, ...fields] = parts;
  if (
    first === undefined ||
    fields.length !== fieldCount ||
    utf8Text(first) !== label
  )
    return null;
  return fields;
}
