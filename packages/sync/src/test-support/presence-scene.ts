import { type Bytes, type DeviceKey, bytesToId } from '@minga/base';
import { createKeyring, sealPresence } from '@minga/crypto';
import {
  type Signer,
  createSigner,
  createVerifier,
  generateDeviceKeys,
} from '@minga/membership';
import { decodePresence } from '@minga/protocol';
import {
  type ClientPresence,
  encodePresenceStates,
} from '../presence-state.ts';
import { type SpacePresence, createSpacePresence } from '../space-presence.ts';
import { aDocument, aSpace } from './frames.ts';
import { type ManualClock, manualClock, settle } from './manual-clock.ts';

/** A device in a space, and everything it sends. */
export interface PresentDevice {
  readonly signer: Signer;
  readonly presence: SpacePresence;
  readonly clock: ManualClock;
  readonly sent: readonly Bytes[];
  readonly changes: number;
  /** The fields in which this one sees the others. */
  sees(): readonly (string | null)[];
  sit(field: string | null): void;
  leave(): void;
}

export interface PresenceScene {
  readonly outsiders: Set<DeviceKey>;
  device(): Promise<PresentDevice>;
  /** Delivers what has been sent and not delivered, to everybody else. */
  deliver(): Promise<void>;
  pass(ms: number): Promise<void>;
  /** The relay's time, by which devices judge. */
  relayTimeMs(): number;
  sealed(
    signer: Signer,
    draft: {
      readonly session: Bytes;
      readonly counter: number;
      readonly signed: boolean;
      readonly relayTimeMs?: number;
      readonly clients?: readonly ClientPresence[];
      readonly content?: Bytes;
    },
  ): Promise<Bytes>;
}

export const isSigned = (presence: Bytes): boolean => {
  const decoded = decodePresence(presence);
  return decoded.ok && decoded.value.signed !== null;
};
export const sessionOf = (presence: Bytes): string => {
  const decoded = decodePresence(presence);
  return decoded.ok ? bytesToId<DeviceKey>(decoded.value.session) : '';
};

export function client(field: string | null, clientId = 1): ClientPresence {
  return { clientId, field, cursor: null };
}

export function presenceScene(): PresenceScene {
  const epochs = new Map([[0, new Uint8Array(32).fill(5)]]);
  const keyring = createKeyring({ space: aSpace, epochs });
  const verify = createVerifier();
  const random = {
    bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  };
  const outsiders = new Set<DeviceKey>();
  const relayClock = manualClock();
  const devices: { readonly device: PresentDevice; delivered: number }[] = [];
  const relayTimeMs = (): number => relayClock.now();

  return {
    outsiders,
    relayTimeMs,
    async device() {
      const keys = await generateDeviceKeys();
      const signer = createSigner(keys.device, keys.signingKey);
      const clock = manualClock();
      const sent: Bytes[] = [];
      let changes = 0;
      const presence = createSpacePresence({
        clock,
        random,
        keyring,
        signer,
        verify,
        epoch: () => 0,
        relayTimeMs,
        isInForce: (one) => !outsiders.has(one),
        send: (_doc, bytes) => sent.push(bytes),
        changed: () => {
          changes += 1;
        },
      });
      const device: PresentDevice = {
        signer,
        presence,
        clock,
        sent,
        get changes() {
          return changes;
        },
        sees: () => presence.others(aDocument).map(({ field }) => field),
        sit: (field) => {
          presence.setLocal(aDocument, [client(field)]);
        },
        leave: () => {
          presence.setLocal(aDocument, []);
        },
      };
      devices.push({ device, delivered: 0 });
      return device;
    },
    async deliver() {
      await settle();
      for (const from of devices) {
        const fresh = from.device.sent.slice(from.delivered);
        from.delivered = from.device.sent.length;
        for (const bytes of fresh)
          for (const to of devices)
            if (to !== from) to.device.presence.receive(aDocument, bytes);
      }
      await settle();
    },
    async pass(ms) {
      await relayClock.advance(ms);
      for (const { device } of devices) await device.clock.advance(ms);
    },
    async sealed(signer, draft) {
      const { clients = [client('forged')], session, counter } = draft;
      const sealed = await sealPresence(
        { random, keyring },
        {
          doc: aDocument,
          epoch: 0,
          session,
          counter,
          content: draft.content ?? encodePresenceStates(clients),
          signed: draft.signed
            ? { signer, relayTimeMs: draft.relayTimeMs ?? relayTimeMs() }
            : null,
        },
      );
      if (!sealed.ok) throw new Error('no key');
      return sealed.value;
    },
  };
}
