import {
  type Bytes,
  type Clock,
  type Hash,
  type Random,
  type Result,
  type SpaceId,
  err,
  ok,
  ownBytes,
} from '@minga/base';
import { openBlob, sealBlob } from '@minga/crypto';
import { type BlobAck, type BlobSent, hashBytes } from '@minga/protocol';
import type { LocalStore, StoreError, StoreGuard } from '@minga/store';
import type { AttachmentRef, MingaError } from './api.ts';
import { type ShelfNote, createBlobShelf } from './blob-shelf.ts';
import {
  type AskBlob,
  type TransferEnd,
  downloadBlob,
  uploadBlob,
} from './blob-transfer.ts';
import type { RelayLink } from './relay-link.ts';
import { reportBug } from './report-bug.ts';

export interface AttachmentsPorts {
  readonly space: SpaceId;
  readonly store: LocalStore;
  readonly guard: StoreGuard;
  readonly clock: Clock;
  readonly random: Random;
  link(): RelayLink;
  /** Of this one something else is known now. */
  attachmentChanged(name: Hash): void;
}

/** The attachments of one space in the leader tab. They are kept here first; sending and fetching go on by themselves. */
export interface Attachments {
  keep(content: Bytes): Promise<Result<AttachmentRef, MingaError>>;
  /** Null: not here yet; it is asked for, and `attachmentChanged` tells. */
  read(ref: AttachmentRef): Promise<Result<Bytes | null, MingaError>>;
  /** The link is live: what waits goes on. */
  linkUp(): void;
  linkDown(): void;
  answer(message: BlobAck | BlobSent): void;
  stop(): void;
}

/** How long one that could not be had, or for which there was no room, is left alone. */
const againMs = 60_000;

export async function createAttachments(
  ports: AttachmentsPorts,
): Promise<Attachments> {
  const { space, clock } = ports;
  const shelf = createBlobShelf(space, ports.store, ports.guard);
  const read = await shelf.notes();
  const notes = new Map<Hash, ShelfNote>(read.ok ? read.value : []);
  /** [P36] Answers come in the order of the questions. */
  const asked: ((answer: BlobAck | BlobSent | null) => void)[] = [];
  const leftAlone = new Set<Hash>();
  let isLive = false;
  let isWorking = false;
  let isStopped = false;

  const ask: AskBlob = (message) =>
    new Promise((resolve) => {
      if (!isLive || isStopped) {
        resolve(null);
        return;
      }
      asked.push(resolve);
      ports.link().askBlob(message);
    });
  const setNote = async (
    name: Hash,
    note: ShelfNote,
  ): Promise<Result<void, StoreError>> => {
    notes.set(name, note);
    const kept = await shelf.note(name, note);
    ports.attachmentChanged(name);
    return kept;
  };
  const nextJob = (): readonly [Hash, ShelfNote] | null => {
    // What somebody here is looking at comes before what others have not asked for yet.
    for (const phase of ['wanted', 'unsent'] as const)
      for (const [name, note] of notes)
        if (note.phase === phase && !leftAlone.has(name)) return [name, note];
    return null;
  };
  const leaveAlone = (name: Hash, ms: number): void => {
    leftAlone.add(name);
    clock.after(ms, () => {
      leftAlone.delete(name);
      work();
    });
  };
  const settle = async (
    name: Hash,
    note: ShelfNote,
    end: TransferEnd,
  ): Promise<void> => {
    if (end.kind === 'done') await setNote(name, { ...note, phase: 'here' });
    if (end.kind === 'wait') leaveAlone(name, end.ms);
    if (end.kind === 'no-room') leaveAlone(name, againMs);
    if (end.kind !== 'refused') return;
    // What is not at the relay may still be on its way there from the one who attached it.
    if (note.phase === 'wanted') leaveAlone(name, againMs);
    else await setNote(name, { ...note, phase: 'refused' });
  };
  const transfer = async (
    name: Hash,
    note: ShelfNote,
  ): Promise<TransferEnd> => {
    if (note.phase === 'wanted') return downloadBlob(ask, shelf, name);
    const sealed = await shelf.sealed(name);
    return sealed.ok
      ? uploadBlob(ask, name, sealed.value)
      : { kind: 'no-room' };
  };
  const workOn = async (): Promise<void> => {
    for (let job = nextJob(); job !== null && isLive; job = nextJob()) {
      const [name, note] = job;
      const end = await transfer(name, note);
      if (isStopped || end.kind === 'lost') return;
      await settle(name, note, end);
    }
  };
  const work = (): void => {
    if (isWorking || !isLive || isStopped) return;
    isWorking = true;
    workOn()
      .catch((error: unknown) => {
        reportBug('attachments', error);
      })
      .finally(() => {
        isWorking = false;
        if (isLive && nextJob() !== null) work();
      });
  };
  const forgetAsked = (): void => {
    for (const resolve of asked.splice(0)) resolve(null);
  };

  return {
    async keep(content) {
      const print = await hashBytes(content);
      for (const [name, { own }] of notes)
        if (own?.print === print)
          return ok({ name, key: own.key, size: content.length });
      const { name, key, sealed } = await sealBlob(
        space,
        content,
        ports.random,
      );
      const total = sealed.length;
      const note: ShelfNote = { phase: 'unsent', total, own: { print, key } };
      const kept = await shelf.keep(name, sealed, note);
      if (!kept.ok) return err(toMingaError(kept.error));
      notes.set(name, note);
      ports.attachmentChanged(name);
      work();
      return ok({ name, key, size: content.length });
    },
    async read({ name, key }) {
      const note = notes.get(name);
      if (note === undefined || note.phase === 'wanted') {
        leftAlone.delete(name);
        notes.set(name, note ?? { phase: 'wanted', total: 0, own: null });
        work();
        return ok(null);
      }
      const sealed = await shelf.sealed(name);
      if (!sealed.ok) return err(toMingaError(sealed.error));
      const opened = await openBlob(space, key, sealed.value);
      return opened.ok ? opened : err({ code: 'failed', detail: opened.error });
    },
    linkUp() {
      isLive = true;
      leftAlone.clear();
      work();
    },
    linkDown() {
      isLive = false;
      forgetAsked();
    },
    answer(message) {
      const own =
        message.kind === 'blob-part'
          ? { ...message, part: ownBytes(message.part) }
          : message;
      asked.shift()?.(own);
    },
    stop() {
      isStopped = true;
      forgetAsked();
    },
  };
}

function toMingaError({ code }: StoreError): MingaError {
  return { code: code === 'quota' ? 'storage-full' : 'storage-failed' };
}
