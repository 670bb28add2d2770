import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createScenes } from './test-relay.ts';

const { startRelay } = createScenes({ onTestFinished, vi });

const boot = 'import("/_app/immutable/start.js")';
const page = `<!doctype html><html><head><title>Minga</title><script src="/early.js"></script></head><body><script type="module">${boot}</script></body></html>`;

async function startHost(publicUrl?: string) {
  const webRoot = mkdtempSync(join(tmpdir(), 'minga-web-'));
  onTestFinished(() => {
    rmSync(webRoot, { recursive: true });
  });
  mkdirSync(join(webRoot, '_app/immutable'), { recursive: true });
  writeFileSync(join(webRoot, 'index.html'), page);
  writeFileSync(join(webRoot, 'service-worker.js'), '/* worker */');
  writeFileSync(join(webRoot, '_app/immutable/start.js'), '/* start */');
  const options = publicUrl === undefined ? {} : { publicUrl };
  return startRelay({ webRoot, ...options });
}

describe('Static host', () => {
  it('gives the app under every address, what never changes for good and the rest to be asked again', async () => {
    const { url } = await startHost();
    const caching = async (path: string) => {
      const response = await fetch(url + path);
      expect(response.status).toBe(200);
      return response.headers.get('cache-control');
    };
    expect(await caching('/_app/immutable/start.js')).toBe(
      'public, max-age=31536000, immutable',
    );
    expect(await caching('/')).toBe('no-cache');
    expect(await caching('/index.html')).toBe('no-cache');
    expect(await caching('/service-worker.js')).toBe('no-cache');
    expect(await caching('/g/some/document')).toBe('no-cache');
  });

  it('says which address people use, if it is told one', async () => {
    const factsOf = async (publicUrl?: string) => {
      const { url } = await startHost(publicUrl);
      const response = await fetch(`${url}/minga.json`);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-type')).toBe('application/json');
      return JSON.parse(await response.text()) as unknown;
    };
    expect(await factsOf('https://minga.example/')).toEqual({
      publicUrl: 'https://minga.example',
    });
    expect(await factsOf()).toEqual({ publicUrl: null });
  });

  it('answers 304 to who has the page', async () => {
    const { url } = await startHost();
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    const again = await fetch(url, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it('[E27] shows a plain title page for an invitation, however often it is looked at', async () => {
    const { url } = await startHost();
    for (let i = 0; i < 3; i++) {
      const response = await fetch(`${url}/i`);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<title>Minga</title>');
    }
  });

  it('sets a policy that runs our own scripts and the very inline ones of the page', async () => {
    const { url } = await startHost();
    const { headers } = await fetch(url);
    const policy = new Map(
      (headers.get('content-security-policy') ?? '')
        .split('; ')
        .map((each) => [
          each.split(' ')[0],
          each.split(' ').slice(1).join(' '),
        ]),
    );
    const digest = createHash('sha256').update(boot).digest('base64');
    const { host } = new URL(url);
    expect(policy.get('script-src')).toBe(`'self' 'sha256-${digest}'`);
    expect(policy.get('style-src')).toBe("'self'");
    expect(policy.get('connect-src')).toBe(`'self' ws://${host} wss://${host}`);
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect(policy.get('object-src')).toBe("'none'");
    expect(policy.get('base-uri')).toBe("'none'");
  });

  it('sets the other headers on everything', async () => {
    const { url } = await startHost('https://minga.example');
    for (const path of ['/', '/healthz', '/_app/immutable/start.js']) {
      const { headers } = await fetch(url + path);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('permissions-policy')).toContain('geolocation=()');
      expect(headers.get('strict-transport-security')).not.toBeNull();
    }
  });

  it('spares the parts of a page what only a page or a worker needs, and nobody else', async () => {
    const { url } = await startHost();
    const policiesOf = async (path: string, destination: string) => {
      const { headers } = await fetch(url + path, {
        headers: { 'sec-fetch-dest': destination },
      });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      return [
        'content-security-policy',
        'permissions-policy',
        'x-frame-options',
        'cross-origin-opener-policy',
      ].filter((name) => headers.has(name)).length;
    };
    const script = '/_app/immutable/start.js';
    for (const destination of ['script', 'empty'])
      expect(await policiesOf(script, destination)).toBe(0);
    for (const destination of ['document', 'iframe', 'worker', 'object'])
      expect(await policiesOf(script, destination)).toBe(4);
    for (const path of ['/', '/i', '/_app/immutable/workers/decode.js'])
      expect(await policiesOf(path, 'empty')).toBe(4);
  });

  it('repeats no Host header that could write a policy of its own', async () => {
    const { url } = await startHost();
    const policy = await new Promise<string>((resolve, reject) => {
      request(url, { headers: { host: 'x; script-src *' } }, (response) => {
        response.resume();
        resolve(String(response.headers['content-security-policy']));
      })
        .on('error', reject)
        .end();
    });
    expect(policy).not.toContain('script-src *');
    expect(policy).toContain("connect-src 'self';");
  });

  it('survives addresses that are none, and reads only', async () => {
    const { url } = await startHost();
    for (const path of ['//', '/%', '/%ff%fe', '/?%', '//evil.example/..'])
      await new Promise<void>((resolve, reject) => {
        const { port } = new URL(url);
        request({ port, path }, (response) => {
          response.resume().on('end', resolve);
        })
          .on('error', reject)
          .end();
      });
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(405);
    expect((await fetch(url)).status).toBe(200);
  });

  it('leaves the folder to nobody', async () => {
    const { url } = await startHost();
    const response = await fetch(`${url}/..%2f..%2fetc%2fpasswd`);
    expect(await response.text()).not.toContain('root:');
  });

  it('answers health, and 404 when there is no app', async () => {
    const { url } = await startRelay();
    expect(await (await fetch(`${url}/healthz`)).text()).toBe('ok\n');
    expect((await fetch(url)).status).toBe(404);
  });
});
