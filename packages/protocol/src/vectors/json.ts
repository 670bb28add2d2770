import { type Bytes, toHex } from '@minga/base';

/** Bytes lie in a vector as `{ "hex": "…" }`; ids as the base64url text they are in code. */
export function toJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return { hex: toHex(value) };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, toJson(field)]),
  );
}

export function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === 'hex')
    return fromHex(String(first[1]));
  return Object.fromEntries(
    entries.map(([key, field]) => [key, fromJson(field)]),
  );
}

export function fromHex(hex: string): Bytes {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
}
