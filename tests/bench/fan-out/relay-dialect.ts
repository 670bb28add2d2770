import { type DeviceKey, unwrap } from '@minga/base';
import { type Entry, decodeWireFrame } from '@minga/protocol';
import { type Dialect, type Heard, keptFrames } from './dialect.ts';
import { RelayClient, messageFrame, readMessages } from './relay-client.ts';
import type { SealedSpace } from './sealed-space.ts';

/** The relay numbers a space's documents from 1 in the order they are subscribed to. */
const channel = 1;

/** `template`: what `relayTemplate` made of the same cast. */
export function relayDialect(cast: SealedSpace, template: string): Dialect {
  return {
    subject: 'minga',
    template,
    async join(port, member) {
      const client = await RelayClient.member(cast, port, member);
      const given = await client.subscribe(docOf(cast));
      if (given !== channel) throw new Error('not the channel we wrote for');
      return client.socket;
    },
    frame: keptFrames((pen, index) => {
      const wireFrame = cast.pens[pen]?.wireFrames[index] ?? new Uint8Array();
      return messageFrame({ kind: 'append', channel, wireFrame });
    }),
    reader: (heard) => entryReader(cast, heard),
  };
}

function docOf({ docs }: SealedSpace) {
  const [doc] = docs;
  if (doc === undefined) throw new Error('a cast has a document');
  return doc;
}

/** Counts a pen's entries by its alias: they come in order and without gaps, or the run does not end. */
function entryReader(
  cast: SealedSpace,
  heard: Heard,
): (payload: Buffer) => void {
  const penByDevice = new Map<DeviceKey, number>(
    cast.signers.map(({ device }, pen) => [device, pen]),
  );
  const authors = new Map<number, { readonly pen: number; upTo: number }>();
  return (payload) => {
    for (const message of readMessages(payload)) {
      if (message.kind === 'nack')
        throw new Error(`refused with ${message.code}`);
      if (message.kind !== 'entry') continue;
      const author = authors.get(message.alias) ?? {
        pen: penByDevice.get(authorOf(cast, message)) ?? -1,
        upTo: 0,
      };
      authors.set(message.alias, author);
      heard(author.pen, ++author.upTo);
    }
  };
}

/** The first entry of an author comes whole ([P19]). */
function authorOf(cast: SealedSpace, { wireFrame }: Entry): DeviceKey {
  const { space } = cast;
  const context = { space, doc: docOf(cast), from: 'relay' as const };
  return unwrap(decodeWireFrame(wireFrame, context, null)).frame.header.device;
}
