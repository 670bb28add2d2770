import type { Minga, PersonDevices } from '@minga/sync';
import { whenIdle } from '#lib/shared/idle.ts';

export interface KeptDevices {
  /** Once there is Mi cuaderno; waits until there is. */
  opened(): Promise<PersonDevices>;
  stop(): void;
}

/** Signs this person's other devices in, and has this one signed in, for as long as the app is open. */
export function keepPersonDevices(minga: Minga): KeptDevices {
  const devices = Promise.withResolvers<PersonDevices>();
  devices.promise.catch(() => undefined);
  let isAsked = false;
  let stopWaiting = (): void => undefined;
  const stopFollowing = minga.spaces.subscribe((spaces) => {
    const notebook = spaces.find(({ kind }) => kind === 'cuaderno');
    if (isAsked || notebook === undefined) return;
    isAsked = true;
    // Never in the way of the first page.
    stopWaiting = whenIdle(() => {
      import('./open-devices.ts')
        .then(({ openDevicesHere }) => openDevicesHere(minga, notebook.id))
        .then(devices.resolve, (error: unknown) => {
          console.error(error);
          devices.reject(error);
        });
    });
  });
  return {
    opened: () => devices.promise,
    stop() {
      stopFollowing();
      stopWaiting();
      devices.promise.then(
        (opened) => opened.close(),
        () => undefined,
      );
    },
  };
}
