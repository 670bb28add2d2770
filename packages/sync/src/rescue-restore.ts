import {
  type Bytes,
  type Clock,
  type DeviceKey,
  type Result,
  type SpaceId,
  err,
  ok,
} from '@minga/base';
import {
  type SecretDevice,
  openRescueSecret,
  secretDevice,
} from '@minga/crypto';
import { type OwnDevicesContent, readOwnDevices } from '@minga/documents';
import type { Minga, MingaError, OpenDocument } from './api.ts';
import type { FoundCard } from './linking-api.ts';
import { statusBecomes } from './rescue-status.ts';

/** How far a restoring has come. */
export interface Restored {
  readonly notebook: SpaceId;
  /** Groups that are on this device now. */
  readonly groups: number;
  /** Groups that did not open now: the same words may be used again. */
  readonly missing: number;
}

const patienceMs = 30_000;
const quietMs = 1_000;

/** Whose it is; asks before anything is done. 'unknown-space': of nobody, or replaced by another one. */
export function readCard(
  minga: Minga,
  secret: Bytes,
): Promise<Result<FoundCard, MingaError>> {
  return minga.devices('read-card', { secret });
}

/**
 * [E51] Signs this device in everywhere the card is. The card stays in force until its owner has written down the next
 * one, so that she may begin again if this is interrupted.
 */
export async function restoreWithCard(
  { minga, clock }: { readonly minga: Minga; readonly clock: Clock },
  secret: Bytes,
): Promise<Result<Restored, MingaError>> {
  const found = await readCard(minga, secret);
  if (!found.ok) return found;
  const notebook = found.value.space;
  const entered = await enterNotebook(minga, notebook, secret, false);
  if (!entered.ok) return entered;
  const card = await secretDevice(secret);
  const index = await minga.space(notebook)?.openIndex('steward');
  if (index === undefined) return err({ code: 'unknown-space' });
  try {
    const isThere = await statusBecomes(
      index,
      clock,
      patienceMs,
      ({ caughtUp }) => caughtUp,
    );
    if (!isThere) return err({ code: 'relay-unreachable' });
    await whenTold(index, clock);
    const content = readOwnDevices(index.doc);
    return ok({
      notebook,
      ...(await enterGroups(minga, notebook, card, content)),
    });
  } finally {
    index.close();
  }
}

/**
 * At the head of the log what has come may still wait here for the log of members. It has been read when the card stands
 * in it, and all of it when a moment later nothing more is put in.
 */
function whenTold(
  { doc }: Pick<OpenDocument, 'doc'>,
  clock: Clock,
): Promise<void> {
  return new Promise((resolve) => {
    let cancelQuiet: () => void = () => undefined;
    const done = (): void => {
      cancelPatience();
      cancelQuiet();
      doc.off('update', look);
      resolve();
    };
    const look = (): void => {
      if (readOwnDevices(doc).card === null) return;
      cancelQuiet();
      cancelQuiet = clock.after(quietMs, done);
    };
    const cancelPatience = clock.after(patienceMs, done);
    doc.on('update', look);
    look();
  });
}

/** With the secret of a link: Mi cuaderno now, the groups as the other device signs this one in. */
export async function linkWith(
  minga: Minga,
  secret: Bytes,
): Promise<Result<SpaceId, MingaError>> {
  const found = await readCard(minga, secret);
  if (!found.ok) return found;
  return enterNotebook(minga, found.value.space, secret, true);
}

async function enterNotebook(
  minga: Minga,
  notebook: SpaceId,
  secret: Bytes,
  spend: boolean,
): Promise<Result<SpaceId, MingaError>> {
  if (minga.space(notebook) !== null) return ok(notebook);
  const other = notebookOf(minga);
  // Two persons on one device: their groups would be told to each other.
  if (other !== null) return err({ code: 'already-member', space: other });
  const request = { space: notebook, home: '', secret, spend };
  return minga.devices('enter-with', request);
}

async function enterGroups(
  minga: Minga,
  notebook: SpaceId,
  card: SecretDevice,
  content: OwnDevicesContent,
): Promise<{ readonly groups: number; readonly missing: number }> {
  const kept = new Map<SpaceId, { device: DeviceKey; sealed: Bytes }>();
  for (const one of content.rescue)
    if (one.card === card.signer.device) kept.set(one.space, one);
  let groups = 0;
  let missing = 0;
  for (const { space, home } of content.spaces) {
    const rescue = kept.get(space);
    const isIn =
      minga.space(space) !== null ||
      (rescue !== undefined &&
        (await enterGroup(
          minga,
          { notebook, space, home },
          card,
          rescue.sealed,
        )));
    if (isIn) groups += 1;
    else missing += 1;
  }
  return { groups, missing };
}

async function enterGroup(
  minga: Minga,
  place: {
    readonly notebook: SpaceId;
    readonly space: SpaceId;
    readonly home: string;
  },
  card: SecretDevice,
  sealed: Bytes,
): Promise<boolean> {
  const secret = await openRescueSecret(place, card, sealed);
  if (!secret.ok) return false;
  const { space, home } = place;
  const entered = await minga.devices('enter-with', {
    space,
    home,
    secret: secret.value,
    spend: true,
  });
  return entered.ok;
}

export function notebookOf(minga: Minga): SpaceId | null {
  let notebook: SpaceId | null = null;
  minga.spaces.subscribe((spaces) => {
    notebook = spaces.find(({ kind }) => kind === 'cuaderno')?.id ?? null;
  })();
  return notebook;
}
