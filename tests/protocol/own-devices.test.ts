import {
  type Bytes,
  type SpaceId,
  systemClock,
  systemRandom,
  unwrap,
} from '@minga/base';
import {
  type PersonDevices,
  type Space,
  linkWith,
  notebookOf,
  openPersonDevices,
  readCard,
  restoreWithCard,
} from '@minga/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalRelay, startLocalRelay } from '../support/local-relay.ts';
import {
  type HeadlessMember,
  isLive,
  openMember,
  sent,
  until,
} from '../support/member.ts';

describe('the devices of one person', () => {
  let relay: LocalRelay;
  const members: HeadlessMember[] = [];
  const kept: PersonDevices[] = [];
  const open = async (name: string): Promise<HeadlessMember> => {
    const member = await openMember({ name, relay: relay.url });
    members.push(member);
    return member;
  };
  const devicesOf = async (
    { minga }: HeadlessMember,
    deviceName: string,
    notebook: SpaceId,
  ): Promise<PersonDevices> => {
    const ports = {
      minga,
      clock: systemClock,
      random: systemRandom,
      deviceName,
    };
    const devices = await openPersonDevices(ports, notebook);
    kept.push(devices);
    return devices;
  };
  /** Ana, with a group that others are in too, and her notebook. */
  const anaAtHome = async () => {
    const ana = await open('Ana');
    const group = await ana.createSpace('Cordillera');
    await until(group.view, isLive);
    const notebook = unwrap(
      await ana.minga.createSpace({
        name: 'Mi cuaderno',
        kind: 'cuaderno',
        country: 'CL',
        personName: 'Ana',
      }),
    );
    await until(ana.space(notebook).view, isLive);
    const devices = await devicesOf(ana, 'Teléfono', notebook);
    return { ana, group, notebook, devices };
  };
  const restore = ({ minga }: HeadlessMember, secret: Bytes) =>
    restoreWithCard({ minga, clock: systemClock }, secret);
  const me = (space: Space) => until(space.view, ({ me: id }) => id !== null);

  beforeEach(async () => {
    relay = await startLocalRelay();
  });
  afterEach(async () => {
    for (const devices of kept.splice(0)) devices.close();
    for (const member of members.splice(0)) await member.close();
    await relay.dispose();
  });

  it('[E50] [E51] a card signs a fresh device in everywhere, as the same person; then another one takes its place', async () => {
    const { ana, group, notebook, devices } = await anaAtHome();
    const text = await group.openIndex();
    text.doc.getMap('documents').set('word', 'written before');
    await sent(text);
    const secret = systemRandom.bytes(16);
    unwrap(await devices.useCard(secret));
    await until(devices.view, ({ cardMadeAt }) => cardMadeAt !== null);
    // A group that came after the card was made.
    const later = await ana.createSpace('Los Álamos');
    await until(later.view, isLive);
    await until(later.view, ({ members: [one] }) => one?.devices.length === 2);
    const before = (await me(group)).me;
    await everythingSent(ana, notebook);
    devices.close();
    await ana.close();

    const fresh = await open('');
    expect(unwrap(await readCard(fresh.minga, secret))).toEqual({
      space: notebook,
      name: 'Ana',
      isHere: false,
    });
    expect(unwrap(await restore(fresh, secret))).toEqual({
      notebook,
      groups: 2,
      missing: 0,
    });
    const again = fresh.space(group.id);
    expect((await me(again)).me).toBe(before);
    const readAgain = await again.openIndex();
    await until(readAgain.status, ({ caughtUp }) => caughtUp);
    expect(readAgain.doc.getMap('documents').get('word')).toBe(
      'written before',
    );
    readAgain.doc.getMap('documents').set('word', 'written after');
    await sent(readAgain);
    // The device of that group that lay on the card is spent.
    await until(again.view, ({ members: [one] }) => one?.devices.length === 2);

    const freshDevices = await devicesOf(fresh, 'Teléfono nuevo', notebook);
    const next = systemRandom.bytes(16);
    unwrap(await freshDevices.useCard(next));
    const third = await open('');
    await expectRefused(third, secret);
    expect((await readCard(third.minga, next)).ok).toBe(true);
  });

  it('[P7] a card of nobody says so, and a device with another notebook keeps it', async () => {
    const { devices } = await anaAtHome();
    const rosa = await open('Rosa');
    await expectRefused(rosa, systemRandom.bytes(16));
    const secret = systemRandom.bytes(16);
    unwrap(await devices.useCard(secret));
    await until(devices.view, ({ cardMadeAt }) => cardMadeAt !== null);
    await readUntilFound(rosa, secret);
    unwrap(
      await rosa.minga.createSpace({
        name: 'Mi cuaderno',
        kind: 'cuaderno',
        country: 'CL',
        personName: 'Rosa',
      }),
    );
    expect(await restore(rosa, secret)).toMatchObject({
      error: { code: 'already-member' },
    });
  });

  it('[E51] a link signs one more device in to all groups, once; it is listed, renamed and removed', async () => {
    const { group, notebook, devices } = await anaAtHome();
    const secret = unwrap(await devices.makeLink());
    const tablet = await open('');
    await readUntilFound(tablet, secret);
    unwrap(await linkWith(tablet.minga, secret));
    expect(notebookOf(tablet.minga)).toBe(notebook);
    await devicesOf(tablet, 'Tableta', notebook);
    await until(tablet.minga.spaces, (spaces) => spaces.length === 2);
    expect((await me(tablet.space(group.id))).me).toBe((await me(group)).me);

    const { devices: listed } = await until(
      devices.view,
      (view) => view.devices.length === 2,
    );
    expect(listed.map(({ name, self }) => [name, self])).toEqual([
      ['Teléfono', true],
      ['Tableta', false],
    ]);
    const other = await open('');
    await expectRefused(other, secret);

    const key = listed[1]?.key;
    if (key === undefined) throw new Error('two devices');
    devices.rename(key, 'Tableta de la escuela');
    await until(devices.view, (view) =>
      view.devices.some(({ name }) => name === 'Tableta de la escuela'),
    );
    unwrap(await devices.remove(key));
    await until(
      tablet.space(group.id).view,
      ({ connection }) => connection === 'refused',
    );
    await until(
      tablet.space(notebook).view,
      ({ connection }) => connection === 'refused',
    );
    await until(devices.view, (view) => view.devices.length === 1);
  });

  it('a link that was put away opens nothing', async () => {
    const { devices } = await anaAtHome();
    const secret = unwrap(await devices.makeLink());
    const other = await open('');
    await readUntilFound(other, secret);
    await devices.dropLink(secret);
    await expect
      .poll(() => readCard(other.minga, secret))
      .toMatchObject({ error: { code: 'unknown-space' } });
  });

  async function readUntilFound(
    { minga }: HeadlessMember,
    secret: Bytes,
  ): Promise<void> {
    await expect
      .poll(() => readCard(minga, secret), { timeout: 10_000 })
      .toMatchObject({ ok: true });
  }

  async function expectRefused(
    { minga }: HeadlessMember,
    secret: Bytes,
  ): Promise<void> {
    await expect
      .poll(() => readCard(minga, secret), { timeout: 10_000 })
      .toMatchObject({ error: { code: 'unknown-space' } });
  }

  async function everythingSent(
    member: HeadlessMember,
    notebook: SpaceId,
  ): Promise<void> {
    const index = await member.space(notebook).openIndex('steward');
    await sent(index);
    index.close();
  }
});
