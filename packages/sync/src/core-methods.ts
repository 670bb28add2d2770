import type { CoreMethods } from './core-api.ts';

type Method = keyof CoreMethods;

/**
 * `repeat`: may be made again to the next leader when the one that was asked went away (a row is known by its key, a
 * channel by its id). `once`: would make a second space or a second invitation, and fails instead.
 */
const methods = {
  spaces: 'repeat',
  createSpace: 'once',
  readInvitation: 'repeat',
  join: 'once',
  waiting: 'repeat',
  forgetWaiting: 'repeat',
  devices: 'once',
  view: 'repeat',
  invite: 'once',
  rename: 'once',
  keepAttachment: 'repeat',
  readAttachment: 'repeat',
  changeAccess: 'once',
  leftOut: 'repeat',
  adopt: 'once',
  hurry: 'repeat',
  flush: 'repeat',
  indexDocument: 'repeat',
  createDocument: 'once',
  changeFew: 'repeat',
  loadDocument: 'repeat',
  rowStored: 'repeat',
  signStatement: 'repeat',
  readStatements: 'repeat',
  openChannel: 'repeat',
  sendToChannel: 'repeat',
  closeChannel: 'repeat',
} as const satisfies Readonly<Record<Method, 'once' | 'repeat'>>;

export function mayRepeat(method: Method): boolean {
  return methods[method] === 'repeat';
}

/** Every method of the core, each made by `call`. */
export function methodsFrom(
  call: (method: Method, args: readonly unknown[]) => Promise<unknown>,
): CoreMethods {
  const entries = Object.keys(methods).map((name) => [
    name,
    (...args: readonly unknown[]) => call(name as Method, args),
  ]);
  return Object.fromEntries(entries) as CoreMethods;
}

/** `method` may come from a tab that runs another version of the app. */
export async function callMethod(
  core: CoreMethods,
  method: Method,
  args: readonly unknown[],
): Promise<unknown> {
  if (!Object.hasOwn(methods, method))
    throw new Error(`the core has no method ${method}`);
  const callable = core as unknown as Readonly<Record<Method, Call>>;
  return callable[method](...args);
}

type Call = (...args: readonly unknown[]) => Promise<unknown>;
