import type { SpaceId } from '@minga/base';
import { checkName } from '@minga/domain';
import type { InvitationCard, Minga, MingaError } from '@minga/sync';

export type JoiningState =
  /** No link yet: she pastes one. `fault`: what is wrong with the one she pasted. */
  | { readonly phase: 'asking'; readonly fault: MingaError | null }
  | { readonly phase: 'reading' }
  | {
      readonly phase: 'card';
      readonly card: InvitationCard;
      readonly isJoining: boolean;
      readonly fault: MingaError | null;
    }
  | { readonly phase: 'inside'; readonly space: SpaceId }
  /** Somebody in the group has to say yes. */
  | { readonly phase: 'waiting'; readonly space: SpaceId }
  | { readonly phase: 'failed'; readonly fault: MingaError };

/** From a link to being inside. The link lives here and nowhere else: it opens the group. */
export class Joining {
  state = $state.raw<JoiningState>({ phase: 'asking', fault: null });
  #link = '';
  readonly #opened: () => Promise<Minga>;

  constructor(opened: () => Promise<Minga>) {
    this.#opened = opened;
  }

  async read(link: string): Promise<void> {
    this.#link = link;
    this.state = { phase: 'reading' };
    const minga = await this.#opened();
    const read = await minga.readInvitation(link);
    // Meanwhile she may have pasted another one.
    if (this.#link !== link) return;
    if (!read.ok) this.#fail(read.error);
    else if (minga.space(read.value.space) !== null)
      this.state = { phase: 'inside', space: read.value.space };
    else
      this.state = {
        phase: 'card',
        card: read.value,
        isJoining: false,
        fault: null,
      };
  }

  /** To open it in another browser, as long as it has not been used here. */
  get link(): string {
    return this.#link;
  }

  retry(): Promise<void> {
    return this.read(this.#link);
  }

  askAgain(): void {
    this.#link = '';
    this.state = { phase: 'asking', fault: null };
  }

  /** The group, once inside; null when it did not work or the name is none. */
  async join(name: string): Promise<SpaceId | null> {
    const { state } = this;
    const checked = checkName(name);
    if (state.phase !== 'card' || state.isJoining || !checked.ok) return null;
    this.state = { ...state, isJoining: true, fault: null };
    const minga = await this.#opened();
    const joined = await minga.join(this.#link, checked.value);
    if (joined.ok) {
      this.#link = '';
      return joined.value;
    }
    const { error } = joined;
    if (error.code === 'already-member' && error.space !== undefined)
      return error.space;
    if (error.code === 'approval-awaited' && error.space !== undefined) {
      this.#link = '';
      this.state = { phase: 'waiting', space: error.space };
      return null;
    }
    // Without signal her name stays where it is.
    if (error.code === 'relay-unreachable')
      this.state = { ...state, isJoining: false, fault: error };
    else this.#fail(error);
    return null;
  }

  #fail(fault: MingaError): void {
    if (fault.code === 'already-member' && fault.space !== undefined)
      this.state = { phase: 'inside', space: fault.space };
    else if (fault.code === 'not-a-link' || fault.code === 'link-cut')
      this.state = { phase: 'asking', fault };
    else this.state = { phase: 'failed', fault };
  }
}
