import { type Bytes, toBase64Url } from '@minga/base';
import { sealEntry } from '@minga/crypto';
import { type Seen, signClaim } from '@minga/membership';
import { type Claim, clientIdOf, defaultLimits } from '@minga/protocol';
import { decodeUpdate } from './decode-update.ts';
import type { EngineContext } from './engine-context.ts';
import { type NextFrame, nextFrame } from './own-chain.ts';
import { isOpen, openFrames } from './own-frames.ts';
import type { NumberedRow, SentRow } from './sent-row.ts';

/** A session of this device, known by its nonce: which clientID it writes under, and the claim that says so. */
interface OwnSession {
  readonly clientId: number;
  readonly claim: Claim;
}

export type SealedRows =
  | { readonly kind: 'sealed'; readonly row: SentRow; readonly next: NextFrame }
  /** Fewer rows at once may do. */
  | { readonly kind: 'too-large' }
  | { readonly kind: 'key-unknown' };

export interface RowSealer {
  seal(
    rows: readonly NumberedRow[],
    period: { readonly epoch: number; readonly generation: number },
    seen: Seen,
  ): Promise<SealedRows>;
}

/** Header, padding bucket above the content, tag, signature: less than an eighth and this. */
const largestContent = (defaultLimits.frame * 7) / 8 - 4096;

export function createRowSealer(context: EngineContext): RowSealer {
  const { ports } = context;
  const { space, doc, signer } = ports;
  const sessions = new Map<string, Promise<OwnSession>>();

  const sessionOf = (nonce: Bytes): Promise<OwnSession> => {
    const name = toBase64Url(nonce);
    const known = sessions.get(name) ?? openSession(nonce);
    sessions.set(name, known);
    return known;
  };
  const openSession = async (nonce: Bytes): Promise<OwnSession> => ({
    clientId: await clientIdOf(signer.device, doc, nonce),
    claim: await signClaim(signer, { space, doc }, nonce),
  });
  /** In the log, or in a frame on its way. */
  const isAnnounced = (clientId: number): boolean =>
    context.book.claimants(clientId).includes(signer.device) ||
    [...context.sent.values()].some(
      (one) => isOpen(one) && one.row.claims.includes(clientId),
    );

  return {
    async seal(rows, period, seen) {
      const combined = context.sealing.combine(rows.map((row) => row.update));
      if (combined.update.length > largestContent) {
        context.sealing.drop();
        return { kind: 'too-large' };
      }
      const own = await Promise.all(
        rows
          .filter((row) => row.kind === 'edit')
          .map((row) => sessionOf(row.sessionNonce)),
      );
      const clientIds = clientIdsIn(combined.v1);
      const isOurs = clientIds.every((clientId) =>
        own.some((session) => session.clientId === clientId),
      );
      const claimed = new Map(
        own
          .filter(
            ({ clientId }) =>
              clientIds.includes(clientId) && !isAnnounced(clientId),
          )
          .map(({ clientId, claim }) => [clientId, claim]),
      );
      const { prevCounter, ...place } = nextFrame(
        context.meta.chain,
        openFrames(context),
      );
      const sealed = await sealEntry(
        ports,
        // [E10] Structs of a clientID that no row accounts for can only travel as a salvage.
        {
          doc,
          kind: isOurs && rows[0]?.kind === 'edit' ? 'edit' : 'salvage',
          ...place,
          ...seen,
          ...period,
        },
        {
          codec: combined.codec === 'v1' ? 'update-v1' : 'update-v2',
          claims: [...claimed.values()],
          update: combined.update,
        },
      );
      if (!sealed.ok) return { kind: 'key-unknown' };
      return {
        kind: 'sealed',
        next: { ...place, prevCounter },
        row: {
          counter: place.counter,
          frameHash: sealed.value.frameHash,
          frame: sealed.value.bytes,
          prevCounter,
          voids: place.voids,
          refusedCode: 0,
          claims: [...claimed.keys()],
          rows,
          update: combined.v1,
        },
      };
    },
  };
}

function clientIdsIn(update: Bytes): readonly number[] {
  const decoded = decodeUpdate({ codec: 'v1', update });
  return decoded.ok
    ? [...new Set(decoded.value.runs.map(({ client }) => client))]
    : [];
}
