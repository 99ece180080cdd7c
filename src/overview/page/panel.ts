// The badge panel: a badge as the reader wants it to look, and what to paste where. It is about one check of a service,
// or about everything that the page shows.
import { type Style, STYLES } from '../../badges/request/badge-query.ts';
import { aggregateUrl, badgeUrl, type BadgeLook, type Snippets, snippetsOf } from '../../badges/badge-snippet.ts';
import type { Service } from '../../services/service.ts';
import type { PanelQuery } from '../query/page-query.ts';
import { serviceHref } from '../query/service-href.ts';

export interface Panel {
  readonly title: string;
  /** What can be shown instead: the service's checks, as the address says them. */
  readonly choices: readonly { readonly value: string; readonly text: string; readonly isChosen: boolean }[];
  readonly check: string;
  readonly look: BadgeLook;
  /** Relative to the page. */
  readonly image: string;
  readonly snippets: Snippets;
  /** PUBLIC_URL is known; else the script makes addresses absolute by where the page was opened. */
  readonly isAbsolute: boolean;
}

/** How addresses of badges become links (auth/link/badge-links.service.ts). */
export interface PanelLinks {
  readonly copyBase: string | undefined;
  ownImage(address: string): string;
  toCopy(address: string): string;
}

export interface PanelContext {
  readonly links: PanelLinks;
  readonly publicUrl: string | undefined;
  readonly isHub: boolean;
  /** From the page to the site's root, without a slash at the end. */
  readonly root: string;
  /** What the page is narrowed down to. */
  readonly scope: { readonly cluster?: readonly string[]; readonly namespace?: readonly string[] };
  readonly find: (cluster: string, namespace: string, name: string) => Service | undefined;
}

/** Undefined where the address names no check that is known. */
export function panelOf(query: PanelQuery, context: PanelContext): Panel | undefined {
  const { badge = '' } = query;
  return badge.startsWith('view/')
    ? viewPanel(badge.slice(5), lookOf(query), context)
    : servicePanel(badge, query, context);
}

function servicePanel(badge: string, query: PanelQuery, context: PanelContext): Panel | undefined {
  const { publicUrl, isHub, root, find, links } = context;
  const [cluster = '', namespace = '', name = '', check = ''] = badge.split('/');
  const service = find(cluster, namespace, name);
  if (service?.results.has(check) !== true) return undefined;
  const place = { service: name, check, namespace, ...(isHub && { cluster }) };
  const look = lookOf(query);
  const base = publicUrl ?? '';
  return {
    title: `${name} ${check}`,
    choices: [...service.results.keys()].map((one) => ({
      value: `${cluster}/${namespace}/${name}/${one}`,
      text: one,
      isChosen: one === check,
    })),
    check,
    look,
    image: links.ownImage(badgeUrl(root, place, look)),
    snippets: snippetsOf(
      copied((from) => badgeUrl(from, place, look), base, links),
      `${name} ${check}`,
      `${base}/${serviceHref(service)}`,
    ),
    isAbsolute: publicUrl !== undefined || links.copyBase !== undefined,
  };
}

/** A link to the port for badges, where it has an address; else an address of this one. */
function copied(addressAt: (base: string) => string, base: string, links: PanelLinks): string {
  return links.copyBase === undefined ? addressAt(base) : links.toCopy(addressAt(links.copyBase));
}

/** One badge of all services; of one namespace and one cluster, where the page shows one. */
function viewPanel(check: string, look: BadgeLook, { publicUrl, root, scope, links }: PanelContext): Panel | undefined {
  if (!VIEW_CHECKS.includes(check)) return undefined;
  const only = (names: readonly string[] | undefined): string => (names?.length === 1 ? (names[0] ?? '') : '');
  const place = { prefix: '*', check, namespace: only(scope.namespace), cluster: only(scope.cluster) };
  const base = publicUrl ?? '';
  const pairs = Object.entries({ cluster: place.cluster, namespace: place.namespace }).filter(
    ([, value]) => value !== '',
  );
  const page = `${base}/${pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`}`;
  return {
    title: `all services, ${check}`,
    choices: VIEW_CHECKS.map((one) => ({ value: `view/${one}`, text: one, isChosen: one === check })),
    check,
    look,
    image: links.ownImage(aggregateUrl(root, place, look)),
    snippets: snippetsOf(aggregateUrl(base, place, look), `services ${check}`, page),
    isAbsolute: publicUrl !== undefined,
  };
}

const VIEW_CHECKS: readonly string[] = ['health', 'version', 'uptime'];

/** Only what isn't the default is written. */
function lookOf({ style, label = '', mark, palette, reason, logo = '' }: PanelQuery): BadgeLook {
  const known: Style | undefined = STYLES.find((one) => one === style);
  return {
    ...(known !== undefined && known !== 'flat' && { style: known }),
    ...(label !== '' && { label }),
    ...(mark !== undefined && { mark: '1' }),
    ...(palette === 'aa' && { palette }),
    ...(reason !== undefined && { reason: '1' }),
    ...(logo !== '' && { logo }),
  };
}
