import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import {
  contentSecurityPolicy,
  fixedHeaders,
  inlineScriptHashes,
  isPartOfPage,
  pageHeaders,
  safeHost,
} from './security-headers.ts';

export interface HostOptions {
  /** Null: a relay alone. */
  readonly webRoot: string | null;
  readonly publicUrl: URL | null;
  readonly isHealthy: () => boolean;
  readonly metrics: () => string;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The built app, and what machines ask for. Writes no request log: it would hold who opened what. */
export function createHost(options: HostOptions): Handler {
  const app = options.webRoot === null ? null : lazyApp(options.webRoot);
  return (request, response) => {
    setHeaders(response, fixedHeaders);
    if (!isPart(request)) setHeaders(response, pageHeaders);
    if (options.publicUrl?.protocol === 'https:')
      response.setHeader('Strict-Transport-Security', 'max-age=31536000');
    const pathname = pathOf(request);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.statusCode = 405;
      answerText('not allowed\n', response);
    } else if (pathname === '/healthz')
      answerHealth(options.isHealthy(), response);
    else if (pathname === '/metrics') answerText(options.metrics(), response);
    else if (pathname === '/minga.json')
      answerFacts(options.publicUrl, response);
    else if (app === null) answerMissing(response);
    else app(request, response);
  };
}

/** The folder is read when the first page is asked for; while it is being built anew the answer is to come again. */
function lazyApp(webRoot: string): Handler {
  let app: Handler | null = null;
  return (request, response) => {
    try {
      app ??= createApp(webRoot);
    } catch {
      answerHealth(false, response);
      return;
    }
    app(request, response);
  };
}

function createApp(webRoot: string): Handler {
  const page = join(webRoot, 'index.html');
  const hashes = existsSync(page)
    ? inlineScriptHashes(readFileSync(page, 'utf8'))
    : [];
  const files = sirv(webRoot, {
    // Every address of the app is the same page, /i included: opening an invitation here uses nothing up.
    single: true,
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(response, pathname) {
      response.setHeader('Cache-Control', cachingOf(pathname));
    },
  });
  return (request, response) => {
    if (!isPart(request))
      response.setHeader(
        'Content-Security-Policy',
        contentSecurityPolicy(hashes, safeHost(request.headers.host)),
      );
    files(request, response, () => {
      answerMissing(response);
    });
  };
}

function setHeaders(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): void {
  for (const [name, value] of Object.entries(headers))
    response.setHeader(name, value);
}

function pathOf({ url }: IncomingMessage): string {
  return (url ?? '/').split('?', 1)[0] ?? '/';
}

function isPart(request: IncomingMessage): boolean {
  const { 'sec-fetch-dest': destination } = request.headers;
  return (
    typeof destination === 'string' &&
    isPartOfPage(pathOf(request), destination)
  );
}

/** Names with a hash in them never change; everything else is asked for again (and answered 304). */
function cachingOf(pathname: string): string {
  return pathname.includes('/immutable/')
    ? 'public, max-age=31536000, immutable'
    : 'no-cache';
}

function answerHealth(isHealthy: boolean, response: ServerResponse): void {
  response.statusCode = isHealthy ? 200 : 503;
  answerText(isHealthy ? 'ok\n' : 'not ready\n', response);
}

/** What links that are sent must name; null: whoever asks knows no better than we. */
function answerFacts(publicUrl: URL | null, response: ServerResponse): void {
  response.setHeader('Content-Type', 'application/json');
  response.setHeader('Cache-Control', 'no-store');
  response.end(JSON.stringify({ publicUrl: publicUrl?.origin ?? null }));
}

function answerText(text: string, response: ServerResponse): void {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.end(text);
}

function answerMissing(response: ServerResponse): void {
  response.statusCode = 404;
  answerText('not found\n', response);
}
