import {
  deflateRawSync,
  deflateSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
} from 'node:zlib';

/** A word that must not be found, in every dress it could wear. */
export interface Canary {
  readonly field: string;
  readonly text: string;
}

export interface Found {
  readonly field: string;
  readonly dress: string;
  readonly where: string;
}

/** Looks for words in bytes: as they are, and in what the bytes unpack to. */
export interface Scanner {
  scan(where: string, bytes: Uint8Array): readonly Found[];
}

export function scannerOf(canaries: readonly Canary[]): Scanner {
  const needles = canaries.flatMap(({ field, text }) =>
    dressesOf(text).map(({ dress, bytes }) => ({ field, dress, bytes })),
  );
  const search = (where: string, bytes: Uint8Array): readonly Found[] => {
    const hay = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return needles
      .filter((needle) => hay.includes(needle.bytes))
      .map(({ field, dress }) => ({ field, dress, where }));
  };
  return {
    scan(where, bytes) {
      const found = [...search(where, bytes)];
      for (const unpacked of unpackings(bytes))
        found.push(...search(`${where}, unpacked`, unpacked));
      return found;
    },
  };
}

function dressesOf(text: string) {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  const hex = utf8.toString('hex');
  return [
    { dress: 'utf8', bytes: utf8 },
    { dress: 'utf16le', bytes: utf16 },
    { dress: 'utf16be', bytes: Buffer.from(utf16).swap16() },
    { dress: 'hex', bytes: Buffer.from(hex) },
    { dress: 'HEX', bytes: Buffer.from(hex.toUpperCase()) },
    { dress: 'percent', bytes: Buffer.from(encodeURIComponent(text)) },
    ...[0, 1, 2].flatMap((shift) => inBase64(utf8, shift)),
    ...[0, 1, 2].flatMap((shift) => inBase64(utf16, shift)),
  ];
}

/** Without the letters at both ends, which depend on the neighbours. */
function inBase64(bytes: Buffer, shift: number) {
  const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
  const inner = (text: string): Buffer => {
    const from = shift === 0 ? 0 : shift + 1;
    const whole = Math.floor((padded.length * 8) / 6);
    return Buffer.from(text.slice(from, whole));
  };
  return [
    { dress: `base64 +${shift}`, bytes: inner(padded.toString('base64')) },
    {
      dress: `base64url +${shift}`,
      bytes: inner(padded.toString('base64url')),
    },
  ];
}

const mostUnpacked = { maxOutputLength: 16 * 1024 * 1024 };
/** Raw deflate has no mark: it is tried where a value could begin. */
const rawTries = 48;

function unpackings(bytes: Uint8Array): readonly Uint8Array[] {
  const unpacked: Uint8Array[] = [];
  const attempt = (unpack: () => Uint8Array): void => {
    try {
      const out = unpack();
      if (out.length > 0) unpacked.push(out);
    } catch {
      // Not packed that way.
    }
  };
  for (let at = 0; at + 2 < bytes.length; at++) {
    const [first = 0, second = 0] = bytes.subarray(at, at + 2);
    const rest = bytes.subarray(at);
    const isZlib = (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
    if (isZlib) attempt(() => inflateSync(rest, mostUnpacked));
    if (first === 0x1f && second === 0x8b)
      attempt(() => gunzipSync(rest, mostUnpacked));
    if (at < rawTries) attempt(() => inflateRawSync(rest, mostUnpacked));
  }
  return unpacked;
}

/** The same word in all dresses and packings: what a scanner that works must find. */
export function disguisesOf(text: string): ReadonlyMap<string, Uint8Array> {
  const noise = Buffer.alloc(64, 7);
  const around = (bytes: Uint8Array) => Buffer.concat([noise, bytes, noise]);
  const utf8 = Buffer.from(`antes ${text} después`, 'utf8');
  return new Map<string, Uint8Array>([
    ['utf8', around(utf8)],
    ['utf16le', around(Buffer.from(`a ${text} b`, 'utf16le'))],
    ['utf16be', around(Buffer.from(`a ${text} b`, 'utf16le').swap16())],
    ['hex', around(Buffer.from(utf8.toString('hex')))],
    ['base64', around(Buffer.from(utf8.toString('base64')))],
    ['base64 shifted', Buffer.from(`a${utf8.toString('base64')}`)],
    ['base64 of more', Buffer.from(around(utf8).toString('base64'))],
    ['base64url', around(Buffer.from(utf8.toString('base64url')))],
    ['percent', around(Buffer.from(encodeURIComponent(text)))],
    ['zlib', around(deflateSync(utf8))],
    [
      'deflate-raw',
      Buffer.concat([noise.subarray(0, 9), deflateRawSync(utf8)]),
    ],
  ]);
}
