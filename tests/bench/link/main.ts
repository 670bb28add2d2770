// A document opened over a poor connection: started by ../main.ts, prints a line of JSON per run.
import { readTrace } from '../client/trace.ts';
import { effortOfArguments, emit } from '../report/sample.ts';
import { historyOf } from './history.ts';
import { visit, writeSpace } from './minga.ts';
import { openSlowLink } from './slow-link.ts';
import { visitRoom, writeRoom } from './y-websocket.ts';

const effort = effortOfArguments();
const shape = { bitsPerSecond: 50_000, roundTripMs: 500 };
const edits = historyOf(readTrace(Infinity), effort.isQuick ? 2_000 : 20_000);

const space = await writeSpace(edits, effort.rounds);
const room = await writeRoom(edits);
const toSpace = await openSlowLink(space.server.port, shape);
const toRoom = await openSlowLink(room.server.port, shape);
try {
  for (const [i, disk] of space.visitors.entries())
    for (const scenario of ['cold', 'warm']) {
      const tell = (
        subject: string,
        figures: Readonly<Record<string, number>>,
      ) => emit({ section: 'link', scenario, subject, round: i + 1, figures });
      tell('minga', await visit(space, disk, toSpace));
      const state = scenario === 'warm' ? room.state : '';
      tell('y-websocket', await visitRoom(toRoom, state));
    }
} finally {
  toSpace.close();
  toRoom.close();
  await space.server.dispose();
  await room.server.dispose();
}
