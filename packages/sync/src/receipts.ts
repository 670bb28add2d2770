import type {
  Bytes,
  Clock,
  DeviceKey,
  DocumentId,
  Hash,
  MemberId,
  Random,
} from '@minga/base';
import { equalBytes } from '@minga/base';
import { type Keyring, openRegister, sealRegister } from '@minga/crypto';
import type { Signer, Verify } from '@minga/membership';
import {
  type RegisterContent,
  type RegisteredDocument,
  encodeRegisterContent,
  zeroHash,
} from '@minga/protocol';
import { reportBug } from './report-bug.ts';
import type { RegisteredLog } from './log-agreement.ts';
import type { Endorsement } from './space-snapshots.ts';

/** What every device of the space has said it holds (ENVELOPE E24). These are the receipts: members, never times. */
export interface Receipts {
  /** A register from the relay, from a file, or our own row; false when it is not what it says, or nothing new. */
  receive(register: Bytes): Promise<boolean>;
  /** Members, ourselves apart, of whose devices one covers `frontier` in this document. */
  coveredBy(doc: DocumentId, frontier: Frontier): readonly MemberId[];
  /** What each device of another member says it holds of this document. */
  said(doc: DocumentId): readonly Frontier[];
  /** What each other device of the space endorses. */
  endorsements(doc: DocumentId): readonly Endorsement[];
  /** Where each other device says it stands in the log of members. */
  logs(): readonly RegisteredLog[];
  /** Something of ours changed: a register goes out once 30 s have passed. */
  changed(): void;
  /** Registers were asked for: unless our own comes back as it was sent last, it is sent again. */
  linkUp(): void;
  stop(): void;
}

/** Up to which counter each device's chain is held without a hole. */
export type Frontier = ReadonlyMap<DeviceKey, number>;

export interface ReceiptsPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly signer: Signer;
  readonly verify: Verify;
  readonly keyring: Keyring;
  readonly epoch: () => number;
  readonly memberOf: (device: DeviceKey) => MemberId | null;
  /** Documents that are not in memory may be left out: what was said of them before still holds. */
  readonly content: () => RegisterContent;
  readonly send: (register: Bytes) => void;
  readonly received: () => void;
}

interface Said {
  readonly counter: number;
  readonly documents: ReadonlyMap<DocumentId, RegisteredDocument>;
  readonly index: number;
  readonly hash: Hash;
}

const quietMs = 30_000;
/** With padding, signature and header a register stays below 64 KiB (PROTOCOL §7, limit 5). */
const longestContent = 56 * 1024;
/** Whoever holds the space's key may sign as any number of devices. */
const mostDevices = 1_024;

export function createReceipts(ports: ReceiptsPorts): Receipts {
  const { clock, signer } = ports;
  const byDevice = new Map<DeviceKey, Said>();
  /** What the relay has of us, as far as we know; null when we do not. */
  let sent: Bytes | null = null;
  let counter = 0;
  let cancel: (() => void) | null = null;
  let isOver = false;

  const sendNow = async (): Promise<void> => {
    const before = byDevice.get(signer.device)?.documents ?? new Map();
    const content = fitting(merged(ports.content(), before));
    const encoded = encodeRegisterContent(content);
    if (sent !== null && equalBytes(sent, encoded)) return;
    // The clock makes the counter rise across sessions; where it was set back, the relay's copy of our last does.
    counter = Math.max(counter + 1, Math.floor(clock.now()));
    const numbered = { counter, epoch: ports.epoch() };
    const sealed = await sealRegister(ports, numbered, content);
    if (!sealed.ok || isOver) return;
    sent = encoded;
    byDevice.set(signer.device, saidIn(numbered.counter, content));
    ports.send(sealed.value);
  };
  const changed = (): void => {
    if (isOver) return;
    cancel ??= clock.after(quietMs, () => {
      cancel = null;
      sendNow().catch((error: unknown) => {
        reportBug('sealing a register', error);
      });
    });
  };
  /** Our own, as the relay keeps it. */
  const receiveOwn = (theirs: number, content: RegisterContent): void => {
    sent = encodeRegisterContent(content);
    counter = Math.max(counter, theirs);
    changed();
  };
  return {
    async receive(register) {
      const opened = await openRegister(ports, register);
      if (!opened.ok) return false;
      const { header, content } = opened.value;
      const before = byDevice.get(header.device);
      if (header.device === signer.device) receiveOwn(header.counter, content);
      if ((before?.counter ?? 0) >= header.counter) return false;
      if (before === undefined && byDevice.size >= mostDevices) return false;
      byDevice.set(header.device, saidIn(header.counter, content));
      ports.received();
      return true;
    },
    coveredBy(doc, frontier) {
      const self = ports.memberOf(signer.device);
      const members = new Set<MemberId>();
      for (const [device, { documents }] of byDevice) {
        // A register may come before the action by which its device joined: who it is is asked when it is needed.
        const member = ports.memberOf(device);
        if (member === null || member === self) continue;
        if (covers(documents.get(doc), frontier)) members.add(member);
      }
      return [...members];
    },
    said: (doc) =>
      [...byDevice].flatMap(([device, { documents }]) => {
        const registered = documents.get(doc);
        const member = ports.memberOf(device);
        const isOther = device !== signer.device && member !== null;
        return registered !== undefined && isOther
          ? [frontierIn(registered)]
          : [];
      }),
    endorsements: (doc) =>
      [...byDevice].flatMap(([device, { documents }]) => {
        const snapHash = documents.get(doc)?.endorsed ?? zeroHash;
        const isOther = device !== signer.device && snapHash !== zeroHash;
        return isOther ? [{ device, snapHash }] : [];
      }),
    logs: () =>
      [...byDevice].flatMap(([device, { index, hash }]) =>
        device === signer.device ? [] : [{ device, index, hash }],
      ),
    changed,
    linkUp() {
      sent = null;
      changed();
    },
    stop() {
      isOver = true;
      cancel?.();
      cancel = null;
    },
  };
}

function saidIn(counter: number, content: RegisterContent): Said {
  const documents = new Map(content.documents.map((one) => [one.doc, one]));
  const { logIndex: index, logHash: hash } = content;
  return { counter, documents, index, hash };
}

function frontierIn({ frontier }: RegisteredDocument): Frontier {
  return new Map(frontier.map(({ device, counter }) => [device, counter]));
}

function covers(
  registered: RegisteredDocument | undefined,
  frontier: Frontier,
): boolean {
  if (registered === undefined) return false;
  const held = frontierIn(registered);
  return [...frontier].every(
    ([device, counter]) => (held.get(device) ?? 0) >= counter,
  );
}

/** What is in memory now, then what an earlier register said of documents that are not: a device keeps what it has. */
function merged(
  content: RegisterContent,
  before: ReadonlyMap<DocumentId, RegisteredDocument>,
): RegisterContent {
  const present = new Set(content.documents.map(({ doc }) => doc));
  const earlier = [...before.values()].filter(({ doc }) => !present.has(doc));
  return { ...content, documents: [...content.documents, ...earlier] };
}

/** A register over its limit would end the connection; a receipt too few only says less than is true. */
function fitting(content: RegisterContent): RegisterContent {
  let room = longestContent;
  const documents = content.documents.filter((document) => {
    const size = sizeOf(document);
    if (size > room) return false;
    room -= size;
    return true;
  });
  return { ...content, documents };
}

function sizeOf({ frontier, quarantined }: RegisteredDocument): number {
  // doc, counts and snapshot; device and counter; device and frame hash.
  return 60 + 41 * frontier.length + 65 * quarantined.length;
}
