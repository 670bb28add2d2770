import {
  type Bytes,
  type DeviceKey,
  type MemberId,
  type SpaceId,
  fromBase64Url,
  textToId,
  toBase64Url,
} from '@minga/base';
import type * as Y from 'yjs';

/**
 * What the devices of one person tell each other. It lies in the index of class 3 of Mi cuaderno, which nobody else reads,
 * in a flat map `devices` of its own: each key is written by one device, or says the same whoever writes it.
 *
 *   space/<space>            {home, member}       where she is
 *   wish/<space>/<device>    {boxKey, proof}      a device of hers that is not there yet, and its key for it
 *   signed/<space>/<device>  true                 somebody has signed it in
 *   key/<owner>/<space>      device               the key in that space of the device that is `owner` in Mi cuaderno
 *   name/<owner>             text
 *   card                     {device, boxKey, madeAt}     the rescue card in force: its public half
 *   rescue/<card>/<space>    {device, sealed}     the rescue device of that space, its secret for that card alone
 */
export interface OwnDevicesContent {
  readonly spaces: readonly {
    readonly space: SpaceId;
    readonly home: string;
    readonly member: MemberId;
  }[];
  readonly wishes: readonly {
    readonly space: SpaceId;
    readonly device: DeviceKey;
    readonly boxKey: Bytes;
    readonly proof: Bytes;
    readonly isSigned: boolean;
  }[];
  readonly keys: readonly {
    readonly owner: DeviceKey;
    readonly space: SpaceId;
    readonly device: DeviceKey;
  }[];
  readonly names: ReadonlyMap<DeviceKey, string>;
  readonly card: {
    readonly device: DeviceKey;
    readonly boxKey: Bytes;
    /** Ms since 1970. */
    readonly madeAt: number;
  } | null;
  readonly rescue: readonly {
    readonly card: DeviceKey;
    readonly space: SpaceId;
    readonly device: DeviceKey;
    readonly sealed: Bytes;
  }[];
}

const idSizes = { space: 32, device: 33, member: 16 };

/** What is not understood is passed over. */
export function readOwnDevices(doc: Y.Doc): OwnDevicesContent {
  const map = mapOf(doc);
  const found = (kind: string): readonly Row[] =>
    [...map]
      .map(([key, value]) => ({ parts: key.split('/'), value }))
      .filter(({ parts }) => parts[0] === kind)
      .map(({ parts: [, first = '', second = ''], value }) => ({
        first,
        second,
        value,
      }));
  return {
    spaces: found('space').flatMap(({ first, value }) => {
      const space = spaceOf(first);
      const member = textToId<MemberId>(field(value, 'member'), idSizes.member);
      return space === null || member === null
        ? []
        : [{ space, member, home: field(value, 'home') }];
    }),
    wishes: found('wish').flatMap(({ first, second, value }) => {
      const [space, device] = [spaceOf(first), deviceOf(second)];
      const boxKey = bytesOf(value, 'boxKey');
      const proof = bytesOf(value, 'proof');
      if (!space || !device || !boxKey || !proof) return [];
      const isSigned = map.has(`signed/${first}/${second}`);
      return [{ space, device, boxKey, proof, isSigned }];
    }),
    keys: found('key').flatMap(({ first, second, value }) => {
      const [owner, space] = [deviceOf(first), spaceOf(second)];
      const device = typeof value === 'string' ? deviceOf(value) : null;
      return owner && space && device ? [{ owner, space, device }] : [];
    }),
    names: new Map(
      found('name').flatMap(({ first, value }) => {
        const owner = deviceOf(first);
        return owner !== null && typeof value === 'string'
          ? [[owner, value] as const]
          : [];
      }),
    ),
    card: readCard(map.get('card')),
    rescue: found('rescue').flatMap(({ first, second, value }) => {
      const [card, space] = [deviceOf(first), spaceOf(second)];
      const device = deviceOf(field(value, 'device'));
      const sealed = bytesOf(value, 'sealed');
      return card && space && device && sealed
        ? [{ card, space, device, sealed }]
        : [];
    }),
  };
}

interface Row {
  readonly first: string;
  readonly second: string;
  readonly value: unknown;
}

function readCard(value: unknown): OwnDevicesContent['card'] {
  const device = deviceOf(field(value, 'device'));
  const boxKey = bytesOf(value, 'boxKey');
  const madeAt = Number(field(value, 'madeAt'));
  return device && boxKey ? { device, boxKey, madeAt } : null;
}

type Of<K extends keyof OwnDevicesContent> =
  NonNullable<OwnDevicesContent[K]> extends readonly (infer Item)[]
    ? Item
    : NonNullable<OwnDevicesContent[K]>;

export interface OwnDevicesEdits {
  addSpace(space: Of<'spaces'>): void;
  wish(owner: DeviceKey, wish: Omit<Of<'wishes'>, 'isSigned'>): void;
  signed(space: SpaceId, device: DeviceKey): void;
  /** The device that is `owner` has come into the space: its wish is over. */
  entered(key: Of<'keys'>): void;
  /** Null: it is no device of hers any more. */
  rename(owner: DeviceKey, name: string | null): void;
  putCard(card: Of<'card'>): void;
  putRescue(rescue: Of<'rescue'>): void;
  dropRescue(card: DeviceKey): void;
}

export function editOwnDevices(doc: Y.Doc): OwnDevicesEdits {
  const map = mapOf(doc);
  const put = (key: string, value: unknown): void => {
    if (JSON.stringify(map.get(key)) !== JSON.stringify(value))
      map.set(key, value);
  };
  const dropAll = (prefix: string): void => {
    doc.transact(() => {
      for (const key of [...map.keys()])
        if (key.startsWith(prefix)) map.delete(key);
    });
  };
  return {
    addSpace({ space, home, member }) {
      put(`space/${space}`, { home, member });
    },
    wish(owner, { space, device, boxKey, proof }) {
      doc.transact(() => {
        // Whoever signs it in knows whose it is, should it be removed soon.
        put(`key/${owner}/${space}`, device);
        put(`wish/${space}/${device}`, {
          boxKey: toBase64Url(boxKey),
          proof: toBase64Url(proof),
        });
      });
    },
    signed(space, device) {
      put(`signed/${space}/${device}`, true);
    },
    entered({ owner, space, device }) {
      doc.transact(() => {
        put(`key/${owner}/${space}`, device);
        map.delete(`wish/${space}/${device}`);
        map.delete(`signed/${space}/${device}`);
      });
    },
    rename(owner, name) {
      if (name !== null) put(`name/${owner}`, name);
      else {
        map.delete(`name/${owner}`);
        dropAll(`key/${owner}/`);
      }
    },
    putCard({ device, boxKey, madeAt }) {
      put('card', {
        device,
        boxKey: toBase64Url(boxKey),
        madeAt: String(madeAt),
      });
    },
    putRescue({ card, space, device, sealed }) {
      put(`rescue/${card}/${space}`, { device, sealed: toBase64Url(sealed) });
    },
    dropRescue(card) {
      dropAll(`rescue/${card}/`);
    },
  };
}

function mapOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('devices');
}

function spaceOf(text: string): SpaceId | null {
  return textToId<SpaceId>(text, idSizes.space);
}

function deviceOf(text: string): DeviceKey | null {
  return textToId<DeviceKey>(text, idSizes.device);
}

function field(value: unknown, name: string): string {
  const found: unknown =
    typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)[name]
      : null;
  return typeof found === 'string' ? found : '';
}

function bytesOf(value: unknown, name: string): Bytes | null {
  const text = field(value, name);
  return text === '' ? null : fromBase64Url(text);
}
