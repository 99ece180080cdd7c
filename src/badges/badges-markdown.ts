// All badges of many services as one Markdown table, so that no one has to make a hundred by hand.
import type { Service } from '../services/service.ts';
import { badgeUrl, markdownOf } from './badge-snippet.ts';

export interface TableOptions {
  /** PUBLIC_URL without a slash at the end, or empty. */
  readonly base: string;
  /** There are several clusters: each badge says which is meant. */
  readonly isHub: boolean;
}

/** Line by line, one a service. One-offs are gone before the table is read. */
export function* badgesMarkdown(services: readonly Service[], { base, isHub }: TableOptions): Generator<string> {
  const lasting = services.filter(({ isOneOff }) => !isOneOff);
  const hasCustom = lasting.some(({ results }) => [...results.keys()].some((check) => !BUILT_IN.includes(check)));
  const head = [...(isHub ? ['Cluster'] : []), 'Namespace', 'Service', ...BUILT_IN, ...(hasCustom ? ['more'] : [])];
  yield lineOf(head);
  yield lineOf(head.map(() => '---'));
  for (const service of lasting) yield lineOf(cellsOf(service, { base, isHub }, hasCustom));
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

const BUILT_IN: readonly string[] = ['health', 'version'];

function cellsOf(service: Service, { base, isHub }: TableOptions, hasCustom: boolean): readonly string[] {
  const { cluster, namespace, name, results } = service;
  const badge = (check: string): string => {
    const address = { service: name, check, namespace, ...(isHub && { cluster }) };
    return results.has(check) ? markdownOf(badgeUrl(base, address, {}), `${name} ${check}`) : '';
  };
  const custom = [...results.keys()].filter((check) => !BUILT_IN.includes(check));
  const names = [...(isHub ? [cluster] : []), namespace, name].map(escaped);
  return [...names, ...BUILT_IN.map(badge), ...(hasCustom ? [custom.map(badge).join(' ')] : [])];
}

/** Of what names may hold, Markdown reads `_` as emphasis, and GitHub's a leading `www.` as a link. */
function escaped(name: string): string {
  return name.replaceAll('_', '\\_').replace(/^www\./i, (start) => start.replace('.', '\\.'));
}
