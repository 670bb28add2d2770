import type { EngineContext, WaitingFrame } from './engine-context.ts';
import { examineFrame } from './ingest.ts';
import { applyLogged } from './restore.ts';
import { settleSecondLooks } from './settle.ts';

/** What they waited for may have come: a key, an action, the document's record. Quarantine is for good. */
export async function lookAgain(context: EngineContext): Promise<void> {
  const { ports, turns, waiting } = context;
  const wanted = [...waiting].filter(([, one]) => mayChange(one));
  if (wanted.length === 0) return;
  const looks = await Promise.all(
    wanted.map(async ([number, { row }]) => ({
      number,
      examined: await examineFrame(ports, row.frame, row.frameHash),
    })),
  );
  await turns.run(async () => {
    const logged = await settleSecondLooks(context, looks);
    if (logged !== null) await applyLogged(context, logged);
  });
  ports.events.changed();
}

/** What was set aside and is open already waits for other entries only; after loading it has to be opened again. */
function mayChange({ row, open }: WaitingFrame): boolean {
  return row.reason.kind !== 'quarantined' && open === null;
}
