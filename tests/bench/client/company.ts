import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CompanyNews, CompanyOrder } from './company-process.ts';

/** Another member with the same document open, in a process of her own so that her work is not counted as the writer's. */
export interface Company {
  /** Resolves when she has this text; answers what she has spent since she was asked last. */
  has(text: string): Promise<number>;
  leave(): Promise<void>;
}

const file = fileURLToPath(new URL('company-process.ts', import.meta.url));

export async function invite(
  order: Extract<CompanyOrder, { kind: 'join' }>,
): Promise<Company> {
  const child = spawn(process.execPath, [file], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await asked(child, order);
  return {
    async has(text) {
      const { cpuMs } = await asked(child, { kind: 'has', text });
      return cpuMs;
    },
    async leave() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

function asked(child: ChildProcess, order: CompanyOrder): Promise<CompanyNews> {
  return new Promise((resolve, reject) => {
    const ended = () => {
      reject(new Error('the company has left'));
    };
    child.once('exit', ended);
    child.once('message', (news: CompanyNews) => {
      child.off('exit', ended);
      resolve(news);
    });
    child.send(order);
  });
}
