import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type MemberId,
  bytesToId,
} from '@minga/base';
import { createSigner, firstEpoch } from '@minga/membership';
import { type DocumentClass, indexDocumentId } from '@minga/protocol';
import { createDocumentEngine } from './document-engine.ts';
import { createDocumentHeaders } from './document-headers.ts';
import { createLogAgreement } from './log-agreement.ts';
import { createMembershipLog } from './membership-log.ts';
import { toldByEngines } from './told-by-engines.ts';
import { authenticateMember } from './authenticate.ts';
import { createSpaceArrivals } from './space-arrivals.ts';
import { createCursorKeeper } from './space-cursor.ts';
import { createExile } from './space-exile.ts';
import { devicesOf, documentsForFew, maySealFor } from './few-list.ts';
import { createLazyCutDuty, createSpaceCuts } from './space-cuts.ts';
import { createSpaceEpochs } from './space-epochs.ts';
import { spaceView } from './space-view.ts';
import { createIntroduction } from './introduction.ts';
import { createKeyChange } from './key-change.ts';
import { createLazyAttachments } from './lazy-attachments.ts';
import { offerInvitationKeys } from './offered-keys.ts';
import { deafEvents } from './deaf-events.ts';
import type { LinkEvents, RelayLink } from './relay-link.ts';
import { reportBug } from './report-bug.ts';
import { createSpaceDocuments } from './space-documents.ts';
import type { SpaceCore, SpaceCorePorts } from './space-core-api.ts';
import { createSpaceLink } from './space-link.ts';
import { createSpaceSnapshots } from './space-snapshots.ts';

export type { SpaceCore } from './space-core-api.ts';

export function createSpaceCore(ports: SpaceCorePorts): SpaceCore {
  const { space, store, guard, clock, random, secrets } = ports;
  const signer = createSigner(secrets.keys.device, secrets.keys.signingKey);
  const cursor = createCursorKeeper({ space, store, guard });
  let skewMs: number | null = null;
  let deviceDuplicated = false;
  const notes = new Map<DeviceKey, Bytes>();
  const isReadOnly = (): boolean =>
    log.state.readOnlyFrom !== null || epochs.hasFalseKey;

  const log = createMembershipLog({
    space,
    store,
    guard,
    verify: ports.verify,
    changed: () => {
      keyChange.check();
      agreement.check();
      epochs.check();
      cutDuty.check();
      documents.membershipChanged();
      ports.viewChanged();
    },
  });
  const cuts = createSpaceCuts(secrets.keyring, () => log);
  const agreement = createLogAgreement({
    clock,
    state: () => log.state,
    registered: () => ports.registeredLogs(),
    me: () => memberOf(signer.device),
    ask: () => {
      link.stop();
      link.start();
    },
    changed: () => {
      documents.membershipChanged();
      ports.viewChanged();
    },
  });
  const arrivals = createSpaceArrivals({
    clock,
    memberOf,
    me: () => memberOf(signer.device),
  });
  const introduction = createIntroduction(secrets, log);
  const headers = createDocumentHeaders({
    space,
    store,
    guard,
    random,
    signer,
    secrets,
    verify: ports.verify,
    listed: () => {
      ports.viewChanged();
    },
    membership: () => log.state,
    caughtUp: () => folding,
    seen: () => log.seen(),
  });
  const documents = createSpaceDocuments({
    space,
    store,
    guard,
    headers,
    link: () => link,
    nowMs: () => clock.now(),
    after: (ms, task) => clock.after(ms, task),
    dataSaver: ports.dataSaver,
    asking: (doc, engine) => {
      arrivals.asking(doc, engine);
    },
    changed: (doc) => {
      snapshots.head(doc);
      ports.documentChanged(doc);
    },
    engine: (doc, wire) =>
      createDocumentEngine({
        space,
        doc,
        store,
        fence: guard,
        clock,
        random,
        decoder: ports.decoder,
        signer,
        verify: ports.verify,
        keyring: secrets.keyring,
        sealing: () => sealingOf(doc),
        membership: () => log.state,
        seen: () => log.seen(),
        cuts,
        headerClass: () => headers.get(doc)?.header.class ?? null,
        ...wire,
        events: {
          changed: () => {
            snapshots.changed(doc);
            const engine = documents.engineIfLoaded(doc);
            if (engine !== null) arrivals.changed(doc, engine);
            ports.documentChanged(doc);
            ports.viewChanged();
          },
          deviceDuplicated: () => {
            deviceDuplicated = true;
            keyChange.begin();
            ports.viewChanged();
          },
          ...toldByEngines(ports, doc),
        },
      }),
  });
  /** Null while nothing may be sealed: the log holds what this build does not carry out ([E17]), or no right to write. */
  const sealingOf = (
    doc: DocumentId,
  ): { readonly epoch: number; readonly generation: number } | null => {
    const { state } = log;
    const header = headers.get(doc)?.header;
    if (header === undefined || deviceDuplicated || isReadOnly()) return null;
    const { forFew } = header;
    if (forFew !== null && !maySealFor(state, signer.device, forFew))
      return null;
    // [E6] The relay's log of members is another one: what is sealed now would stand nowhere there.
    if (agreement.isForked) return null;
    return {
      epoch: state.epochs.at(-1)?.epoch ?? firstEpoch,
      generation: header.generation,
    };
  };

  const cutDuty = createLazyCutDuty({
    ...{ space, store, guard, clock, device: signer.device, headers },
    documents: () => documents,
    membership: () => log.state,
    isLive: () => link.state.phase === 'live',
  });
  const snapshots = createSpaceSnapshots({
    ...ports,
    link: () => link,
    documents: () => documents,
    ...{ log, headers },
  });

  const attachments = createLazyAttachments({ ...ports, link: () => link });
  const events: LinkEvents = {
    ...deafEvents,
    ...documents.events,
    ...snapshots.events,
    ...attachments.events,
    stateChanged(state) {
      if (state.phase === 'live') snapshots.live();
      attachments.setLive(state.phase === 'live');
      if (state.phase !== 'live' && state.phase !== 'listing') {
        for (const one of [documents, snapshots, arrivals]) one.linkDown();
        agreement.disconnected();
      }
      if (state.phase === 'refused') {
        if (introduction.refused(state.code)) link.start();
        else exile.begin(state.code);
      }
      ports.viewChanged();
    },
    ready({ serverTimeMs, actionCount }) {
      introduction.ready();
      agreement.connected();
      exile.over();
      arrivals.connected(cursor.isFirst);
      skewMs = serverTimeMs - clock.now();
      // A relay restored from a copy knows fewer positions than we do: it is told them again, in their order.
      for (const bytes of log.from(actionCount)) link.putAction(bytes);
      for (const bytes of log.pending()) link.putAction(bytes);
      void offerKeys().then(() => {
        link.listing();
      });
      link.requestRegisters();
    },
    action(index, bytes) {
      folding = folding.then(async () => {
        const outcome = await log.receive(index, bytes);
        if (outcome === 'contradicts') agreement.contradicted();
      });
    },
    actionRefused(hash, final) {
      if (final) folding = folding.then(() => log.drop(hash));
    },
    synced(answer) {
      if (!cursor.isList(answer)) return;
      working = Promise.all([working, folding])
        .then(async () => {
          if (answer.reset) await documents.forgetPlaces(answer.logId);
          await cursor.move(answer, documents.headsWrite(answer.changed));
          agreement.listed();
          await epochs.prove();
          await documents.synced(answer);
          epochs.check();
          cutDuty.check();
        })
        .catch((error: unknown) => {
          reportBug('the core', error);
        });
    },
    serverTime(ms) {
      skewMs = ms - clock.now();
    },
    ask(device, _status, note) {
      notes.set(device, note);
      ports.viewChanged();
    },
    presence: (doc, bytes) => ports.presence(doc, bytes),
    register: (bytes) => ports.register(bytes),
  };
  const exile = createExile(clock, () => {
    link.start();
  });
  const link: RelayLink = createSpaceLink({
    space,
    url: ports.relay.url,
    transport: ports.transport,
    clock,
    random,
    events,
    get device() {
      return introduction.speaker.device;
    },
    opening: () => cursor.opening((logId) => documents.latest(logId)),
    authenticate: (nonce) =>
      authenticateMember({
        space,
        signer: introduction.speaker,
        audience: ports.relay.audience,
        nonce,
        log,
        create: introduction.create,
      }),
  });
  /** Actions into the log, in their order; `working`: what the relay's answers to SYNC ask for. */
  let folding: Promise<void> = Promise.resolve();
  let working: Promise<void> = Promise.resolve();
  const relayTimeMs = (): number => clock.now() + (skewMs ?? 0);
  const keyChange = createKeyChange({
    ...ports,
    log,
    act,
    done: () => {
      ports.keyChanged();
    },
  });
  const epochs = createSpaceEpochs({
    space,
    store,
    guard,
    clock,
    random,
    signer,
    secrets,
    log,
    isLive: () => link.state.phase === 'live',
    act,
    learned: () => {
      documents.keysChanged();
      cutDuty.check();
      void offerKeys();
      ports.viewChanged();
    },
  });
  /** Of invitations made here: what lies beside the log for who comes, sealed anew when the keys have changed. */
  const offerKeys = (): Promise<void> =>
    offerInvitationKeys(
      { ...ports, keyring: secrets.keyring },
      log.state,
      link,
      relayTimeMs(),
    );
  const newDocument = async (
    doc: DocumentId,
    documentClass: DocumentClass,
    few: readonly MemberId[] | null = null,
  ): Promise<DocumentId | null> => {
    if (headers.get(doc) !== null) return doc;
    const devices = few === null ? null : devicesOf(log.state, few);
    const made = await headers.create(doc, documentClass, devices);
    if (made === null) return null;
    documents.announce(doc);
    return doc;
  };
  return {
    space,
    log,
    agreement,
    headers,
    documents,
    snapshots,
    link,
    attachments,
    signer,
    secrets,
    async load() {
      await log.load();
      await headers.load();
      await keyChange.load();
      await cursor.load();
      await documents.load();
    },
    start() {
      link.start();
      keyChange.check();
      epochs.check();
    },
    view: () =>
      spaceView({
        forFew: documentsForFew(headers, log.projected),
        space,
        device: signer.device,
        keyring: secrets.keyring,
        membership: log.projected,
        link: link.state,
        documents: documents.status(),
        log,
        readOnly: isReadOnly(),
        agreement,
        deviceDuplicated,
        clockSkewMs: skewMs,
        nowMs: relayTimeMs(),
        arrived: arrivals.view,
        notes,
      }),
    me: () => memberOf(signer.device),
    memberOf,
    async indexDocument(documentClass) {
      return newDocument(
        await indexDocumentId(space, documentClass),
        documentClass,
      );
    },
    createDocument: (documentClass, few) =>
      newDocument(bytesToId<DocumentId>(random.bytes(16)), documentClass, few),
    act,
    relayTimeMs,
    async stop() {
      await documents.flush();
      epochs.stop();
      cutDuty.stop();
      snapshots.stop();
      attachments.stop();
      agreement.stop();
      exile.over();
      link.stop();
      await documents.stop();
      await folding;
      await working;
    },
  };

  async function act(bytes: Bytes): Promise<boolean> {
    if (!(await log.add(bytes))) return false;
    link.putAction(bytes);
    return true;
  }

  function memberOf(device: DeviceKey): MemberId | null {
    return log.projected.devices.get(device)?.member ?? null;
  }
}
