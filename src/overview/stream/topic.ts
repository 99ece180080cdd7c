// What an open page is about, and which changes concern it.
import type { ServiceKey } from '../../services/service.ts';
import { isInScope } from '../board/board.ts';
import { type PageQuery, searchOf } from '../query/page-query.ts';

export interface Topic {
  readonly query: PageQuery;
  /** For a service's page: its name. */
  readonly service?: string;
}

export function keyOfTopic({ query, service = '' }: Topic): string {
  return `${service}?${searchOf(query)}`;
}

/** A service's page and a wall show services alone. */
export function showsObjects({ query, service }: Topic): boolean {
  return service === undefined && query.view !== 'wall';
}

/** A search matches a service's texts: one that doesn't match now may have matched before, so it concerns the page too. */
export function isAbout({ query, service }: Topic, changed: ServiceKey): boolean {
  return (service === undefined || changed.name === service) && isInScope(changed, query);
}
