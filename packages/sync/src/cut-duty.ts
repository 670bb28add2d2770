import {
  type Clock,
  type DeviceKey,
  type DocumentId,
  type SpaceId,
  ByteReader,
  ByteWriter,
} from '@minga/base';
import {
  type MembershipState,
  devicesInForce,
  lastIndex,
  mayWrite,
  rightAt,
} from '@minga/membership';
import type { LocalStore, StoreGuard } from '@minga/store';
import type { DocumentHeaders } from './document-headers.ts';
import type { SpaceDocuments } from './documents-ports.ts';
import { reportBug } from './report-bug.ts';

/**
 * [E29] In the leader tab: what went into a document here before a cut was known is written anew, once for each cut. The
 * devices take turns, so that the first one that is here spares the others the work.
 */
export interface CutDuty {
  /** The log has moved on, a key has come, or the connection stands. */
  check(): void;
  stop(): void;
}

export interface CutDutyPorts {
  readonly space: SpaceId;
  readonly store: LocalStore;
  readonly guard: StoreGuard;
  readonly clock: Clock;
  readonly device: DeviceKey;
  readonly headers: DocumentHeaders;
  documents(): SpaceDocuments;
  membership(): MembershipState;
  isLive(): boolean;
}

/** What the relay has of others is here by then. */
const firstMs = 3_000;
const turnMs = 3_000;
const mostTurns = 20;

export async function openCutDuty(ports: CutDutyPorts): Promise<CutDuty> {
  const { space, store, guard, clock, device, headers } = ports;
  const key = `${space}/cuts`;
  /** The position of the last cut that has been dealt with. */
  let done = -1;
  let cancel: (() => void) | null = null;
  let working = false;

  const lastCut = (): number => ports.membership().cuts.at(-1)?.index ?? -1;
  const isDue = (): boolean => !working && ports.isLive() && lastCut() > done;
  const mayCarry = (doc: DocumentId): boolean => {
    const state = ports.membership();
    const right = rightAt(state, device, lastIndex(state));
    const header = headers.get(doc)?.header;
    return (
      right !== null && header !== undefined && mayWrite(right, header.class)
    );
  };
  const carry = async (): Promise<void> => {
    const upTo = lastCut();
    const documents = ports.documents();
    for (const doc of headers.all()) {
      if (!mayCarry(doc)) continue;
      const engine = await documents.use(doc, 'glance');
      const isCarried = await engine.carryOver();
      documents.release(doc, 'glance');
      // Again at the next key or action, or the next start.
      if (!isCarried) return;
    }
    const value = new ByteWriter(8).varUint(upTo + 1).done();
    const put = { kind: 'put', table: 'meta', key, value } as const;
    if ((await store.commit([put], [guard])).ok) done = upTo;
  };
  const begin = (): void => {
    cancel = null;
    if (!isDue()) return;
    working = true;
    void carry()
      .catch((error: unknown) => {
        reportBug('what a cut left out', error);
      })
      .finally(() => {
        working = false;
      });
  };
  const turn = (): number => {
    const keys = devicesInForce(ports.membership()).map((one) => one.key);
    return Math.min(mostTurns, Math.max(0, keys.sort().indexOf(device)));
  };
  const row = await store.get('meta', key);
  if (row.ok && row.value !== null)
    done = new ByteReader(row.value).varUint() - 1;
  return {
    check() {
      if (isDue()) cancel ??= clock.after(firstMs + turn() * turnMs, begin);
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
