import { createHash } from 'node:crypto';

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** CSP sources for the inline scripts of a page: only these very bytes may run. */
export function inlineScriptHashes(html: string): readonly string[] {
  return Array.from(html.matchAll(inlineScript), ([, script]) => {
    const digest = createHash('sha256')
      .update(script ?? '')
      .digest('base64');
    return `'sha256-${digest}'`;
  });
}

/** `host`: as the browser names it; older Safari does not take 'self' for its own socket. */
export function contentSecurityPolicy(
  scriptHashes: readonly string[],
  host: string | null,
): string {
  const sockets = host === null ? '' : ` ws://${host} wss://${host}`;
  const directives = {
    'default-src': "'self'",
    'script-src': ["'self'", ...scriptHashes].join(' '),
    'style-src': "'self'",
    // Attributes only: no rule and no selector can be brought in this way.
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'media-src': "'self' blob:",
    'connect-src': `'self'${sockets}`,
    'worker-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-src': "'none'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');
}

/** On every answer. */
export const fixedHeaders: Readonly<Record<string, string>> = {
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** Of what a window or a worker may be opened with. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy':
    'camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=(), browsing-topics=()',
};

const part = /\/immutable\/(?!workers\/)[^?]*\.(?:js|css|woff2)$/;
const partOfPage = new Set(['script', 'style', 'font', 'empty']);

/**
 * The browser says that it asks for a part of a page that has its policies already (Fetch Metadata, `Sec-Fetch-Dest`): a
 * script, a style or a font named by its content. The policies of a page are a kilobyte on each of four hundred files, on
 * a line that carries 50 in a second. Workers have a policy of their own, so theirs stay.
 */
export function isPartOfPage(pathname: string, destination: string): boolean {
  return partOfPage.has(destination) && part.test(pathname);
}

/** A Host header that may be repeated inside a header of ours. */
export function safeHost(host: string | undefined): string | null {
  return host !== undefined && /^[a-z0-9.\-[\]:]{1,255}$/i.test(host)
    ? host
    : null;
}
