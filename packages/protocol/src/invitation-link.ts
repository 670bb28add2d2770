import {
  ByteReader,
  ByteWriter,
  type Bytes,
  type InviteId,
  type Result,
  type SpaceId,
  concatBytes,
  equalBytes,
  err,
  fromBase64Url,
  toBase64Url,
  utf8,
} from '@minga/base';

import {
  decoding,
  readInviteId,
  readSpace,
  refuse,
  sizes,
  writeFixed,
  writeId,
} from './decoding.ts';
import { sha256 } from './derived-ids.ts';

/** What an invitation's link carries in its fragment, which no server sees (ENVELOPE E27). */
export interface Invitation {
  readonly space: SpaceId;
  readonly inviteId: InviteId;
  /** 32 random bytes. */
  readonly secret: Bytes;
  /** Address of the relay; empty for the origin of the link. At most 255 bytes. */
  readonly relay: string;
}

export type InvitationLinkError =
  /** Nothing of ours: the person pasted something else. */
  | { readonly code: 'not-a-link' }
  /** A link of a newer Minga. */
  | { readonly code: 'link-unknown-version' }
  /** Ours, but letters are missing or changed: ask for it again. */
  | { readonly code: 'link-cut' };

const linkVersion = 1;
const secretSize = 32;
const relaySize = 255;
const checksumSize = 4;
/** Longer than any link of ours: not looked at. */
const longest = 4096;

export async function invitationToLink(
  origin: string,
  invitation: Invitation,
): Promise<string> {
  return `${origin}/i#${await invitationToFragment(invitation)}`;
}

/** Without the `#`. */
export async function invitationToFragment(
  invitation: Invitation,
): Promise<string> {
  const writer = new ByteWriter(160).u8(linkVersion);
  writeId(writer, invitation.space, sizes.space);
  writeId(writer, invitation.inviteId, sizes.inviteId);
  writeFixed(writer, invitation.secret, secretSize);
  const relay = utf8(invitation.relay);
  if (relay.length > relaySize)
    throw new RangeError('the address of a relay is at most 255 bytes');
  const payload = writer.blob(relay).done();
  const bytes = concatBytes(payload, await checksum(payload));
  return `v1.${toBase64Url(bytes)}`;
}

/** Takes a whole link, or its fragment with or without `#`; space around it does not matter. */
export async function linkToInvitation(
  text: string,
): Promise<Result<Invitation, InvitationLinkError>> {
  if (text.length > longest) return err({ code: 'not-a-link' });
  const fragment = text.slice(text.lastIndexOf('#') + 1).trim();
  const version = /^v(\d{1,4})\./.exec(fragment);
  if (version === null) return err({ code: 'not-a-link' });
  if (version[1] !== '1') return err({ code: 'link-unknown-version' });
  const bytes = fromBase64Url(fragment.slice(version[0].length));
  if (bytes === null || bytes.length < checksumSize)
    return err({ code: 'link-cut' });
  const payload = bytes.slice(0, -checksumSize);
  const sum = bytes.subarray(-checksumSize);
  if (!equalBytes(sum, await checksum(payload)))
    return err({ code: 'link-cut' });
  return readPayload(payload);
}

async function checksum(payload: Bytes): Promise<Bytes> {
  return (await sha256(payload)).subarray(0, checksumSize);
}

function readPayload(payload: Bytes): Result<Invitation, InvitationLinkError> {
  const decoded = decoding(() => {
    const reader = new ByteReader(payload);
    if (reader.u8() !== linkVersion) return refuse('version-unknown');
    const invitation = {
      space: readSpace(reader),
      inviteId: readInviteId(reader),
      secret: reader.take(secretSize),
      relay: reader.text(relaySize),
    };
    reader.end();
    return invitation;
  });
  if (decoded.ok) return decoded;
  // The checksum was right, so the letters are those that were sent: they were made by something else.
  const newer = decoded.error.code === 'version-unknown';
  return err({ code: newer ? 'link-unknown-version' : 'not-a-link' });
}
