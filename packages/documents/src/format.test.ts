import {
  type DocumentId,
  type MemberId,
  fromBase64Url,
  toBase64Url,
} from '@minga/base';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { editComments } from './comments.ts';
import { fragmentText } from './fragment-text.ts';
import { editIndex, readIndex } from './index-document.ts';
import { createDoc } from './new-doc.ts';
import { editPlainText, readPlainText } from './plain-text.ts';
import {
  causeField,
  problemFragment,
  readProblem,
  startProblem,
  trialField,
} from './problem-document.ts';
import { editProblem } from './problem-edits.ts';
import { recordShare } from './problem-share.ts';
import { settledValue } from './register.ts';
import type { Ulid } from './ulid.ts';

// What lies in people's documents cannot change: a failure here is a change of format, to be made by a migration or not at all.

function numberedIds(): () => Ulid {
  let count = 0;
  return () => `01K${String(++count).padStart(23, '0')}` as Ulid;
}

function problem(): Y.Doc {
  const doc = createDoc(7);
  startProblem(doc, 1_780_000_000_000);
  const edit = editProblem(doc, numberedIds());
  edit.setTitle('Poco'); // 1
  edit.setTitle('Poco diálogo'); // 2
  edit.setOrigin('FTE-2', true);
  const trial = edit.addTrial('Esperar')!; // 3
  edit.setResponsible(trial, 'Rosa'); // 4
  edit.setDue(trial, '2026-12-04'); // 5
  edit.setCapacity(trial, 'CB-COL', true);
  const cause = edit.addCause('Tiempo')!; // 6
  edit.setAspect(edit.addCause('Turnos', { parent: cause })!, 'belief', true); // 7
  edit.causes.remove(cause);
  const repeats = problemFragment(doc, 'repeats')!;
  editPlainText(repeats, readPlainText(repeats)!, 'Hablamos\nnosotras');
  return doc;
}

test('a problem lies in its document as it always did', () => {
  const doc = problem();
  const id = (n: number) => `01K${String(n).padStart(23, '0')}`;
  expect(Object.fromEntries([...doc.share].map(([k, v]) => [k, v.toJSON()])))
    .toMatchInlineSnapshot(`
    {
      "causes": {
        "01K00000000000000000000006": {
          "deleted": true,
          "placement": {
            "parent": null,
            "position": "V006V",
          },
          "text": "<paragraph>Tiempo</paragraph>",
        },
        "01K00000000000000000000007": {
          "aspect:belief": true,
          "placement": {
            "parent": "01K00000000000000000000006",
            "position": "V007V",
          },
          "text": "<paragraph>Turnos</paragraph>",
        },
      },
      "fields": {
        "origin:FTE-2": true,
        "title/01K00000000000000000000002": {
          "over": [
            "01K00000000000000000000001",
          ],
          "v": "Poco diálogo",
        },
      },
      "meta": {
        "createdAt": 1780000000000,
        "kind": "problem",
        "schema": 1,
      },
      "references": {},
      "repeats": "<paragraph>Hablamos</paragraph><paragraph>nosotras</paragraph>",
      "trials": {
        "01K00000000000000000000003": {
          "capacity:CB-COL": true,
          "due/01K00000000000000000000005": {
            "v": "2026-12-04",
          },
          "placement": {
            "parent": null,
            "position": "V003V",
          },
          "responsible/01K00000000000000000000004": {
            "v": "Rosa",
          },
          "what": "<paragraph>Esperar</paragraph>",
        },
      },
    }
  `);
  expect(doc.getMap('fields').has(`title/${id(2)}`)).toBe(true);
});

test('an index lies in its document as it always did', () => {
  const doc = createDoc(7);
  const id = 'AAECAwQFBgcICQoLDA0ODw' as DocumentId;
  const edit = editIndex(doc, numberedIds());
  edit.list({ id, kind: 'problem', createdAt: 1, title: 'Poco' });
  edit.rename(id, 'Poco diálogo');
  edit.setTrashed(id, true);
  expect(doc.getMap('documents').toJSON()).toMatchInlineSnapshot(`
    {
      "AAECAwQFBgcICQoLDA0ODw/createdAt": 1,
      "AAECAwQFBgcICQoLDA0ODw/kind": "problem",
      "AAECAwQFBgcICQoLDA0ODw/title/01K00000000000000000000002": {
        "over": [
          "01K00000000000000000000001",
        ],
        "v": "Poco diálogo",
      },
      "AAECAwQFBgcICQoLDA0ODw/trashed/01K00000000000000000000003": {
        "v": true,
      },
    }
  `);
  expect(readIndex(doc).entries[0]?.trashed.kind).toBe('one');
});

test('comments lie in their document as they always did', () => {
  const doc = createDoc(7);
  const edit = editComments(doc, numberedIds());
  const thread = edit.ask('¿Cuántas veces?', { field: 'repeats' })!; // 1, 2
  edit.takeBack(thread, edit.answer(thread, 'Seis')!); // 3
  edit.setResolved(thread, true); // 4
  edit.setMeToo('ana' as MemberId, true);
  expect(Object.fromEntries([...doc.share].map(([k, v]) => [k, v.toJSON()])))
    .toMatchInlineSnapshot(`
      {
        "meToo": {
          "ana": true,
        },
        "meta": {},
        "threads": {
          "01K00000000000000000000001": {
            "field": "repeats",
            "kind": "question",
            "messages": {
              "01K00000000000000000000002": {
                "text": "¿Cuántas veces?",
              },
              "01K00000000000000000000003": {
                "deleted": true,
                "text": "Seis",
              },
            },
            "resolved/01K00000000000000000000004": {
              "v": true,
            },
          },
        },
      }
    `);
});

test('what a problem gained later lies in it as it did then', () => {
  const doc = createDoc(7);
  const edit = editProblem(doc, numberedIds());
  const cause = edit.addCause()!; // 1
  edit.setCauseSource(cause, 'dato'); // 2
  edit.setChosen(cause, true); // 3
  const reference = edit.addReference('EID')!; // 4, 5
  edit.setReferenceLine(reference, 'code', '5.3'); // 6
  const share = {
    space: 'x',
    group: 'Puentes',
    copy: 'AAECAwQFBgcICQoLDA0ODw' as DocumentId,
    version: 1,
    copiedAt: 5,
    parts: ['repeats'] as const,
  };
  recordShare(doc, share, numberedIds()); // 1
  expect(
    ['causes', 'references', 'shares'].map((root) => doc.getMap(root).toJSON()),
  ).toMatchInlineSnapshot(`
    [
      {
        "01K00000000000000000000001": {
          "chosen/01K00000000000000000000003": {
            "v": true,
          },
          "placement": {
            "parent": null,
            "position": "V001V",
          },
          "source/01K00000000000000000000002": {
            "v": "dato",
          },
          "text": "",
        },
      },
      {
        "01K00000000000000000000004": {
          "code/01K00000000000000000000006": {
            "v": "5.3",
          },
          "framework/01K00000000000000000000005": {
            "v": "EID",
          },
          "placement": {
            "parent": null,
            "position": "V004V",
          },
        },
      },
      {
        "01K00000000000000000000001": {
          "copiedAt": 5,
          "copy": "AAECAwQFBgcICQoLDA0ODw",
          "group": "Puentes",
          "parts": [
            "repeats",
          ],
          "space": "x",
          "version": 1,
        },
      },
    ]
  `);
});

const written = [
  'ASMHACgBBG1ldGEEa2luZAF3B3Byb2JsZW0oAQRtZXRhBnNjaGVtYQF9ASgBBG1ldGEJY3Jl',
  'YXRlZEF0AXtCeecESIAAACEBBmZpZWxkcyB0aXRsZS8wMUswMDAwMDAwMDAwMDAwMDAwMDAw',
  'MDAwMQEoAQZmaWVsZHMgdGl0bGUvMDFLMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDIBdgIBdncN',
  'UG9jbyBkacOhbG9nbwRvdmVydQF3GjAxSzAwMDAwMDAwMDAwMDAwMDAwMDAwMDAxKAEGZmll',
  'bGRzDG9yaWdpbjpGVEUtMgF4JwEGdHJpYWxzGjAxSzAwMDAwMDAwMDAwMDAwMDAwMDAwMDAz',
  'AScABwYEd2hhdAQHAAcHAwlwYXJhZ3JhcGgHAAcIBgQABwkHRXNwZXJhcigABwYJcGxhY2Vt',
  'ZW50AXYCBnBhcmVudH4IcG9zaXRpb253BVYwMDNWKAAHBiZyZXNwb25zaWJsZS8wMUswMDAw',
  'MDAwMDAwMDAwMDAwMDAwMDAwNAF2AQF2dwRSb3NhKAAHBh5kdWUvMDFLMDAwMDAwMDAwMDAw',
  'MDAwMDAwMDAwMDUBdgEBdncKMjAyNi0xMi0wNCgABwYPY2FwYWNpdHk6Q0ItQ09MAXgnAQZj',
  'YXVzZXMaMDFLMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDYBJwAHFQR0ZXh0BAcABxYDCXBhcmFn',
  'cmFwaAcABxcGBAAHGAZUaWVtcG8oAAcVCXBsYWNlbWVudAF2AgZwYXJlbnR-CHBvc2l0aW9u',
  'dwVWMDA2VicBBmNhdXNlcxowMUswMDAwMDAwMDAwMDAwMDAwMDAwMDAwNwEnAAcgBHRleHQE',
  'BwAHIQMJcGFyYWdyYXBoBwAHIgYEAAcjBlR1cm5vcygAByAJcGxhY2VtZW50AXYCBnBhcmVu',
  'dHcaMDFLMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDYIcG9zaXRpb253BVYwMDdWKAAHIA1hc3Bl',
  'Y3Q6YmVsaWVmAXgoAAcVB2RlbGV0ZWQBeAcBB3JlcGVhdHMDCXBhcmFncmFwaAcABy0GBAAH',
  'LghIYWJsYW1vc4cHLQMJcGFyYWdyYXBoBwAHNwYEAAc4CG5vc290cmFzAQcBAwE',
].join('');

test('a problem written by the first version is read', () => {
  const doc = createDoc();
  Y.applyUpdate(doc, fromBase64Url(written)!);
  const view = readProblem(doc);
  expect(settledValue(view.title)).toBe('Poco diálogo');
  expect(view.origin).toEqual(['FTE-2']);
  const [trial] = view.trials;
  expect(settledValue(trial!.responsible)).toBe('Rosa');
  expect(settledValue(trial!.due)).toBe('2026-12-04');
  expect(trial!.capacity).toEqual(['CB-COL']);
  const [cause] = view.causes;
  expect(cause!.aspect).toEqual(['belief']);
  expect(
    ['repeats', trialField(trial!.id), causeField(cause!.id)].map((field) =>
      fragmentText(problemFragment(doc, field)!),
    ),
  ).toEqual(['Hablamos\nnosotras', 'Esperar', 'Turnos']);
  expect(toBase64Url(Y.encodeStateAsUpdate(problem()))).toBe(written);
});
