/** Where links that are sent lead to, and whether only this machine can open them. */
export interface PublicOrigin {
  readonly origin: string;
  readonly onlyThisMachine: boolean;
}

/**
 * The address the relay says people use (its MINGA_URL); until it has said so, or when it says none, the one this page
 * came from. The service worker remembers the answer for when there is no signal.
 */
export function followPublicOrigin(): PublicOrigin {
  let origin = location.origin;
  void askPublicOrigin().then((told) => {
    origin = told;
  });
  return {
    get origin() {
      return origin;
    },
    get onlyThisMachine() {
      return isOnlyThisMachine(new URL(origin).hostname);
    },
  };
}

/** The same, for what cannot be corrected once it is on paper: waits for the answer. */
export async function askPublicOrigin(): Promise<string> {
  return (await askRelay()) ?? location.origin;
}

async function askRelay(): Promise<string | null> {
  try {
    const answer: unknown = await (await fetch('/minga.json')).json();
    return toOrigin(answer);
  } catch {
    return null; // no signal, or a host that is no relay
  }
}

/** Null when it names no address a browser can open. */
export function toOrigin(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null) return null;
  if (!('publicUrl' in answer) || typeof answer.publicUrl !== 'string')
    return null;
  if (!URL.canParse(answer.publicUrl)) return null;
  const { protocol, origin } = new URL(answer.publicUrl);
  return protocol === 'https:' || protocol === 'http:' ? origin : null;
}

export function isOnlyThisMachine(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
