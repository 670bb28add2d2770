import {
  type Bytes,
  type DocumentId,
  type Random,
  type SpaceId,
  equalBytes,
} from '@minga/base';
import {
  type Device,
  type MembershipState,
  type Signer,
  type Verify,
  mayWrite,
  rightAt,
  signDocumentHeader,
  standingOf,
} from '@minga/membership';
import {
  type DocumentClass,
  type DocumentHeader,
  decodeDocumentHeader,
  documentHeaderSigningBytes,
  indexDocumentId,
} from '@minga/protocol';
import type { LocalStore, StoreGuard } from '@minga/store';
import { type SpaceSecrets, fewKeyWrites } from './space-secrets.ts';

export interface KnownHeader {
  readonly header: DocumentHeader;
  readonly record: Bytes;
}

/** The header records of a space's documents: class and, for a few, who may open it (ENVELOPE §6). */
export interface DocumentHeaders {
  load(): Promise<void>;
  get(doc: DocumentId): KnownHeader | null;
  all(): readonly DocumentId[];
  /** [E33] Everybody's, or this device is listed. */
  isOpenHere(doc: DocumentId): boolean;
  /** [E33] A record that lists others only names its document; it is not yet verified. */
  closes(record: Bytes): DocumentId | null;
  /** Signs and stores the record of a new document, `few`: for these devices only. Null when there is no room. */
  create(
    doc: DocumentId,
    documentClass: DocumentClass,
    few: readonly Device[] | null,
  ): Promise<KnownHeader | null>;
  /** By this device, with what it knows now. */
  sign(
    content: Pick<DocumentHeader, 'doc' | 'class' | 'generation' | 'forFew'>,
  ): Promise<Bytes>;
  /** Resolves when another record of the document has been taken. */
  next(doc: DocumentId): Promise<void>;
  /** The record in force at the relay. False when it is not what it should be: then the one we hold stays. */
  receive(record: Bytes): Promise<DocumentId | null>;
  /** Resolves when every record that has come has been judged. */
  settled(): Promise<void>;
}

export const documentClasses: readonly DocumentClass[] = [0, 1, 2, 3];

export function createDocumentHeaders(ports: {
  readonly space: SpaceId;
  readonly store: LocalStore;
  readonly guard: StoreGuard;
  readonly random: Random;
  readonly signer: Signer;
  readonly secrets: SpaceSecrets;
  readonly verify: Verify;
  /** The record of a document for a few has been taken. */
  readonly listed: () => void;
  readonly membership: () => MembershipState;
  /** Resolves when the log has taken all actions that came before now: a record stands on one of them. */
  readonly caughtUp: () => Promise<void>;
  readonly seen: () => {
    readonly seenIndex: number;
    readonly seenHash: DocumentHeader['seenHash'];
  };
}): DocumentHeaders {
  const { space, store, signer, secrets } = ports;
  const known = new Map<DocumentId, KnownHeader>();
  const classOfDerived = new Map<DocumentId, DocumentClass>();

  const waiting = new Map<DocumentId, (() => void)[]>();
  let judging: Promise<void> = Promise.resolve();

  const keep = async (
    doc: DocumentId,
    value: KnownHeader,
    keys: ReadonlyMap<number, Bytes>,
  ): Promise<boolean> => {
    const put = {
      kind: 'put',
      table: 'headers',
      key: `${space}/${doc}`,
      value: value.record,
    } as const;
    const stored = await store.commit(
      [put, ...fewKeyWrites(space, doc, keys)],
      [ports.guard],
    );
    if (!stored.ok) return false;
    know(value);
    for (const [generation, key] of keys)
      secrets.few.get(doc)?.set(generation, key);
    for (const told of waiting.get(doc) ?? []) told();
    waiting.delete(doc);
    if (value.header.forFew !== null) ports.listed();
    return true;
  };
  /** From here on the keyring never takes the epoch's key for it. */
  const know = (value: KnownHeader): void => {
    const { doc, forFew } = value.header;
    known.set(doc, value);
    if (forFew !== null && !secrets.few.has(doc))
      secrets.few.set(doc, new Map());
  };
  const isListed = ({ forFew }: DocumentHeader): boolean =>
    forFew === null ||
    forFew.lockboxes.some(({ device }) =>
      [secrets.keys, secrets.firstKeys].some((own) => own?.device === device),
    );
  /** Those that are not here yet: what is held already is never replaced by what somebody else says it was. */
  const keysIn = async (
    { doc, generation, forFew }: DocumentHeader,
    isSame: boolean,
  ): Promise<ReadonlyMap<number, Bytes>> => {
    const found = new Map<number, Bytes>();
    const isHeldAlready = secrets.few.get(doc)?.has(generation) === true;
    if (forFew === null || (isSame && isHeldAlready)) return found;
    const { openForFew } = await import('./few-documents.ts');
    for (const own of [secrets.keys, secrets.firstKeys]) {
      if (own === null) continue;
      const opened = await openForFew(own, { space, doc, generation }, forFew);
      for (const [of, key] of opened) {
        const isHeld = secrets.few.get(doc)?.has(of) === true;
        if (!isHeld || (of === generation && !isSame)) found.set(of, key);
      }
    }
    return found;
  };
  const isRightful = async (
    { header, record }: KnownHeader,
    signature: Bytes,
  ): Promise<boolean> => {
    const derived = classOfDerived.get(header.doc);
    if (
      header.space !== space ||
      (derived !== undefined && derived !== header.class)
    )
      return false;
    const state = ports.membership();
    const standing = standingOf(state, {
      seenIndex: header.seenIndex,
      seenHash: header.seenHash,
      pending: [],
    });
    if (standing.kind !== 'at') return false;
    const right = rightAt(state, header.device, standing.index);
    if (right === null || !mayWrite(right, header.class)) return false;
    return (
      record.length > 0 &&
      ports.verify(header.device, documentHeaderSigningBytes(header), signature)
    );
  };
  /** A relay may hand over an older record; a document's class, and whether it is for a few, never change. */
  const follows = ({ header }: KnownHeader): boolean => {
    const held = known.get(header.doc)?.header;
    if (held === undefined) return true;
    if (held.generation > header.generation || held.class !== header.class)
      return false;
    if (held.forFew === null || header.forFew === null)
      return held.forFew === header.forFew;
    return (
      held.generation === header.generation ||
      held.forFew.lockboxes.some(({ device }) => device === header.device)
    );
  };
  const sign: DocumentHeaders['sign'] = ({ doc, class: of, ...content }) =>
    signDocumentHeader(signer, {
      ...{ space, doc, class: of },
      ...content,
      ...ports.seen(),
    });
  const take = async (record: Bytes): Promise<DocumentId | null> => {
    const decoded = decodeDocumentHeader(record);
    if (!decoded.ok) return null;
    const { header, signature } = decoded.value;
    const value = { header, record };
    await ports.caughtUp();
    if (!follows(value)) return null;
    if (!(await isRightful(value, signature))) return null;
    const held = known.get(header.doc);
    const isSame = held !== undefined && equalBytes(held.record, record);
    const keys = await keysIn(header, isSame);
    // Another one may have come meanwhile.
    if (!follows(value)) return null;
    return (await keep(header.doc, value, keys)) ? header.doc : null;
  };
  return {
    async load() {
      for (const one of documentClasses)
        classOfDerived.set(await indexDocumentId(space, one), one);
      const rows = await store.list('headers', { prefix: `${space}/` });
      for (const { value } of rows.ok ? rows.value : []) {
        const decoded = decodeDocumentHeader(value);
        if (decoded.ok) know({ header: decoded.value.header, record: value });
      }
    },
    get: (doc) => known.get(doc) ?? null,
    all: () => [...known.keys()],
    isOpenHere(doc) {
      const header = known.get(doc)?.header;
      return header === undefined || isListed(header);
    },
    closes(record) {
      const decoded = decodeDocumentHeader(record);
      if (!decoded.ok || isListed(decoded.value.header)) return null;
      return decoded.value.header.doc;
    },
    async create(doc, documentClass, few) {
      const list =
        few === null
          ? null
          : await import('./few-documents.ts').then(({ firstList }) =>
              firstList(ports.random, { space, doc }, few),
            );
      const record = await sign({
        doc,
        class: documentClass,
        generation: 0,
        forFew: list?.forFew ?? null,
      });
      const decoded = decodeDocumentHeader(record);
      if (!decoded.ok) throw new Error('a record of ours does not decode');
      const value = { header: decoded.value.header, record };
      const keys = new Map(list === null ? [] : [[0, list.key]]);
      return (await keep(doc, value, keys)) ? value : null;
    },
    sign,
    next: (doc) =>
      new Promise((resolve) => {
        waiting.set(doc, [...(waiting.get(doc) ?? []), resolve]);
      }),
    receive(record) {
      const taken = take(record);
      judging = Promise.allSettled([judging, taken]).then(() => undefined);
      return taken;
    },
    settled: () => judging,
  };
}
