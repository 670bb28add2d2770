// What SvelteKit asks of devalue in a browser (see vite.config.ts): the state of a place in the history, which is plain here.
// What a server would send it for a page there is not: this app has no server that renders.
export function stringify(value: unknown): string {
  return JSON.stringify(value);
}

export function parse(text: string): unknown {
  return JSON.parse(text);
}

export function unflatten(): never {
  return noServer();
}

export function uneval(): never {
  return noServer();
}

export function stringifyAsync(): never {
  return noServer();
}

function noServer(): never {
  throw new Error('no page of this app has data from a server');
}
