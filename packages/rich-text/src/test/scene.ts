import {
  Doc,
  XmlElement,
  XmlText,
  applyUpdate,
  createRelativePositionFromTypeIndex,
  type XmlFragment,
} from 'yjs';
import { mountRichText } from '../index.ts';
import type {
  PresenceChange,
  PresenceState,
  RichTextIsland,
  RichTextOptions,
  RichTextWords,
  SharedAwareness,
} from '../options.ts';

export const words: RichTextWords = {
  toolbar: 'Formato',
  bold: 'Negrita',
  italic: 'Cursiva',
  heading: 'Título',
  subheading: 'Subtítulo',
  bulletList: 'Lista',
  orderedList: 'Lista numerada',
  checklist: 'Lista de tareas',
  link: 'Enlace',
  undo: 'Deshacer',
  redo: 'Rehacer',
  linkAddress: 'Dirección',
  linkApply: 'Poner enlace',
  linkRemove: 'Quitar enlace',
  linkOpen: 'Abrir enlace',
  linkCancel: 'Cancelar',
  linkRefused: 'Esa dirección no se puede enlazar.',
  done: 'Hecho',
  pasteTooLong: 'Es demasiado largo para pegarlo de una vez.',
  newerContent: 'Escrito con una versión más nueva: se puede leer.',
  someone: 'Alguien',
};

/** Stands in for the wire: y-protocols' awareness and a relay between two devices. */
export class TestAwareness implements SharedAwareness {
  readonly clientID: number;
  readonly states = new Map<number, PresenceState>();
  readonly peers: TestAwareness[] = [];
  private readonly listeners = new Set<(change: PresenceChange) => void>();

  constructor(clientID: number) {
    this.clientID = clientID;
    this.states.set(clientID, {});
  }
  getLocalState(): PresenceState | null {
    return this.states.get(this.clientID) ?? null;
  }
  setLocalState(state: PresenceState | null): void {
    this.receive(this.clientID, state);
    // Over the wire everything is JSON.
    const json = JSON.stringify(state);
    for (const peer of this.peers)
      peer.receive(this.clientID, JSON.parse(json) as PresenceState | null);
  }
  getStates(): Map<number, PresenceState> {
    return this.states;
  }
  receive(client: number, state: PresenceState | null): void {
    const had = this.states.has(client);
    if (state === null) this.states.delete(client);
    else this.states.set(client, state);
    const change = {
      added: had ? [] : [client],
      updated: had && state !== null ? [client] : [],
      removed: state === null ? [client] : [],
    };
    for (const listener of this.listeners) listener(change);
  }
  on(_event: 'change', listener: (change: PresenceChange) => void): void {
    this.listeners.add(listener);
  }
  off(_event: 'change', listener: (change: PresenceChange) => void): void {
    this.listeners.delete(listener);
  }
}

export interface Device {
  readonly name: string;
  readonly doc: Doc;
  readonly awareness: TestAwareness;
  /** Updates that came from this device, not from the other. */
  readonly own: Uint8Array[];
  open(field?: string, options?: Partial<RichTextOptions>): Promise<Field>;
}

export interface Field {
  readonly island: RichTextIsland;
  readonly host: HTMLElement;
  readonly fragment: XmlFragment;
  readonly text: HTMLElement;
  /** Keys of the browser, at the end of the text. */
  type(keys: string): Promise<void>;
  /** The text without presence. */
  html(): string;
  button(name: keyof RichTextWords): HTMLElement;
  carets(): string[];
}

/** What a test file brings: only test files may know the runner. */
export interface SceneTools {
  keyboard(keys: string): Promise<void>;
  onTestFinished(clean: () => void): void;
}

let devices = 0;

export function device(name: string, tools: SceneTools): Device {
  devices += 1;
  const doc = new Doc();
  const awareness = new TestAwareness(devices);
  const own: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'remote') own.push(update);
  });
  // As every Y.Doc of Minga (architecture §3): Yjs does not tidy up formats by itself after remote edits.
  doc.on('afterTransaction', (transaction) => {
    (transaction as unknown as Record<string, unknown>)[
      '_needFormattingCleanup'
    ] = false;
  });
  return {
    name,
    doc,
    awareness,
    own,
    open: (field = 'need', options = {}) =>
      openField({ doc, awareness, name, tools }, field, options),
  };
}

/** Two devices that hear each other at once, until `wire.cut()`; `wire.mend()` exchanges what was missed. */
export function pair(tools: SceneTools): {
  ana: Device;
  luis: Device;
  wire: { cut(): void; mend(): void };
} {
  const ana = device('Ana', tools);
  const luis = device('Luis', tools);
  ana.awareness.peers.push(luis.awareness);
  luis.awareness.peers.push(ana.awareness);
  let isCut = false;
  const missed: (() => void)[] = [];
  for (const [from, to] of [
    [ana, luis],
    [luis, ana],
  ] as const) {
    from.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'remote') return;
      const deliver = () => applyUpdate(to.doc, update, 'remote');
      if (isCut) missed.push(deliver);
      else deliver();
    });
  }
  return {
    ana,
    luis,
    wire: {
      cut: () => {
        isCut = true;
      },
      mend: () => {
        isCut = false;
        for (const deliver of missed.splice(0)) deliver();
      },
    },
  };
}

interface Opening {
  readonly doc: Doc;
  readonly awareness: TestAwareness;
  readonly name: string;
  readonly tools: SceneTools;
}

async function openField(
  { doc, awareness, name, tools }: Opening,
  field: string,
  options: Partial<RichTextOptions>,
): Promise<Field> {
  const host = document.createElement('div');
  document.body.append(host);
  const fragment = doc.getXmlFragment(field);
  const { promise: shown, resolve } = Promise.withResolvers<unknown>();
  const island = mountRichText(host, {
    fragment,
    awareness,
    field,
    person: { name, color: '#2e3f8f', shape: 'triangle' },
    label: `¿${field}?`,
    placeholder: 'Escribe aquí',
    editable: true,
    carets: true,
    words,
    ...options,
    onReady: () => {
      options.onReady?.();
      resolve(undefined);
    },
    onUnknownContent: () => {
      options.onUnknownContent?.();
      resolve(undefined);
    },
  });
  tools.onTestFinished(() => {
    island.destroy();
    host.remove();
  });
  await shown;
  await settled();
  const text = () =>
    found(
      host.querySelector<HTMLElement>(
        '.minga-text-editor, .minga-text-reading',
      ),
    );
  return {
    island,
    host,
    fragment,
    get text() {
      return text();
    },
    type: async (keys) => {
      island.focus();
      await tools.keyboard(keys);
      await settled();
    },
    html: () => {
      const copy = text().cloneNode(true) as HTMLElement;
      for (const extra of copy.querySelectorAll(
        '.minga-caret, .ProseMirror-trailingBreak, .ProseMirror-separator, label',
      ))
        extra.remove();
      for (const selection of copy.querySelectorAll('.minga-caret-selection'))
        selection.replaceWith(...selection.childNodes);
      for (const element of copy.querySelectorAll('*'))
        for (const attribute of [
          'class',
          'data-placeholder',
          'target',
          'rel',
          'draggable',
        ])
          element.removeAttribute(attribute);
      return copy.innerHTML;
    },
    button: (word) =>
      found(
        [...host.querySelectorAll<HTMLElement>('button')].find(
          ({ textContent }) => textContent === words[word],
        ),
      ),
    carets: () =>
      [...host.querySelectorAll('.minga-caret-label')].map(
        ({ textContent }) => textContent,
      ),
  };
}

function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('not on the page');
  return value;
}

/** Two frames: effects of preact, batched carets of y-tiptap. */
export async function settled(): Promise<void> {
  await new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(resolve)),
  );
  await new Promise((resolve) => setTimeout(resolve, 5));
}

export function paragraph(
  text: string,
  format?: Record<string, unknown>,
): XmlElement {
  const element = new XmlElement('paragraph');
  const content = new XmlText();
  content.insert(0, text, format);
  element.insert(0, [content]);
  return element;
}

/** Somebody's caret as it comes over the wire, without an editor of hers that would take the focus. */
export function placeCaret(
  of: Device,
  text: XmlText,
  index: number,
  extra: PresenceState = {},
): void {
  const place = createRelativePositionFromTypeIndex(text, index);
  of.awareness.setLocalState({
    user: { name: of.name, color: '#a9471f', shape: 'circle' },
    field: 'need',
    cursor: { anchor: place, head: place },
    ...extra,
  });
}

export function textAt(fragment: XmlFragment, line = 0): XmlText {
  return (fragment.get(line) as XmlElement).get(0) as XmlText;
}

export function paste(target: HTMLElement, data: Record<string, string>): void {
  const clipboardData = new DataTransfer();
  for (const [type, value] of Object.entries(data))
    clipboardData.setData(type, value);
  target.dispatchEvent(
    new ClipboardEvent('paste', {
      clipboardData,
      bubbles: true,
      cancelable: true,
    }),
  );
}
