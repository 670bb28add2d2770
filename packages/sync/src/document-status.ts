import type { DocumentId } from '@minga/base';
import { presentMembers } from '@minga/membership';
import type { DocumentStatus } from './api.ts';
import { listedMembers } from './few-list.ts';
import type { Receipts } from './receipts.ts';
import type { SpaceCore } from './space-core-api.ts';

/** The three words of one document, from what waits here and from the receipts of the others. */
export function documentStatus(
  core: SpaceCore,
  receipts: Receipts,
  doc: DocumentId,
): DocumentStatus {
  const engine = core.documents.engineIfLoaded(doc);
  const forFew = core.headers.get(doc)?.header.forFew ?? null;
  const state = core.log.projected;
  const present =
    forFew === null
      ? presentMembers(state).map(({ id }) => id)
      : listedMembers(state, forFew);
  const members = present.length;
  if (engine === null) {
    return {
      word: 'here',
      members,
      haveIt: 1,
      unsent: 0,
      refused: 0,
      unkept: null,
      caughtUp: false,
      unconfirmed: false,
      readOnly: false,
    };
  }
  const { unsent, unacknowledged, refused, atHead } = engine.status();
  const waiting = unsent + unacknowledged;
  const own = engine.frontier().get(core.signer.device);
  // What one wrote oneself is what the words speak of; who wrote nothing here sees who has all that is known.
  const frontier =
    own === undefined
      ? engine.frontier()
      : new Map([[core.signer.device, own]]);
  const others =
    waiting > 0 || frontier.size === 0
      ? 0
      : receipts
          .coveredBy(doc, frontier)
          .filter((member) => present.includes(member)).length;
  return {
    word: wordOf(waiting + refused, others, frontier.size),
    members,
    haveIt: others + 1,
    unsent: waiting,
    refused,
    unkept: null,
    caughtUp: atHead,
    unconfirmed: core.snapshots.isUnconfirmed(doc),
    readOnly: core.log.state.readOnlyFrom !== null,
  };
}

function wordOf(
  waiting: number,
  others: number,
  devices: number,
): DocumentStatus['word'] {
  if (waiting > 0 || devices === 0) return 'here';
  return others > 0 ? 'held-by' : 'sent';
}
