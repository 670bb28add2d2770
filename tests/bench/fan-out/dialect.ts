import type { Subject } from '../servers/start.ts';
import type { LoadSocket } from './load-socket.ts';

/** Called by a reader: everything that pen wrote below `upTo` is here. */
export type Heard = (pen: number, upTo: number) => void;

/** How one server is spoken to, so that every server is given the same letters by the same load. */
export interface Dialect {
  readonly subject: Subject;
  /** What the server's folder holds before it starts; null: nothing. */
  readonly template: string | null;
  /** Connects and does what there is to do until updates flow. */
  join(port: number, member: number): Promise<LoadSocket>;
  /** A WebSocket message with that update of that pen. */
  frame(pen: number, index: number): Buffer;
  /** Takes in what a member receives while others write. */
  reader(heard: Heard): (payload: Buffer) => void;
}

/** Frames are made when first sent and kept: the same ones serve every run. */
export function keptFrames(
  make: (pen: number, index: number) => Buffer,
): (pen: number, index: number) => Buffer {
  const kept: Buffer[][] = [];
  return (pen, index) => {
    const frames = (kept[pen] ??= []);
    return (frames[index] ??= make(pen, index));
  };
}
