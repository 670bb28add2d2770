import type { Bytes } from './bytes.ts';
import { ownBytes, utf8, utf8Text } from './bytes.ts';

/** Why bytes from outside were refused. */
export type DecodeErrorCode =
  | 'truncated'
  | 'left-over'
  | 'too-long'
  | 'out-of-range'
  | 'not-shortest'
  | 'not-utf8'
  | 'not-sorted'
  | 'not-canonical'
  | 'empty'
  | 'suite-unknown'
  | 'version-unknown'
  | 'type-unknown'
  | 'wrong-scope'
  | 'no-predecessor';

/** Thrown only inside a decoder and turned into a Result at its edge. */
export class DecodeError extends Error {
  readonly code: DecodeErrorCode;

  constructor(code: DecodeErrorCode) {
    super(code);
    this.code = code;
  }
}

/** Reads the primitives of PROTOCOL §1. Every read checks what is left first; nothing is allocated beyond the input. */
export class ByteReader<Buffer extends ArrayBufferLike = ArrayBufferLike> {
  #at = 0;
  readonly #bytes: Uint8Array<Buffer>;

  constructor(bytes: Uint8Array<Buffer>) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** A view into the input, not a copy. */
  view(length: number): Uint8Array<Buffer> {
    if (length > this.left) throw new DecodeError('truncated');
    const view = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return view;
  }

  take(length: number): Bytes {
    return ownBytes(this.view(length));
  }

  /** All that is left, as a view. */
  rest(): Uint8Array<Buffer> {
    return this.view(this.left);
  }

  u8(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new DecodeError('truncated');
    this.#at += 1;
    return byte;
  }

  u32(): number {
    if (this.left < 4) throw new DecodeError('truncated');
    return (
      this.u8() * 0x1000000 + ((this.u8() << 16) | (this.u8() << 8) | this.u8())
    );
  }

  u64(): number {
    if (this.left < 8) throw new DecodeError('truncated');
    const high = this.u32();
    // 2^53 - 1 is the largest whole number a double holds exactly; no counter of ours comes near.
    if (high >= 0x200000) throw new DecodeError('out-of-range');
    return high * 0x100000000 + this.u32();
  }

  varUint(): number {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < 8; i++) {
      const byte = this.u8();
      value += (byte & 127) * factor;
      if (value > Number.MAX_SAFE_INTEGER)
        throw new DecodeError('out-of-range');
      if (byte < 128) {
        if (byte === 0 && i > 0) throw new DecodeError('not-shortest');
        return value;
      }
      factor *= 128;
    }
    throw new DecodeError('out-of-range');
  }

  /** `cap`: the longest length accepted, in bytes. */
  blob(cap = Number.MAX_SAFE_INTEGER): Bytes {
    return ownBytes(this.blobView(cap));
  }

  /** Like `blob`, but a view into the input. */
  blobView(cap = Number.MAX_SAFE_INTEGER): Uint8Array<Buffer> {
    const length = this.varUint();
    if (length > cap) throw new DecodeError('too-long');
    return this.view(length);
  }

  text(cap: number): string {
    const text = utf8Text(this.blobView(cap));
    if (text === null) throw new DecodeError('not-utf8');
    return text;
  }

  /** `count` items, each at least `itemSize` bytes long, read by `read`. */
  list<T>(count: number, itemSize: number, read: () => T): T[] {
    if (count * itemSize > this.left) throw new DecodeError('truncated');
    return Array.from({ length: count }, read);
  }

  end(): void {
    if (this.left !== 0) throw new DecodeError('left-over');
  }
}

/** Writes what `ByteReader` reads. A number that does not fit its field is a bug and throws RangeError. */
export class ByteWriter {
  #bytes: Bytes;
  #length = 0;

  constructor(capacity = 64) {
    this.#bytes = new Uint8Array(capacity);
  }

  #room(length: number): void {
    if (this.#length + length <= this.#bytes.length) return;
    const larger = new Uint8Array(
      Math.max(this.#bytes.length * 2, this.#length + length),
    );
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  raw(bytes: Uint8Array): this {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  u8(value: number): this {
    checkRange(value, 0xff);
    this.#room(1);
    this.#bytes[this.#length++] = value;
    return this;
  }

  u32(value: number): this {
    checkRange(value, 0xffffffff);
    this.#room(4);
    // A typed array keeps the low 8 bits of what is assigned. No DataView: one per number costs more than the number.
    this.#bytes[this.#length++] = value >>> 24;
    this.#bytes[this.#length++] = value >>> 16;
    this.#bytes[this.#length++] = value >>> 8;
    this.#bytes[this.#length++] = value;
    return this;
  }

  u64(value: number): this {
    checkRange(value, Number.MAX_SAFE_INTEGER);
    this.u32(Math.floor(value / 0x100000000));
    return this.u32(value % 0x100000000);
  }

  varUint(value: number): this {
    checkRange(value, Number.MAX_SAFE_INTEGER);
    let rest = value;
    while (rest > 127) {
      this.u8((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    return this.u8(rest);
  }

  blob(bytes: Uint8Array): this {
    return this.varUint(bytes.length).raw(bytes);
  }

  text(text: string): this {
    return this.blob(utf8(text));
  }

  /** What was written, in a buffer of its own; no copy when the capacity was guessed exactly. */
  done(): Bytes {
    return this.#length === this.#bytes.length
      ? this.#bytes
      : this.#bytes.slice(0, this.#length);
  }
}

function checkRange(value: number, largest: number): void {
  if (!Number.isInteger(value) || value < 0 || value > largest)
    throw new RangeError(`${String(value)} does not fit its field`);
}
