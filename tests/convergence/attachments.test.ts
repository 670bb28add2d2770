import { type Bytes, type Hash, unwrap } from '@minga/base';
import type { AttachmentRef, Space } from '@minga/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type HeadlessMember,
  type HeadlessOptions,
  isLive,
  openMember,
  until,
} from '../support/member.ts';
import { type Relay, startRelay } from '../support/relay.ts';

const patience = { timeout: 20_000 };

/** Not the same twice, and not to be made smaller. */
function photo(length: number, seed: number): Bytes {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

async function untilHere(space: Space, ref: AttachmentRef): Promise<Bytes> {
  const read = async () => unwrap(await space.attachments.read(ref));
  await expect.poll(async () => (await read()) !== null, patience).toBe(true);
  return (await read()) ?? new Uint8Array();
}

describe('attachments over a real relay', () => {
  let relay: Relay;
  const members: HeadlessMember[] = [];
  const open = async (
    name: string,
    options: Partial<HeadlessOptions> = {},
  ): Promise<HeadlessMember> => {
    const member = await openMember({ name, relay: relay.url, ...options });
    members.push(member);
    return member;
  };
  const pair = async () => {
    const ana = await open('Ana');
    const hers = await ana.createSpace('Cordillera');
    await until(hers.view, isLive);
    const { link } = unwrap(await hers.invite({ days: 7, uses: 20 }));
    const rosa = await open('Rosa');
    await expect
      .poll(async () => (await rosa.minga.readInvitation(link)).ok, patience)
      .toBe(true);
    const rosas = await rosa.join(link);
    await until(rosas.view, isLive);
    return { ana, hers, rosa, rosas };
  };
  beforeAll(async () => {
    relay = await startRelay();
  });
  afterAll(async () => {
    for (const member of members) await member.close();
    await relay.dispose();
  });

  it('[P35] what Ana attaches reaches Rosa as it was, small or of many parts', async () => {
    const { hers, rosas } = await pair();
    for (const length of [0, 900, 150_000, 700_000]) {
      const content = photo(length, length + 1);
      const ref = unwrap(await hers.attachments.keep(content));
      expect(unwrap(await hers.attachments.read(ref))).toEqual(content);
      expect(await untilHere(rosas, ref)).toEqual(content);
    }
  }, 60_000);

  it('what is attached without signal is here at once, outlives the app, and goes when there is signal', async () => {
    const { ana, hers, rosas } = await pair();
    const { id } = hers;
    await relay.stop();
    const content = photo(150_000, 7);
    const ref = unwrap(await hers.attachments.keep(content));
    expect(unwrap(await hers.attachments.read(ref))).toEqual(content);
    await ana.close();
    await relay.start();
    const again = await open('Ana', { disk: ana.disk });
    expect(unwrap(await again.space(id).attachments.read(ref))).toEqual(
      content,
    );
    again.space(id).hurry();
    rosas.hurry();
    expect(await untilHere(rosas, ref)).toEqual(content);
  }, 60_000);

  it('the same photo attached twice is one attachment, also after the app was closed', async () => {
    const { ana, hers } = await pair();
    const content = photo(20_000, 9);
    const first = unwrap(await hers.attachments.keep(content));
    expect(unwrap(await hers.attachments.keep(content.slice()))).toEqual(first);
    await ana.close();
    const again = await open('Ana', { disk: ana.disk });
    const space = again.space(hers.id);
    expect(unwrap(await space.attachments.keep(content))).toEqual(first);
  }, 60_000);

  it('without room the photo is not kept, and it is said; what there was stays', async () => {
    const poor = await open('Luz', { memory: { quotaBytes: 700_000 } });
    const space = await poor.createSpace('Cordillera');
    const content = photo(100_000, 11);
    const ref = unwrap(await space.attachments.keep(content));
    const refused = await space.attachments.keep(photo(600_000, 12));
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'storage-full' },
    });
    expect(unwrap(await space.attachments.read(ref))).toEqual(content);
  }, 60_000);

  it('under a key that is not its own it does not open', async () => {
    const { hers } = await pair();
    const ref = unwrap(await hers.attachments.keep(photo(900, 13)));
    const wrong = { ...ref, key: new Uint8Array(32) };
    expect(await hers.attachments.read(wrong)).toMatchObject({ ok: false });
    const unknown = { ...ref, name: 'A'.repeat(43) as Hash };
    expect(await hers.attachments.read(unknown)).toEqual({
      ok: true,
      value: null,
    });
  }, 60_000);
});
