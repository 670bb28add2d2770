import { createContext } from 'svelte';

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Toast {
  readonly id: number;
  readonly sentence: string;
  readonly actions: readonly ToastAction[];
  /** Stays until somebody answers it. */
  readonly stays: boolean;
}

/** Short notes at the foot of the screen; one that can be answered is in no hurry. */
export class Toasts {
  shown = $state.raw<readonly Toast[]>([]);
  #count = 0;
  readonly #told: Record<string, string> = {};

  show(
    sentence: string,
    actions: readonly ToastAction[] = [],
    options: { readonly stays?: boolean } = {},
  ): void {
    const toast: Toast = {
      id: (this.#count += 1),
      sentence,
      actions,
      stays: options.stays ?? false,
    };
    // More than three at once nobody reads; the ones that ask something are not pushed out.
    const others = this.shown.filter((one) => one.stays);
    const brief = this.shown.filter((one) => !one.stays).slice(-1);
    this.shown = [...others, ...brief, toast];
  }

  /** In this window this news of this subject has been told: who comes back to its screen has read it. */
  hasTold(subject: string, news: string): boolean {
    return this.#told[subject] === news;
  }

  told(subject: string, news: string): void {
    this.#told[subject] = news;
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }
}

export const [getToasts, provideToasts] = createContext<Toasts>();
