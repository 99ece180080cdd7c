// What an open page looks like apart from its rows: while that is the same, changed rows are all it needs.
import { createHash } from 'node:crypto';
import type { Group } from '../board/services/sections.ts';
import type { PageView } from './page-view.ts';

/** A fingerprint of everything but the rows of groups that are shown whole. */
export function shapeOf({ board, notices }: Pick<PageView, 'board' | 'notices'>): string {
  const sections = board.sections.map(({ name, groups }) => [name, groups.map(shapeOfGroup)]);
  const sources = board.sources.map(({ name, connection, stale, fault }) => [name, connection, stale, fault?.text]);
  return createHash('sha256')
    .update(JSON.stringify([sections, sources, notices]))
    .digest('base64url')
    .slice(0, 12);
}

/** Of a group that is shown in part, a row that comes or goes moves others in or out. */
function shapeOfGroup({ key, isOpen, before, after, services }: Group): unknown {
  const isPart = isOpen && before + after > 0;
  return isPart ? [key, isOpen, before, after, services[0]?.key, services.at(-1)?.key] : [key, isOpen];
}
