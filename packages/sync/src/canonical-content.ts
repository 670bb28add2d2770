import type { ByteWriter } from '@minga/base';
import * as Y from 'yjs';

export type Content = Y.Item['content'];

/** What a document says in canonical form. Text is gathered beside the rest and encoded at once: half of the time goes there. */
export interface CanonicalWriter {
  readonly bytes: ByteWriter;
  readonly text: string[];
}

/** The content of a run of units, whether it lies in one item or in many. */
export function writeContents(
  { bytes, text }: CanonicalWriter,
  contents: readonly Content[],
): void {
  let letters = 0;
  const endText = (): void => {
    if (letters > 0) bytes.u8(kinds.text).varUint(letters);
    letters = 0;
  };
  for (const content of contents) {
    if (content instanceof Y.ContentString) {
      letters += content.str.length;
      text.push(content.str);
    } else {
      endText();
      writeContent(bytes, content);
    }
  }
  endText();
  bytes.u8(kinds.end);
}

const kinds = {
  end: 0,
  text: 1,
  value: 2,
  json: 3,
  binary: 4,
  embed: 5,
  format: 6,
  other: 7,
};

function writeContent(writer: ByteWriter, content: Content): void {
  if (content instanceof Y.ContentAny)
    for (const value of content.arr) writeValue(writer.u8(kinds.value), value);
  else if (content instanceof Y.ContentJSON)
    for (const value of content.arr) writeValue(writer.u8(kinds.json), value);
  else if (content instanceof Y.ContentBinary)
    writer.u8(kinds.binary).blob(content.content);
  else if (content instanceof Y.ContentEmbed)
    writeValue(writer.u8(kinds.embed), content.embed);
  else if (content instanceof Y.ContentFormat)
    writeValue(writer.u8(kinds.format).text(content.key), content.value);
  else {
    const encoder = new Y.UpdateEncoderV1();
    content.write(encoder, 0);
    writer.u8(kinds.other).u8(content.getRef()).blob(encoder.toUint8Array());
  }
}

const values = {
  null: 0,
  undefined: 1,
  boolean: 2,
  number: 3,
  bigint: 4,
  string: 5,
  bytes: 6,
  array: 7,
  object: 8,
};

function writeValue(writer: ByteWriter, value: unknown): void {
  switch (typeof value) {
    case 'string':
      writer.u8(values.string).text(value);
      return;
    case 'number':
      writer.u8(values.number).text(String(value));
      return;
    case 'boolean':
      writer.u8(values.boolean).u8(value ? 1 : 0);
      return;
    case 'bigint':
      writer.u8(values.bigint).text(String(value));
      return;
    case 'object':
      if (value === null) writer.u8(values.null);
      else writeObject(writer, value);
      return;
    default:
      writer.u8(values.undefined);
  }
}

function writeObject(writer: ByteWriter, value: object): void {
  if (value instanceof Uint8Array) {
    writer.u8(values.bytes).blob(value);
    return;
  }
  if (Array.isArray(value)) {
    writer.u8(values.array).varUint(value.length);
    for (const one of value as readonly unknown[]) writeValue(writer, one);
    return;
  }
  // JSON makes this key a property, the binary form of the same content a prototype: no reader sees either.
  const fields = Object.entries(value as Record<string, unknown>).filter(
    ([key]) => key !== '__proto__',
  );
  writer.u8(values.object).varUint(fields.length);
  for (const [key, one] of fields) writeValue(writer.text(key), one);
}
