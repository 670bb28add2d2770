import {
  type Bytes,
  type DocumentId,
  type Hash,
  ownBytes,
  systemRandom,
  unwrap,
} from '@minga/base';
import { sealSnapshot } from '@minga/crypto';
import { lastIndex } from '@minga/membership';
import {
  type FrontierEntry,
  decodeFrame,
  hashFrame,
  zeroHash,
} from '@minga/protocol';
import { expect } from 'vitest';
import * as Y from 'yjs';
import type { RawMember } from './raw-member.ts';

/** What a member with a client of her own making can do: honest clocks, a letter changed. */
export async function putForged(
  mara: RawMember,
  doc: DocumentId,
  honest: Y.Doc,
): Promise<Hash> {
  const state = forged(honest, 'preguntan', 'pregunton');
  const sealed = unwrap(
    await sealSnapshot(
      { random: systemRandom, ...mara },
      {
        doc,
        prevSnapHash: zeroHash,
        frontier: await frontierOf(mara, doc),
        seenIndex: lastIndex(mara.state),
        seenHash: mara.state.hashes[lastIndex(mara.state)] ?? zeroHash,
        epoch: 0,
        generation: 0,
      },
      { claims: [], quarantined: [], state },
    ),
  );
  const { bytes, snapHash: hash } = sealed;
  mara.socket.send({
    kind: 'snap-put',
    doc,
    hash,
    total: bytes.length,
    offset: 0,
    part: bytes,
  });
  expect(await mara.socket.next('snap-ack')).toMatchObject({
    accepted: true,
    hashInForce: hash,
  });
  return hash;
}

async function frontierOf(
  mara: RawMember,
  doc: DocumentId,
): Promise<FrontierEntry[]> {
  mara.socket.send({ kind: 'sub', doc, since: 0, withoutSnapshot: true });
  const { head } = await mara.socket.next('subbed');
  await mara.socket.next('head');
  mara.socket.received.length = 0;
  mara.socket.send({ kind: 'get', what: 'entries', doc, from: 0, to: head });
  await mara.socket.next('head');
  const last = new Map<string, FrontierEntry>();
  for (const message of mara.socket.received) {
    if (message.kind !== 'entry') continue;
    // Whole: a flag byte, the length, the frame.
    const wire = message.wireFrame;
    const frame = ownBytes(wire.subarray(1 + lengthOfVarUint(wire, 1)));
    const { device, counter } = unwrap(decodeFrame(frame)).header;
    last.set(device, {
      device,
      counter,
      frameHash: (await hashFrame(frame)).frameHash,
    });
  }
  return [...last.values()];
}

function lengthOfVarUint(bytes: Uint8Array, at: number): number {
  let length = 1;
  while ((bytes[at + length - 1] ?? 0) > 127) length++;
  return length;
}

function forged(honest: Y.Doc, before: string, after: string): Bytes {
  const state = Buffer.from(Y.encodeStateAsUpdate(honest));
  const at = state.indexOf(before);
  if (at === -1) throw new Error('the text lies in pieces');
  state.write(after, at);
  return ownBytes(Y.convertUpdateFormatV1ToV2(state));
}
