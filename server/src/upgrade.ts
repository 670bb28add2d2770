import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';

/** Why a WebSocket is not opened. */
export type UpgradeRefusal =
  'draining' | 'origin' | 'subprotocol' | 'too-many-failures';

export const subprotocol = 'minga.v1';

const statusByRefusal: Readonly<Record<UpgradeRefusal, string>> = {
  draining: '503 Service Unavailable',
  origin: '403 Forbidden',
  subprotocol: '400 Bad Request',
  'too-many-failures': '429 Too Many Requests',
};

export function refuseUpgrade(socket: Duplex, refusal: UpgradeRefusal): void {
  socket.end(
    `HTTP/1.1 ${statusByRefusal[refusal]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

/** A page of another site must not speak to the relay; a headless member names no origin. */
export function isForeign(
  request: IncomingMessage,
  audiences: readonly string[],
): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || !audiences.includes(new URL(origin).host);
}

export function offersSubprotocol(request: IncomingMessage): boolean {
  const offered = request.headers['sec-websocket-protocol'] ?? '';
  return offered.split(',').some((name) => name.trim() === subprotocol);
}

/**
 * [P6] The hosts a client may have dialled. A relay that passes logins on writes the Host header itself, so once the
 * operator has said what this relay is called, a Host counts only if it is this machine's own address.
 */
export function audiencesOf(
  request: IncomingMessage,
  publicUrl: URL | null,
): readonly string[] {
  const host = request.headers.host?.toLowerCase() ?? '';
  const isOurs = publicUrl === null || isAddressOf(request, host);
  const audiences = [publicUrl?.host ?? '', isOurs ? host : ''];
  return audiences.filter(
    (name, i) => name !== '' && audiences.indexOf(name) === i,
  );
}

function isAddressOf(request: IncomingMessage, host: string): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  const address = hostname.replace(/^\[|\]$/g, '');
  const own = request.socket.localAddress?.replace(/^::ffff:/, '');
  return hostname === 'localhost' || isLoopback(address) || address === own;
}

/**
 * What failures are counted by: the address, or the network of one IPv6 customer. Behind a proxy on this machine the
 * address is the one the proxy names; nobody else is believed.
 */
export function addressOf(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? '';
  const forwarded = request.headers['x-forwarded-for'];
  const lastHop = String(forwarded ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  const address = isLoopback(peer) && lastHop ? lastHop : peer;
  return isIPv6(address) && !address.startsWith('::ffff:')
    ? address.split(':').slice(0, 4).join(':')
    : address;
}

function isLoopback(address: string): boolean {
  return (
    address === '::1' ||
    address.startsWith('127.') ||
    address.startsWith('::ffff:127.')
  );
}
