import { type Bytes, fromBase64Url, toBase64Url } from './bytes.ts';

/** Ids are base64url text in code (they serve as map keys) and bytes on the wire. */

/** Names a space: SHA-256 of its `create` action, 32 bytes. The relay sees it. */
export type SpaceId = string & { readonly __spaceId: true };
/** Names a document within a space, 16 bytes. The relay sees it. */
export type DocumentId = string & { readonly __documentId: true };
/** A device here: suite byte and public signing key, 33 bytes. Differs per space. */
export type DeviceKey = string & { readonly __deviceKey: true };
/** A person in one space: 16 bytes derived from her first device there. */
export type MemberId = string & { readonly __memberId: true };
/** First 16 bytes of a frame's hash; unique within (space, document). */
export type EntryId = string & { readonly __entryId: true };
/** SHA-256 in base64url: frames, actions, snapshots. */
export type Hash = string & { readonly __hash: true };
/** One incarnation of a relay's log of a space, 16 random bytes. */
export type LogId = string & { readonly __logId: true };
/** An invitation, 16 random bytes. The relay sees it. */
export type InviteId = string & { readonly __inviteId: true };

export type AnyId =
  | SpaceId
  | DocumentId
  | DeviceKey
  | MemberId
  | EntryId
  | Hash
  | LogId
  | InviteId;

/** The one place where bytes become an id; the caller has checked the length. */
export function bytesToId<Id extends AnyId>(bytes: Uint8Array): Id {
  return toBase64Url(bytes) as Id;
}

export function idToBytes(id: AnyId): Bytes {
  const bytes = fromBase64Url(id);
  if (bytes === null)
    throw new Error('an id that is not base64url was built outside bytesToId');
  return bytes;
}

/** Text from outside (an address, a key of a map) that should be an id of `length` bytes. */
export function textToId<Id extends AnyId>(
  text: string,
  length: number,
): Id | null {
  const bytes = fromBase64Url(text);
  return bytes !== null && bytes.length === length ? (text as Id) : null;
}
