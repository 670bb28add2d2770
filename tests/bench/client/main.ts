// The client without a screen: started by ../main.ts, prints a line of JSON per run.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { effortOfArguments, emit } from '../report/sample.ts';
import { startServer } from '../servers/start.ts';
import { bytesPerKey } from './cursor.ts';
import { sealing } from './sealing.ts';
import { readTrace } from './trace.ts';
import { typeTrace } from './typing.ts';

const effort = effortOfArguments();
const speed = 50;
const sample = effort.isQuick ? 2_000 : 20_000;
const keys = effort.isQuick ? 50 : 200;
const trace = readTrace(effort.isWhole ? Infinity : sample);
const typist = fileURLToPath(
  new URL('../peers/y-websocket-typist.ts', import.meta.url),
);

for (let round = 1; round <= effort.rounds; round++) {
  await run(round, 'one entry', 'minga', () => sealing(1_000));
  await run(round, 'trace', 'minga', () => typeTrace(trace, speed));
  for (const cursor of ['with cursor', 'without cursor']) {
    const withCursor = cursor === 'with cursor';
    const scenario = `10 keys/s ${cursor}`;
    await run(round, scenario, 'minga', () => bytesPerKey(keys, withCursor));
    await run(round, scenario, 'y-websocket', () => peerBytes(withCursor));
  }
}

async function run(
  round: number,
  scenario: string,
  subject: string,
  measure: () => Promise<Readonly<Record<string, number>>>,
): Promise<void> {
  if (!scenario.includes(effort.only)) return;
  const figures = await measure();
  emit({ section: 'client', scenario, subject, round, figures });
}

async function peerBytes(withCursor: boolean) {
  const server = await startServer('y-websocket');
  const { stdout } = await promisify(execFile)(process.execPath, [
    typist,
    String(server.port),
    String(keys),
    withCursor ? 'cursor' : '',
  ]);
  await server.dispose();
  return { keys, bytesUpPerKey: Number(stdout) };
}
