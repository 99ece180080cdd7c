// A history as a shield leaves it after a year: every service changes several times a day, at times that differ between
// services. Rows are inserted as maintenance leaves them, in the order of their keys: writing change by change takes hours.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { HistoryDatabase } from '../../src/history/storage/database.loader.ts';
import { FILE } from '../../src/history/storage/database-schema.ts';
import { DAY } from '../../src/config/duration.ts';
import { HISTORIC_STATES } from '../../src/services/result/uptime.ts';

export interface SyntheticHistory {
  readonly dir: string;
  readonly services: readonly { readonly namespace: string; readonly name: string }[];
  readonly days: number;
  readonly changesADay: number;
  /** Unix milliseconds at which it ends. */
  readonly now: number;
}

export function writeHistory({ dir, services, days, changesADay, now }: SyntheticHistory): void {
  HistoryDatabase.open({ dir, keepFor: 400 * DAY, now: now - days * DAY }).close();
  const db = new DatabaseSync(join(dir, FILE));
  db.exec('PRAGMA synchronous = OFF; BEGIN');
  const today = Math.floor(now / DAY);
  db.exec(`UPDATE run SET alive = ${now}; UPDATE progress SET day = ${today}`);
  const service = db.prepare("INSERT INTO service VALUES (?, 'local', '', ?, ?, 1)");
  const change = db.prepare('INSERT INTO change VALUES (?, ?, ?, ?, ?)');
  const day = db.prepare('INSERT INTO day VALUES (?, ?, ?, 0, 0, 0, ?)');
  for (const text of TEXTS) db.prepare('INSERT INTO text (text) VALUES (?)').run(text);
  services.forEach(({ namespace, name }, i) => {
    service.run(i + 1, namespace, name);
    for (let at = 0; at < CHANGES_KEPT * changesADay; at += 1) {
      const time = now - CHANGES_KEPT * DAY + (at * DAY) / changesADay + i;
      const isDown = at % changesADay === 0;
      change.run(i + 1, Math.round(time), isDown ? DOWN : at % 2 === 0 ? OK : DEGRADED, isDown ? 1 : 0, 2 + (at % 50));
    }
  });
  services.forEach((_, i) => {
    for (let at = today - days; at < today; at += 1) day.run(i + 1, at, DAY / changesADay, DAY - DAY / changesADay);
  });
  db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}

const CHANGES_KEPT = 90;
const TEXTS = ['CrashLoopBackOff', ...Array.from({ length: 60 }, (_, i) => `v1.${i}.0`)];
const OK = HISTORIC_STATES.indexOf('ok');
const DOWN = HISTORIC_STATES.indexOf('down');
const DEGRADED = HISTORIC_STATES.indexOf('degraded');
