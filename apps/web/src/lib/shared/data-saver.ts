import { readSetting, writeSetting } from './device-settings.ts';

// Not in TypeScript's own description of the web: Safari and Firefox have none of it.
interface NetworkInformation extends EventTarget {
  readonly saveData?: boolean;
  readonly type?: string;
}

const chosenHere = 'minga:data-saver';

/** Whether to load only what somebody asks for. Where nobody chose: as the browser says, and on a phone's own network. */
export function savesData(): boolean {
  const chosen = readSetting('data-saver');
  if (chosen !== null) return chosen === 'always';
  const { connection } = navigator as { connection?: NetworkInformation };
  return connection?.saveData === true || connection?.type === 'cellular';
}

/** `null`: as the network says. */
export function chooseDataSaver(choice: string | null): void {
  writeSetting('data-saver', choice);
  dispatchEvent(new Event(chosenHere));
}

/** Tells when another choice, or another network, may have changed the answer, until what it answers is called. */
export function onDataSaverChange(listener: () => void): () => void {
  const { connection } = navigator as { connection?: NetworkInformation };
  // The tab that brings documents may be another one than that in which she chose.
  for (const event of [chosenHere, 'storage'])
    addEventListener(event, listener);
  connection?.addEventListener('change', listener);
  return () => {
    for (const event of [chosenHere, 'storage'])
      removeEventListener(event, listener);
    connection?.removeEventListener('change', listener);
  };
}
