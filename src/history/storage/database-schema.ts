// The tables, version by version. A migration is never changed once it was released: another one follows it.

export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE service (id INTEGER PRIMARY KEY, cluster TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL,
     run INTEGER NOT NULL, UNIQUE (cluster, namespace, name));
   CREATE TABLE text (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
   CREATE TABLE change (service INTEGER NOT NULL, at INTEGER NOT NULL, state INTEGER NOT NULL, reason INTEGER NOT NULL,
     version INTEGER NOT NULL, PRIMARY KEY (service, at)) WITHOUT ROWID;
   CREATE TABLE day (service INTEGER NOT NULL, day INTEGER NOT NULL, down INTEGER NOT NULL, degraded INTEGER NOT NULL,
     stale INTEGER NOT NULL, unknown INTEGER NOT NULL, ok INTEGER NOT NULL, PRIMARY KEY (service, day)) WITHOUT ROWID;
   CREATE TABLE run (id INTEGER PRIMARY KEY, started INTEGER NOT NULL, alive INTEGER NOT NULL);
   CREATE TABLE progress (id INTEGER PRIMARY KEY, day INTEGER NOT NULL, service INTEGER NOT NULL)`,
  // Objects, too: those of a kind. A service has none.
  `ALTER TABLE service RENAME TO service_before;
   CREATE TABLE service (id INTEGER PRIMARY KEY, cluster TEXT NOT NULL, resource TEXT NOT NULL, namespace TEXT NOT NULL,
     name TEXT NOT NULL, run INTEGER NOT NULL, UNIQUE (cluster, resource, namespace, name));
   INSERT INTO service SELECT id, cluster, '', namespace, name, run FROM service_before;
   DROP TABLE service_before`,
];

/** In HISTORY_DIR. */
export const FILE = 'history.db';
export const SCHEMA_VERSION = MIGRATIONS.length;
