import type { Right } from '@minga/membership';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Bench,
  createBench,
  quarantineCodes,
  writes,
} from './test-support/bench.ts';
import { createForger } from './test-support/forger.ts';

// Right × class of document, at the members: a relay that lets everything pass, and somebody with a client of her own making.

let bench: Bench;
afterEach(() => bench.close());

/** Written out, not taken from the table that the fold asks. */
const reach: Readonly<Record<Right, readonly number[]>> = {
  steward: [0, 1, 2, 3],
  writer: [0, 1, 2],
  companion: [1, 2],
  reader: [2],
};

describe('[E19] what somebody signs counts where her right reaches', () => {
  const triples = (Object.keys(reach) as Right[]).flatMap((right) =>
    [0, 1, 2, 3].map((documentClass) => ({
      right,
      documentClass,
      does: reach[right].includes(documentClass),
    })),
  );
  test.each(triples)(
    '$right, class $documentClass: counts, $does; where not, nothing moves, it is told, and the others go on',
    async ({ right, documentClass, does }) => {
      bench = await createBench();
      const ports = { headerClass: () => documentClass };
      const ana = await bench.member('ana', { ports });
      const luis = await bench.member('luis', { right: 'steward', ports });
      const other = await bench.member('otra', { right, ports, offline: true });
      await writes(bench, ana, 'dicho ');
      const forger = await createForger(bench, other.signer);
      const text = forger.doc.getText('t');
      const frame = await forger.frame(() => {
        text.insert(0, 'metido ');
      });
      bench.log.insert(frame);
      bench.log.insert(frame);
      await writes(bench, luis, 'y más ');
      await bench.quiet();
      for (const { engine, text: read } of [ana, luis]) {
        expect(read.includes('metido ')).toBe(does);
        expect(read.includes('dicho ')).toBe(true);
        expect(read.includes('y más ')).toBe(true);
        expect(engine.status().quarantined).toBe(does ? 0 : 1);
      }
      expect(quarantineCodes(ana)).toEqual(does ? [] : ['no-right']);
    },
  );
});
