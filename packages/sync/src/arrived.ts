import { type Result, err } from '@minga/base';
import type { MingaError } from './api.ts';

/**
 * What is not needed to write comes when it is asked for. It lies beside the app on this device, unless the signal went
 * in the first moments after the app came.
 */
export async function arrived<Module, T>(
  loading: Promise<Module>,
  act: (module: Module) => Promise<Result<T, MingaError>>,
): Promise<Result<T, MingaError>> {
  const module = await loading.catch((error: unknown) => String(error));
  return typeof module === 'string'
    ? err({ code: 'relay-unreachable', detail: module })
    : act(module);
}
