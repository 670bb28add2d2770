import {
  type Bytes,
  type Clock,
  type DeviceKey,
  type DocumentId,
  toBase64Url,
} from '@minga/base';
import { type Keyring, type OpenedPresence, openPresence } from '@minga/crypto';
import type { Verify } from '@minga/membership';
import { type ClientPresence, decodePresenceStates } from './presence-state.ts';

export interface RemoteClient extends ClientPresence {
  readonly device: DeviceKey;
}

export interface OthersPresencePorts {
  readonly clock: Clock;
  readonly keyring: Keyring;
  readonly verify: Verify;
  /** Our own device: what a relay sends back of ours is nobody else's. */
  readonly self: DeviceKey;
  readonly epoch: () => number;
  readonly relayTimeMs: () => number;
  /** False: not, or no longer, a device of the space. */
  readonly isInForce: (device: DeviceKey) => boolean;
}

/** Where the other devices of a space say their people are. */
export interface OthersPresence {
  /** [E25] `new-session`: who sends it has just come, or come back. `ignored`: it does not count. */
  take(
    doc: DocumentId,
    presence: Bytes,
  ): Promise<'new-session' | 'changed' | 'ignored'>;
  in(doc: DocumentId): readonly RemoteClient[];
  /** Whoever has been silent for too long is gone. Answers where. */
  forgetSilent(): readonly DocumentId[];
  /** Nobody can be heard any more. Answers where there was somebody. */
  hideAll(): readonly DocumentId[];
}

/** One core speaks for a device, so that a device has one session in a document: its latest. */
interface Remote {
  readonly session: string;
  readonly counter: number;
  readonly signedAt: number;
  readonly heardAt: number;
  readonly clients: readonly ClientPresence[];
}

const staleMs = 90_000;
/** Longer than what is signed counts, so that nothing said before is believed again after it was forgotten. */
const forgottenMs = 100_000;

export function createOthersPresence(
  ports: OthersPresencePorts,
): OthersPresence {
  const { clock } = ports;
  const byDoc = new Map<DocumentId, Map<DeviceKey, Remote>>();

  const isFresh = (relayTimeMs: number): boolean =>
    Math.abs(ports.relayTimeMs() - relayTimeMs) <= staleMs;
  /** Whose word it is; null when nobody may say it. */
  const speakerOf = (
    devices: ReadonlyMap<DeviceKey, Remote>,
    { session, signed }: OpenedPresence,
  ): DeviceKey | null => {
    const name = toBase64Url(session);
    const holder = [...devices].find(([, one]) => one.session === name)?.[0];
    const device = signed?.device ?? holder ?? null;
    if (device === null || device === ports.self) return null;
    const isHeldByAnother = holder !== undefined && holder !== device;
    const isStale = signed !== null && !isFresh(signed.relayTimeMs);
    return isHeldByAnother || isStale || !ports.isInForce(device)
      ? null
      : device;
  };
  /** A later frame of the session we know, or the signed first one of a later session. */
  const isLater = (
    known: Remote,
    { session, counter, signed }: OpenedPresence,
  ): boolean =>
    toBase64Url(session) === known.session
      ? counter > known.counter
      : (signed?.relayTimeMs ?? 0) > known.signedAt;

  const take = (
    doc: DocumentId,
    opened: OpenedPresence,
    clients: readonly ClientPresence[],
  ): 'new-session' | 'changed' | 'ignored' => {
    const devices = byDoc.get(doc) ?? new Map<DeviceKey, Remote>();
    const device = speakerOf(devices, opened);
    if (device === null) return 'ignored';
    const known = devices.get(device) ?? null;
    const counts = known === null ? clients.length > 0 : isLater(known, opened);
    if (!counts) return 'ignored';
    const next = remoteAfter(known, opened, clients);
    devices.set(device, next);
    byDoc.set(doc, devices);
    return known?.session === next.session ? 'changed' : 'new-session';
  };
  const remoteAfter = (
    known: Remote | null,
    { session, counter, signed }: OpenedPresence,
    clients: readonly ClientPresence[],
  ): Remote => ({
    session: toBase64Url(session),
    counter,
    signedAt: signed?.relayTimeMs ?? known?.signedAt ?? 0,
    heardAt: clock.now(),
    clients,
  });
  const isForgotten = ({ heardAt }: Remote): boolean =>
    Math.abs(clock.now() - heardAt) > forgottenMs;

  return {
    async take(doc, presence) {
      const scope = { doc, epoch: ports.epoch() };
      const opened = await openPresence(ports, scope, presence);
      if (!opened.ok) return 'ignored';
      const states = decodePresenceStates(opened.value.content);
      return states.ok ? take(doc, opened.value, states.value) : 'ignored';
    },
    in: (doc) =>
      [...(byDoc.get(doc) ?? [])].flatMap(([device, { clients }]) =>
        ports.isInForce(device)
          ? clients.map((client) => ({ ...client, device }))
          : [],
      ),
    forgetSilent() {
      const changed: DocumentId[] = [];
      for (const [doc, devices] of byDoc) {
        const before = devices.size;
        for (const [device, remote] of devices)
          if (isForgotten(remote)) devices.delete(device);
        if (devices.size !== before) changed.push(doc);
        if (devices.size === 0) byDoc.delete(doc);
      }
      return changed;
    },
    hideAll() {
      const changed: DocumentId[] = [];
      for (const [doc, devices] of byDoc) {
        const present = [...devices].filter(
          ([, one]) => one.clients.length > 0,
        );
        // Their counters are kept: what was said before is not believed again.
        for (const [device, remote] of present)
          devices.set(device, { ...remote, clients: [] });
        if (present.length > 0) changed.push(doc);
      }
      return changed;
    },
  };
}
