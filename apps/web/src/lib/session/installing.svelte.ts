import { createContext } from 'svelte';
import { readSetting, writeSetting } from '#lib/shared/device-settings.ts';

/** Chromium's own offer, which may be kept and made when it suits (Web App Manifest, `beforeinstallprompt`). */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** How this browser puts the app on the first screen: it asks by itself, the person does it from a menu, or not at all. */
export type InstallWay = 'prompt' | 'by-hand' | null;

/** Once, after something useful was done, and never again when she has said no. */
export class Installing {
  #prompt = $state.raw<InstallPrompt | null>(null);
  #isOver = $state(readSetting('install-offered') === 'yes');

  way: InstallWay = $derived.by(() => {
    if (this.#isOver) return null;
    if (this.#prompt !== null) return 'prompt';
    return isIosBrowser() ? 'by-hand' : null;
  });

  follow(): () => void {
    const onOffer = (event: Event): void => {
      // Ours comes later, with a reason.
      event.preventDefault();
      this.#prompt = event as InstallPrompt;
    };
    const onInstalled = (): void => this.decline();
    globalThis.addEventListener('beforeinstallprompt', onOffer);
    globalThis.addEventListener('appinstalled', onInstalled);
    return () => {
      globalThis.removeEventListener('beforeinstallprompt', onOffer);
      globalThis.removeEventListener('appinstalled', onInstalled);
    };
  }

  async accept(): Promise<void> {
    const prompt = this.#prompt;
    this.decline();
    await prompt?.prompt();
  }

  decline(): void {
    this.#prompt = null;
    this.#isOver = true;
    writeSetting('install-offered', 'yes');
  }
}

/** Safari there asks nothing and has it in a menu; the app that stands on the first screen already is no browser. */
function isIosBrowser(): boolean {
  return (
    /iPhone|iPad|iPod/.test(navigator.userAgent) &&
    !matchMedia('(display-mode: standalone)').matches
  );
}

export const [getInstalling, provideInstalling] = createContext<Installing>();
