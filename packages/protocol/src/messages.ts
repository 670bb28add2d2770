import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type Result,
  concatBytes,
} from '@minga/base';

import { clientCodecByType, clientCodecFor } from './codecs-client.ts';
import { relayCodecByType, relayCodecFor } from './codecs-relay.ts';
import { type ProtocolError, decoding, refuse } from './decoding.ts';
import {
  type Limits,
  defaultLimits,
  messagesPerSocketMessage,
} from './limits.ts';
import type { MessageCodec } from './message-codec.ts';
import type { ClientMessage } from './messages-client.ts';
import type { RelayMessage } from './messages-relay.ts';

/** With its length in front: several of them in a row are one WebSocket message. RangeError when a field has the wrong size. */
export function encodeClientMessage(message: ClientMessage): Bytes {
  return encodeMessage(clientCodecFor(message), message);
}

export function encodeRelayMessage(message: RelayMessage): Bytes {
  return encodeMessage(relayCodecFor(message), message);
}

/**
 * One WebSocket message from a device: all of its messages in order, or why nothing of it is processed (PROTOCOL P3).
 * Byte fields are views into `bytes`. Before READY pass `limitsBeforeReady(limits)`.
 */
export function decodeClientMessages(
  bytes: Bytes,
  limits: Limits,
): Result<readonly ClientMessage[], ProtocolError> {
  return decoding(() => readMessages(bytes, limits, clientCodecByType));
}

/** One WebSocket message from a relay; see `decodeClientMessages`. */
export function decodeRelayMessages(
  bytes: Bytes,
  limits: Limits,
): Result<readonly RelayMessage[], ProtocolError> {
  return decoding(() => readMessages(bytes, limits, relayCodecByType));
}

/** Encoded messages as few WebSocket messages, order kept (PROTOCOL P4). Together no longer than `most` bytes; one alone may be. */
export function joinMessages(
  messages: readonly Bytes[],
  limits: Limits = defaultLimits,
  most = limits.socketMessage,
): readonly Bytes[] {
  const joined: Bytes[] = [];
  let waiting: Bytes[] = [];
  let size = 0;
  const flush = () => {
    const [only] = waiting;
    if (only !== undefined)
      joined.push(waiting.length === 1 ? only : concatBytes(...waiting));
    waiting = [];
    size = 0;
  };
  for (const message of messages) {
    const full =
      size + message.length > Math.min(most, limits.socketMessage) ||
      waiting.length === messagesPerSocketMessage;
    if (full) flush();
    waiting.push(message);
    size += message.length;
  }
  flush();
  return joined;
}

function encodeMessage<Message>(
  codec: MessageCodec<Message>,
  message: Message,
): Bytes {
  const body = new ByteWriter(256).u8(codec.type);
  codec.write(body, message);
  const bytes = body.done();
  const length = new ByteWriter(4).varUint(bytes.length).done();
  return concatBytes(length, bytes);
}

function readMessages<Message>(
  bytes: Bytes,
  limits: Limits,
  codecByType: ReadonlyMap<number, MessageCodec<Message>>,
): readonly Message[] {
  if (bytes.length > limits.socketMessage) return refuse('too-long');
  if (bytes.length === 0) return refuse('empty');
  const reader = new ByteReader(bytes);
  const messages: Message[] = [];
  while (reader.left > 0) {
    if (messages.length === messagesPerSocketMessage) return refuse('too-long');
    const body = new ByteReader(reader.blobView());
    const codec = codecByType.get(body.u8()) ?? refuse('type-unknown');
    messages.push(codec.read(body, limits));
    body.end();
  }
  return messages;
}
