// The badge panel: one check's badge as the reader wants it to look, and what to paste where.
import { type Style, STYLES } from '../badges/badge-query.ts';
import { badgeUrl, type Snippets, snippetsOf } from '../badges/badge-snippet.ts';
import type { Service } from '../services/service.ts';
import type { PanelQuery } from './page-query.ts';

export interface Panel {
  /** As the address says it. */
  readonly badge: string;
  readonly service: string;
  readonly check: string;
  /** What can be shown instead: the service's checks. */
  readonly checks: readonly string[];
  readonly style: Style;
  readonly label: string;
  /** Relative to the page. */
  readonly image: string;
  readonly snippets: Snippets;
  /** Without PUBLIC_URL nothing that is copied leads here from elsewhere. */
  readonly isAbsolute: boolean;
}

export interface PanelContext {
  readonly publicUrl: string | undefined;
  readonly isHub: boolean;
  /** From the page to the site's root, without a slash at the end. */
  readonly root: string;
  readonly find: (cluster: string, namespace: string, name: string) => Service | undefined;
}

/** Undefined where the address names no check that is known. */
export function panelOf(query: PanelQuery, { publicUrl, isHub, root, find }: PanelContext): Panel | undefined {
  const { badge = '', label = '' } = query;
  const [cluster = '', namespace = '', name = '', check = ''] = badge.split('/');
  const service = find(cluster, namespace, name);
  if (service?.results.has(check) !== true) return undefined;
  const style = STYLES.find((known) => known === query.style) ?? 'flat';
  const place = { service: name, check, namespace, ...(isHub && { cluster }) };
  const look = { ...(style !== 'flat' && { style }), ...(label !== '' && { label }) };
  return {
    badge,
    service: name,
    check,
    checks: [...service.results.keys()],
    style,
    label,
    image: badgeUrl(root, place, look),
    snippets: snippetsOf(publicUrl ?? '', place, look),
    isAbsolute: publicUrl !== undefined,
  };
}
