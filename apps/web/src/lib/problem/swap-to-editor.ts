import type { RichTextIsland, RichTextOptions } from '@minga/rich-text';
import { whenIdle } from '#lib/shared/idle.ts';
import { savesData } from '#lib/shared/data-saver.ts';
import type { PlainTextArea } from '#lib/shared/plain-text-area.ts';
import type { MountEditor } from './problem.svelte.ts';

export interface SwapPorts {
  readonly area: HTMLTextAreaElement;
  readonly plain: PlainTextArea;
  /** Where the editor goes; hidden until it stands. */
  node(): HTMLElement;
  readonly options: Omit<RichTextOptions, 'onReady'>;
  load(): Promise<MountEditor>;
  /** The editor stands and has the focus if the area had it: the area goes. */
  swapped(island: RichTextIsland): void;
}

/** No letter for so long: the moment in which nothing is disturbed. */
const quietMs = 800;
const lookAgainMs = 400;
/** Without signal and before the app was stored whole, the editor is not to be had. */
const tryAgainMs = 30_000;

/** Puts the editor in place of a text area without taking the caret, a word being composed or the keyboard away. */
export function swapToEditor(ports: SwapPorts): () => void {
  const { area, plain } = ports;
  let stopped = false;
  let island: RichTextIsland | null = null;
  let cancel: () => void = () => undefined;

  const later = (ms: number, task: () => void): void => {
    const timer = setTimeout(task, ms);
    cancel = () => clearTimeout(timer);
  };
  const hasFocus = (): boolean => document.activeElement === area;
  const isCalm = (): boolean =>
    !plain.isComposing &&
    (!hasFocus() ||
      (plain.quietFor > quietMs && area.selectionStart === area.selectionEnd));

  const load = (): void => {
    ports.load().then(
      (mount) => {
        if (!stopped) mountWhenCalm(mount);
      },
      () => {
        if (!stopped) later(tryAgainMs, load);
      },
    );
  };
  const mountWhenCalm = (mount: MountEditor): void => {
    if (!isCalm()) {
      later(lookAgainMs, () => mountWhenCalm(mount));
      return;
    }
    const node = ports.node();
    node.hidden = true;
    island = mount(node, {
      ...ports.options,
      onReady: () => finishWhenCalm(),
      // Content of a newer version: there is no editor, the island shows it to be read.
      onUnknownContent: () => later(0, finishWhenCalm),
    });
  };
  // She may have begun a word while the editor was being made.
  const finishWhenCalm = (): void => {
    if (stopped || island === null) return;
    if (plain.isComposing) {
      later(lookAgainMs, finishWhenCalm);
      return;
    }
    // The island says so a moment before its text is on the page, and what is not there cannot take the focus.
    if (
      ports.node().querySelector('[role="textbox"], [role="group"]') === null
    ) {
      later(0, finishWhenCalm);
      return;
    }
    const caret = hasFocus() ? plain.caret() : null;
    ports.node().hidden = false;
    // In this very task: a phone keeps its keyboard only if the focus goes from one field straight to the other.
    if (caret !== null) island.focus(caret);
    const standing = island;
    // From here on it is whoever was told that lets it go.
    island = null;
    ports.swapped(standing);
  };

  cancel = savesData() ? whenTouched(area, load) : whenIdle(load);
  return () => {
    stopped = true;
    cancel();
    island?.destroy();
  };
}

/** Runs `task` once, as soon as somebody is in the field. Returns what cancels it. */
function whenTouched(area: HTMLTextAreaElement, task: () => void): () => void {
  if (document.activeElement === area) return whenIdle(task);
  area.addEventListener('focus', task, { once: true });
  return () => area.removeEventListener('focus', task);
}
