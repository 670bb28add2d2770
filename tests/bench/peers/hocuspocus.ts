import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Doc, applyUpdate, encodeStateAsUpdate } from 'yjs';
import { dataFolder, serve } from '../servers/serve.ts';

// @hocuspocus/server as its README starts it, every setting at its default, with SQLite behind it. Its own SQLite
// extension needs a module that compiles when it is installed; this one runs the same statements at the same moments
// on node:sqlite.

interface Loading {
  readonly documentName: string;
  readonly document: Doc;
}

interface HocuspocusServer {
  listen(): Promise<unknown>;
  readonly address: { readonly port: number };
}

interface HocuspocusModule {
  readonly Server: new (configuration: object) => HocuspocusServer;
}

// Not an import: its types are there only once the peers are installed.
const name = '@hocuspocus/server';
const { Server } = (await import(name)) as HocuspocusModule;

const database = new DatabaseSync(join(dataFolder(), 'hocuspocus.db'));
database.exec(
  'CREATE TABLE IF NOT EXISTS "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))',
);
const select = database.prepare('SELECT data FROM "documents" WHERE name = ?');
const upsert = database.prepare(
  'INSERT INTO "documents" ("name", "data") VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data',
);

const sqlite = {
  async onLoadDocument({ documentName, document }: Loading) {
    const data = select.get(documentName)?.['data'];
    if (data instanceof Uint8Array) applyUpdate(document, data);
  },
  async onStoreDocument({ documentName, document }: Loading) {
    upsert.run(documentName, encodeStateAsUpdate(document));
  },
};

const server = new Server({
  address: '127.0.0.1',
  port: 0,
  quiet: true,
  stopOnSignals: false,
  extensions: [sqlite],
});
await server.listen();
serve(server.address.port);
