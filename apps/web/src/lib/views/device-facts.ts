import { overreachers } from '#lib/group/banners.ts';
import { getGroup } from '#lib/group/group.svelte.ts';
import { getMessages } from '#lib/messages/messages.ts';
import { readDataUsed } from '#lib/session/data-used.ts';
import { lastContact } from '#lib/session/last-contact.ts';
import { savesData } from '#lib/shared/data-saver.ts';
import { deviceWord } from '#lib/shared/this-device.ts';

/** What only this device knows of itself, in sentences. Call it while a component begins; ask what it gives at any time. */
export function deviceFacts(): () => readonly string[] {
  const t = getMessages();
  const group = getGroup();
  return () => {
    const isConnected = group.view.connection === 'live';
    const last = lastContact(group.space.id);
    const tried = overreachers(group.view);
    const { sentence, what } = t.banners.overreach(tried);
    const { bytes } = readDataUsed(new Date());
    return [
      isConnected
        ? t.sync.connected(deviceWord())
        : t.sync.lastContact(last, deviceWord()),
      t.sync.dataUsed(bytes),
      ...(savesData() ? [t.sync.savesData(deviceWord())] : []),
      ...(tried.length > 0 ? [`${sentence} ${what}`] : []),
    ];
  };
}
