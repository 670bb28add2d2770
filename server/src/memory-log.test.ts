import { relayLogConformance } from './conformance.ts';
import { createMemoryLog } from './memory-log.ts';

relayLogConformance('memory', async () => {
  const log = createMemoryLog();
  return { log, reopen: () => null, dispose: () => log.close() };
});
