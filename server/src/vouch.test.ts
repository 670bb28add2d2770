import { utf8 } from '@minga/base';
import {
  type ActionBody,
  deviceProofBytes,
  memberOfFirstDevice,
} from '@minga/membership';
import { expect, it, onTestFinished, vi } from 'vitest';
import { HostileMember } from './hostile-member.ts';
import { createScenes, letIn, skewedClock } from './test-relay.ts';
import { createPerson } from './test-story.ts';

const { anaFounds } = createScenes({ onTestFinished, vi });
const hourMs = 3_600_000;

it('[E31] the day between two vouches goes on through a restart of the relay, and does not begin anew', async () => {
  const clock = skewedClock();
  const scene = await anaFounds({ clock });
  const { relay } = scene;
  const rosa = await letIn(scene, scene.known);
  const luis = await letIn(scene, rosa.known);
  const enter = (person: typeof scene.ana) =>
    HostileMember.enter(relay.url, person, scene.known);
  const fresh = await createPerson();
  const { device } = fresh;
  const { boxKey } = fresh.keys;
  const member = await memberOfFirstDevice(rosa.person.device);
  const proof = await fresh.signer.sign(
    deviceProofBytes(scene.known.space, member, device, boxKey),
  );
  const lockbox = utf8('a key');
  const of = { kind: 'vouch', member, device, boxKey, proof } as const;
  const vouch: ActionBody = { ...of, epoch: 0, lockbox };

  expect(await (await enter(scene.ana)).act(vouch)).toBe('yes');
  clock.skip(23 * hourMs);
  await relay.restart();
  expect(await (await enter(luis.person)).act(vouch)).toBe('retry 4503');
  clock.skip(2 * hourMs);
  await relay.restart();
  expect(await (await enter(luis.person)).act(vouch)).toBe('yes');
});
