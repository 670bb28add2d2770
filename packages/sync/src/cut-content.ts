import type { Bytes, DeviceKey, DocumentId, Random, Result } from '@minga/base';
import { type OpenError, sealCut } from '@minga/crypto';
import { firstEpoch } from '@minga/membership';
import type { SpaceCore } from './space-core.ts';

export { openCut } from '@minga/crypto';

/** Of a document that is not cut. */
const everything = Number.MAX_SAFE_INTEGER;

/**
 * [E29] Per document what this device holds of the devices that go. Of one that `isOpen`, or whose newest entries have not
 * come here, everything counts: nobody can say of what she has not seen that it was not there.
 */
export async function cutOf(
  { core, random }: { readonly core: SpaceCore; readonly random: Random },
  devices: ReadonlySet<DeviceKey>,
  isOpen: (doc: DocumentId) => boolean = () => false,
): Promise<Result<Bytes, OpenError>> {
  const content = new Map<DocumentId, ReadonlyMap<DeviceKey, number>>();
  for (const doc of core.headers.all()) {
    const limits =
      isOpen(doc) || !core.documents.isAtHead(doc)
        ? new Map([...devices].map((device) => [device, everything]))
        : await heldOf(core, doc, devices);
    if (limits.size > 0) content.set(doc, limits);
  }
  const { keyring } = core.secrets;
  const epoch = core.log.state.epochs.at(-1)?.epoch ?? firstEpoch;
  return sealCut(
    { random, keyring, device: core.signer.device },
    epoch,
    content,
  );
}

async function heldOf(
  { documents, signer }: SpaceCore,
  doc: DocumentId,
  devices: ReadonlySet<DeviceKey>,
): Promise<ReadonlyMap<DeviceKey, number>> {
  const engine = await documents.use(doc, 'glance');
  const held = new Map(
    [...engine.frontier()].filter(([device]) => devices.has(device)),
  );
  // Who leaves knows what she has sealed, whether or not it has arrived.
  if (devices.has(signer.device) && engine.sealedUpTo > 0)
    held.set(signer.device, engine.sealedUpTo);
  documents.release(doc, 'glance');
  return held;
}
