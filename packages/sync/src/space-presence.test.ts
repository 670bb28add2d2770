import { decodePresence } from '@minga/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { aDocument } from './test-support/frames.ts';
import { settle } from './test-support/manual-clock.ts';
import {
  type PresenceScene,
  type PresentDevice,
  client,
  isSigned,
  presenceScene,
  sessionOf,
} from './test-support/presence-scene.ts';

let scene: PresenceScene;
let ana: PresentDevice;
let rosa: PresentDevice;
beforeEach(async () => {
  scene = presenceScene();
  ana = await scene.device();
  rosa = await scene.device();
});

/** Both have the document open and have seen each other. */
async function together(): Promise<void> {
  ana.sit('título');
  rosa.sit('causas');
  await scene.pass(1);
  await scene.deliver();
  await scene.pass(6_000);
  await scene.deliver();
}

describe('telling where we are', () => {
  it('[E25] the first frame is signed, then one a second; what lies between is not', async () => {
    ana.sit('0');
    await scene.pass(1);
    for (let i = 1; i <= 12; i++) {
      ana.sit(String(i));
      await scene.pass(400);
    }
    const signed = ana.sent.map(isSigned);
    expect(signed[0]).toBe(true);
    expect(ana.sent.length).toBeGreaterThan(10);
    const count = signed.filter((one) => one).length;
    expect(count).toBeGreaterThanOrEqual(4);
    expect(count).toBeLessThanOrEqual(6);
    const counters = ana.sent.map((bytes) => counterOf(bytes));
    expect(counters).toEqual(ana.sent.map((_, i) => i + 1));
  });

  it('frames alone are 400 ms apart, and with an append at once', async () => {
    ana.sit('a');
    await scene.pass(1);
    for (const field of ['b', 'c', 'd']) ana.sit(field);
    await scene.pass(300);
    expect(ana.sent).toHaveLength(1);
    ana.presence.withAppend(aDocument);
    await settle();
    expect(ana.sent).toHaveLength(2);
    ana.presence.withAppend(aDocument);
    await scene.pass(1_000);
    expect(ana.sent).toHaveLength(2);
  });

  it('an editor that repeats its state sends nothing; one heartbeat in 45 s does', async () => {
    ana.sit('a');
    await scene.pass(1);
    for (let i = 0; i < 2; i++) {
      await scene.pass(15_000);
      ana.sit('a');
    }
    expect(ana.sent).toHaveLength(1);
    await scene.pass(15_000);
    expect(ana.sent).toHaveLength(2);
    expect(isSigned(ana.sent[1]!)).toBe(true);
  });

  it('goes on when the clock of the device is set back a day', async () => {
    ana.sit('a');
    await scene.pass(1);
    ana.clock.set(ana.clock.now() - 86_400_000);
    ana.sit('b');
    await scene.pass(1);
    expect(ana.sent).toHaveLength(2);
    expect(isSigned(ana.sent[1]!)).toBe(true);
  });

  it('closing tells the others, and stop says goodbye', async () => {
    await together();
    expect(rosa.sees()).toEqual(['título']);
    ana.leave();
    await scene.pass(400);
    await scene.deliver();
    expect(rosa.sees()).toEqual([]);
    rosa.presence.stop();
    await scene.deliver();
    expect(ana.sees()).toEqual([]);
    expect(rosa.clock.pending).toBe(0);
  });

  it('at most 8 clients go out, and never more than the relay takes', async () => {
    const long = { anchor: new Uint8Array(200), head: new Uint8Array(190) };
    const crowd = Array.from({ length: 12 }, (_, i) => ({
      clientId: Number.MAX_SAFE_INTEGER - i,
      field: 'ñ'.repeat(100),
      cursor: long,
    }));
    ana.presence.setLocal(aDocument, crowd);
    await scene.pass(1);
    expect(ana.sent[0]?.length).toBeLessThanOrEqual(4_096);
    await scene.deliver();
    expect(rosa.sees().length).toBeGreaterThan(1);
    expect(rosa.sees().length).toBeLessThanOrEqual(8);
  });
});

describe('seeing the others', () => {
  it('whoever comes late is greeted within two seconds, and sees and is seen', async () => {
    ana.sit('título');
    await scene.pass(10_000);
    const before = ana.sent.length;
    await scene.deliver();
    const late = await scene.device();
    late.sit('plan');
    await scene.pass(1);
    await scene.deliver();
    expect(ana.sees()).toEqual(['plan']);
    await scene.pass(1_500);
    await scene.deliver();
    expect(ana.sent).toHaveLength(before + 1);
    expect(late.sees()).toEqual(['título']);
  });

  it('many that come at once are greeted once', async () => {
    ana.sit('título');
    await scene.pass(1);
    const crowd = await Promise.all(
      Array.from({ length: 10 }, () => scene.device()),
    );
    for (const one of crowd) one.sit('plan');
    await scene.pass(1);
    await scene.deliver();
    const before = ana.sent.length;
    await scene.pass(4_000);
    expect(ana.sent.length - before).toBe(1);
  });

  it('after a reconnection the others see us again at once, in a new session, and tell us where they are', async () => {
    await together();
    const before = sessionOf(ana.sent.at(-1)!);
    ana.presence.linkDown();
    await scene.pass(11_000);
    expect(ana.sees()).toEqual([]);
    ana.presence.linkUp(aDocument);
    await scene.deliver();
    const again = ana.sent.at(-1)!;
    expect(isSigned(again)).toBe(true);
    expect(sessionOf(again)).not.toBe(before);
    expect(rosa.sees()).toEqual(['título']);
    await scene.pass(1_500);
    await scene.deliver();
    expect(ana.sees()).toEqual(['causas']);
  });

  it('a connection that is back within ten seconds hides nobody', async () => {
    await together();
    ana.presence.linkDown();
    await scene.pass(5_000);
    expect(ana.sees()).toEqual(['causas']);
    ana.presence.linkUp(aDocument);
    await scene.pass(20_000);
    expect(ana.sees()).toEqual(['causas']);
  });

  it('two subscriptions in one millisecond, with a relay time that wobbles: seen all the same', async () => {
    await together();
    ana.presence.linkUp(aDocument);
    ana.presence.linkUp(aDocument);
    await scene.deliver();
    ana.sit('otra cosa');
    await scene.pass(400);
    await scene.deliver();
    expect(rosa.sees()).toEqual(['otra cosa']);
  });

  it('whoever is silent for 100 s is gone', async () => {
    await together();
    ana.presence.stop();
    await scene.pass(60_000);
    expect(rosa.sees()).toEqual(['título']);
    await scene.pass(90_000);
    expect(rosa.sees()).toEqual([]);
  });
});

describe('[E25] what does not count', () => {
  const session = new Uint8Array(8).fill(1);

  it('an unsigned frame of a session that no signed one opened', async () => {
    const unsigned = { session, counter: 1, signed: false };
    rosa.presence.receive(aDocument, await scene.sealed(ana.signer, unsigned));
    await settle();
    expect(rosa.sees()).toEqual([]);
    const signed = { session, counter: 2, signed: true };
    rosa.presence.receive(aDocument, await scene.sealed(ana.signer, signed));
    const next = { session, counter: 3, signed: false };
    const clients = [client('después')];
    rosa.presence.receive(
      aDocument,
      await scene.sealed(ana.signer, { ...next, clients }),
    );
    await settle();
    expect(rosa.sees()).toEqual(['después']);
  });

  it('a frame said again, or an older one of the same session', async () => {
    await together();
    ana.sit('segundo');
    await scene.pass(400);
    await scene.deliver();
    const changes = rosa.changes;
    for (const bytes of ana.sent) rosa.presence.receive(aDocument, bytes);
    await settle();
    expect(rosa.sees()).toEqual(['segundo']);
    expect(rosa.changes).toBe(changes);
  });

  it('an earlier session said again, signed as it was', async () => {
    await together();
    const earlier = ana.sent.filter(isSigned);
    ana.presence.linkUp(aDocument);
    ana.sit('ahora');
    await scene.pass(400);
    await scene.deliver();
    for (const bytes of earlier) rosa.presence.receive(aDocument, bytes);
    await settle();
    expect(rosa.sees()).toEqual(['ahora']);
  });

  it('one that was signed more than 90 s ago, or far in the future, by the relay’s time', async () => {
    for (const [counter, away] of [
      [1, -91_000],
      [2, 91_000],
    ] as const) {
      const relayTimeMs = scene.relayTimeMs() + away;
      const draft = { session, counter, signed: true, relayTimeMs };
      rosa.presence.receive(aDocument, await scene.sealed(ana.signer, draft));
    }
    await settle();
    expect(rosa.sees()).toEqual([]);
    const relayTimeMs = scene.relayTimeMs() - 89_000;
    const draft = { session, counter: 3, signed: true, relayTimeMs };
    rosa.presence.receive(aDocument, await scene.sealed(ana.signer, draft));
    await settle();
    expect(rosa.sees()).toEqual(['forged']);
  });

  it('a session that another device signs for', async () => {
    const mallory = await scene.device();
    const first = { session, counter: 1, signed: true };
    rosa.presence.receive(aDocument, await scene.sealed(ana.signer, first));
    const stolen = { session, counter: 9, signed: true };
    const clients = [client('robado')];
    rosa.presence.receive(
      aDocument,
      await scene.sealed(mallory.signer, { ...stolen, clients }),
    );
    await settle();
    expect(rosa.sees()).toEqual(['forged']);
    expect(rosa.presence.others(aDocument)[0]?.device).toBe(ana.signer.device);
  });

  it('a device that is not, or no longer, of the space', async () => {
    await together();
    scene.outsiders.add(ana.signer.device);
    expect(rosa.sees()).toEqual([]);
    ana.sit('sigo');
    await scene.pass(400);
    await scene.deliver();
    expect(rosa.sees()).toEqual([]);
  });

  it('our own, sent back to us', async () => {
    await together();
    for (const bytes of ana.sent) ana.presence.receive(aDocument, bytes);
    await settle();
    expect(ana.sees()).toEqual(['causas']);
  });

  it('bytes that were changed, and states that do not decode', async () => {
    const draft = { session, counter: 1, signed: true };
    const good = await scene.sealed(ana.signer, draft);
    for (let at = 0; at < good.length; at += 7) {
      const changed = good.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      rosa.presence.receive(aDocument, changed);
    }
    const content = new Uint8Array([200, 1, 2, 3]);
    rosa.presence.receive(
      aDocument,
      await scene.sealed(ana.signer, { ...draft, content }),
    );
    await settle();
    expect(rosa.sees()).toEqual([]);
  });
});

function counterOf(bytes: Uint8Array<ArrayBuffer>): number {
  const decoded = decodePresence(bytes);
  return decoded.ok ? decoded.value.counter : 0;
}
