import type {
  PresenceChange,
  PresenceState,
  RichTextPerson,
  SharedAwareness,
} from './options.ts';

/** What tiptap's caret extension asks of an awareness. */
export interface CaretAwareness {
  readonly states: Map<number, PresenceState>;
  getStates(): Map<number, PresenceState>;
  getLocalState(): PresenceState;
  setLocalStateField(key: string, value: unknown): void;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
}

export interface FieldAwareness {
  /** The focus has come into the field, text or buttons. */
  enter(): void;
  leave(): void;
  readonly carets: CaretAwareness;
}

/**
 * One document's awareness as seen from one of its fields.
 *
 * y-tiptap (3.0.9) keeps the caret of all editors in one state key, and its option to use another key is only half
 * implemented: it writes there and reads `cursor`. So every editor would redraw for carets of other fields, and one
 * that is destroyed would clear the caret of the one that is being written in. Here an editor sees only the people whose
 * `field` is its own, and its writes reach the shared state only while the focus is in it.
 */
export function createFieldAwareness(
  shared: SharedAwareness,
  field: string,
  person: RichTextPerson,
): FieldAwareness {
  let inside = false;
  /** Where her caret is, not told yet; undefined: nothing to tell. */
  let caret: unknown;

  const patch = (change: PresenceState) => {
    const state = shared.getLocalState();
    // null means that she is not shown at all; only the session may end that.
    if (state !== null) shared.setLocalState({ ...state, ...change });
  };
  const isMineHere = () => shared.getLocalState()?.['field'] === field;
  const tellCaret = () => {
    if (caret !== undefined && inside)
      patch({ user: person, field, cursor: caret });
    caret = undefined;
  };
  // To tell it takes as long as to draw the letter that moved it, and the letter comes first.
  const tellCaretSoon = (place: unknown) => {
    if (caret === undefined)
      requestAnimationFrame(() => setTimeout(tellCaret, 0));
    caret = place;
  };

  const othersHere = () => {
    const here = new Map<number, PresenceState>();
    for (const [client, state] of shared.getStates()) {
      if (client === shared.clientID || state['field'] !== field) continue;
      const cursor = readCursor(state['cursor']);
      if (cursor !== undefined)
        here.set(client, { user: readPerson(state['user']), cursor });
    }
    return here;
  };

  const listeners = new Map<() => void, (change: PresenceChange) => void>();
  const listen = (listener: () => void) => {
    let before = new Set(othersHere().keys());
    const onChange = ({ added, updated, removed }: PresenceChange) => {
      const now = new Set(othersHere().keys());
      const touched = [...added, ...updated, ...removed].some(
        (client) => before.has(client) || now.has(client),
      );
      before = now;
      if (touched) listener();
    };
    listeners.set(listener, onChange);
    shared.on('change', onChange);
  };

  return {
    enter: () => {
      inside = true;
      if (!isMineHere()) patch({ user: person, field, cursor: null });
    },
    leave: () => {
      inside = false;
      caret = undefined;
      if (isMineHere()) patch({ field: null, cursor: null });
    },
    carets: {
      get states() {
        return othersHere();
      },
      getStates: othersHere,
      getLocalState: () => {
        const state = isMineHere() ? (shared.getLocalState() ?? {}) : {};
        return caret === undefined ? state : { ...state, cursor: caret };
      },
      setLocalStateField: (key, value) => {
        // The extension also writes `user`, at mount; here that waits until she enters.
        if (key !== 'cursor') return;
        if (value !== null) {
          if (inside) tellCaretSoon(value);
          return;
        }
        caret = undefined;
        if (isMineHere() && shared.getLocalState()?.['cursor'] !== null)
          patch({ cursor: null });
      },
      on: (event, listener) => {
        if (event === 'change') listen(listener);
      },
      off: (event, listener) => {
        const onChange = listeners.get(listener);
        if (event !== 'change' || onChange === undefined) return;
        listeners.delete(listener);
        shared.off('change', onChange);
      },
    },
  };
}

/** Colours are checked here because they end in a style; '' stands for "no name given". */
function readPerson(value: unknown): RichTextPerson {
  const { name, color, shape } = isRecord(value) ? value : {};
  return {
    name: typeof name === 'string' ? name.slice(0, 60) : '',
    color:
      typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color)
        ? color
        : '#545c6b',
    shape: typeof shape === 'string' ? shape : '',
  };
}

/** y-tiptap decodes a cursor inside an editor transaction, where a malformed one would throw and stop the editor. */
function readCursor(
  value: unknown,
): { anchor: unknown; head: unknown } | undefined {
  if (!isRecord(value)) return undefined;
  // A local cursor is made of class instances; through JSON both kinds look the same.
  const { anchor, head } = value;
  return isPosition(anchor) && isPosition(head) ? { anchor, head } : undefined;
}

function isPosition(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { type, tname, item, assoc } = value;
  return (
    isIdOrNothing(type) &&
    isIdOrNothing(item) &&
    (isNothing(tname) || typeof tname === 'string') &&
    (isNothing(assoc) || typeof assoc === 'number')
  );
}

function isIdOrNothing(value: unknown): boolean {
  if (isNothing(value)) return true;
  return isRecord(value) && isCount(value['client']) && isCount(value['clock']);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
