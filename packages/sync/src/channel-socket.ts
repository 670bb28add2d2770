import {
  type Bytes,
  type DeviceKey,
  type DocumentId,
  type SpaceId,
  ownBytes,
} from '@minga/base';
import { closeCodes } from '@minga/protocol';
import type { WhyOpen } from './api.ts';
import type { ChannelId, CoreEvent, CorePort } from './core-api.ts';
import { reportBug } from './report-bug.ts';

export interface ChannelSocketPorts {
  readonly core: CorePort & {
    onLeaderChange(listener: () => void): () => void;
  };
  readonly space: SpaceId;
  readonly doc: DocumentId;
  readonly why?: WhyOpen | undefined;
  readonly nextId: () => string;
  /** A channel is open, and this is the key this device writes under. */
  readonly opened: (device: DeviceKey) => void;
  /** Runs what is to be shown when the screen has time for it. */
  readonly pace: Pace;
}

/** Calls the task once, at once or a moment later. Others' letters are not worth a stumble in one's own. */
export type Pace = (task: () => void) => void;

/** What y-websocket asks of a socket; `data` is an ArrayBuffer. */
interface SocketLike {
  binaryType: string;
  readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: ArrayBuffer }) => void) | null;
  onclose:
    | ((event: { readonly code: number; readonly reason: string }) => void)
    | null;
  onerror: ((event: unknown) => void) | null;
  send(data: Uint8Array): void;
  close(): void;
}

const states = { connecting: 0, open: 1, closed: 3 } as const;
const constants = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const;
const lostConnection = 1006;

/**
 * The WebSocket that an unmodified y-websocket provider is given: a pipe to the y-websocket server that runs in the
 * leader tab (`y-websocket-server.ts`). It opens at the log's head, so that the provider's 30 s watchdog cannot kill a
 * slow first load.
 */
export function channelSocketClass(
  ports: ChannelSocketPorts,
): typeof WebSocket {
  const { core, space, doc } = ports;
  const { methods } = core;
  function ChannelSocket(this: SocketLike): void {
    const channel = ports.nextId() as ChannelId;
    const end = (code: number): void => {
      if (this.readyState === states.closed) return;
      this.readyState = states.closed;
      // The provider asks for it anew, knowing what it has.
      waiting.length = 0;
      stopListening();
      stopFollowing();
      // Once the core has answered: a channel closed while it opens would stay open for ever.
      void opening.then(() => methods.closeChannel(channel)).catch(ignore);
      guarded(() => this.onclose?.({ code, reason: '' }));
    };
    const lost = (): void => {
      end(lostConnection);
    };
    const waiting: Bytes[] = [];
    const deliver = (): void => {
      for (const { buffer } of waiting.splice(0))
        guarded(() => this.onmessage?.({ data: buffer }));
    };
    const hear = (event: CoreEvent): void => {
      if (!('channel' in event) || event.channel !== channel) return;
      switch (event.kind) {
        case 'channel-opened':
          if (this.readyState !== states.connecting) return;
          this.readyState = states.open;
          ports.opened(event.device);
          guarded(() => this.onopen?.());
          return;
        case 'channel-message':
          waiting.push(event.message);
          if (waiting.length === 1) ports.pace(deliver);
          return;
        case 'channel-closed':
          end(codeForProvider(event.code));
      }
    };
    const stopListening = core.listen(hear);
    // The next leader does not know this channel: the provider connects anew, through its own backoff.
    const stopFollowing = core.onLeaderChange(lost);
    this.binaryType = 'arraybuffer';
    this.readyState = states.connecting;
    this.onopen = null;
    this.onmessage = null;
    this.onclose = null;
    this.onerror = null;
    this.send = (data) => {
      if (this.readyState !== states.open) return;
      const message: Bytes = ownBytes(data);
      // A message that is lost would leave provider and server with different ideas of what was said.
      methods.sendToChannel(channel, message).catch(lost);
    };
    this.close = () => {
      // As a real socket would: the close event comes later, never inside close().
      queueMicrotask(() => {
        end(1000);
      });
    };
    // Not before the provider has set its handlers.
    const opening = Promise.resolve().then(() =>
      this.readyState === states.closed
        ? undefined
        : methods.openChannel(channel, space, doc, ports.why),
    );
    opening.catch(lost);
  }
  Object.assign(ChannelSocket.prototype, constants);
  return Object.assign(ChannelSocket, constants) as unknown as typeof WebSocket;
}

/** [P31] What a provider takes as final must concern its document; that the device is to show itself again does not. */
function codeForProvider(code: number): number {
  return code === closeCodes.reauthenticate ? lostConnection : code;
}

/** What a listener of a document throws stays in its tab, as it would with a real socket. */
function guarded(run: () => void): void {
  try {
    run();
  } catch (error) {
    reportBug('a listener of the document', error);
  }
}

function ignore(): void {
  // The core is gone, and the channel with it.
}
