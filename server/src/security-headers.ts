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

export const fixedHeaders: Readonly<Record<string, string>> = {
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy':
    'camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=(), browsing-topics=()',
};

/** A Host header that may be repeated inside a header of ours. */
export function safeHost(host: string | undefined): string | null {
  return host !== undefined && /^[a-z0-9.\-[\]:]{1,255}$/i.test(host)
    ? host
    : null;
}
