/** PROTOCOL §7. Bytes unless the name says otherwise. READY tells a relay's own values by id. */
export const limitIds = {
  socketMessage: 1,
  frame: 2,
  snapshot: 3,
  presence: 4,
  register: 5,
  /** An action, a document header. */
  record: 6,
  /** Sealed keys, a sealed card. */
  sealed: 7,
  documents: 8,
  spaceBytes: 9,
  framesPerMinute: 10,
  messageBeforeReady: 11,
  frameBurst: 12,
  /** One attachment, sealed. */
  blob: 13,
  /** All attachments of a space; what is written has `spaceBytes` to itself. */
  blobBytes: 14,
} as const;

export type LimitName = keyof typeof limitIds;
export type Limits = Readonly<Record<LimitName, number>>;

export interface LimitValue {
  readonly id: number;
  readonly value: number;
}

export const defaultLimits: Limits = {
  socketMessage: 4 * 1024 * 1024,
  frame: 1024 * 1024,
  snapshot: 16 * 1024 * 1024,
  presence: 4 * 1024,
  register: 64 * 1024,
  record: 64 * 1024,
  sealed: 4 * 1024,
  documents: 20_000,
  spaceBytes: 512 * 1024 * 1024,
  framesPerMinute: 300,
  messageBeforeReady: 70 * 1024,
  frameBurst: 2_000,
  blob: 32 * 1024 * 1024,
  blobBytes: 512 * 1024 * 1024,
};

/** Fixed by version 1 of the protocol, so they have no limit id. */
export const snapshotPartSize = 128 * 1024;
export const changesPageSize = 500;
export const messagesPerSocketMessage = 16_384;
/**
 * What a relay says at once: four seconds of 30 kbit/s. A browser hears of a WebSocket message when it is whole, and takes
 * a longer silence for the end of the connection (P4).
 */
export const slowLineBytes = 16 * 1024;

const limitNames: readonly LimitName[] = [
  'socketMessage',
  'frame',
  'snapshot',
  'presence',
  'register',
  'record',
  'sealed',
  'documents',
  'spaceBytes',
  'framesPerMinute',
  'messageBeforeReady',
  'frameBurst',
  'blob',
  'blobBytes',
];

/** As READY carries them: ascending by id. */
export function limitsToValues(limits: Limits): readonly LimitValue[] {
  return limitNames
    .map((name) => ({ id: limitIds[name], value: limits[name] }))
    .sort((a, b) => a.id - b.id);
}

/** Ids this build does not know are passed over; those the relay did not name keep their default. */
export function limitsFromValues(values: readonly LimitValue[]): Limits {
  const valueById = new Map(values.map(({ id, value }) => [id, value]));
  const limits = { ...defaultLimits };
  for (const name of limitNames)
    limits[name] = valueById.get(limitIds[name]) ?? defaultLimits[name];
  return limits;
}

/** For a connection that has not said who it is: nothing longer than a HELLO, an AUTH `create`, a join or a KEYBOX. */
export function limitsBeforeReady(limits: Limits): Limits {
  return { ...limits, socketMessage: limits.messageBeforeReady };
}
