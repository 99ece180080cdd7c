// The links of a workload's annotations `kube-shields/link.NAME`, which others wrote, as readers may safely follow them.
import type { WorkloadLink } from '../../discovery/workloads/workload.ts';

export interface SafeLink {
  readonly name: string;
  readonly url: string;
  /** Where it leads, in ASCII: letters that look like others can't pass for another site. */
  readonly host: string;
}

/** One of each name, at most 8: https alone, to a named host, and without user name or password. */
export function safeLinks(links: readonly WorkloadLink[]): readonly SafeLink[] {
  const byName = new Map(links.flatMap(safeLink).map((link) => [link.name, link]));
  return [...byName.values()].slice(0, MAX_LINKS).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const MAX_LINKS = 8;

function safeLink({ name, url }: WorkloadLink): readonly SafeLink[] {
  const parsed = URL.parse(url);
  if (name === '' || parsed?.protocol !== 'https:' || hasUser(parsed) || isAddress(parsed)) return [];
  return [{ name, url: parsed.href, host: parsed.host }];
}

function hasUser({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}

/** No page shows an IP address of a cluster. A parsed URL has them in one form, however they were written. */
function isAddress({ hostname }: URL): boolean {
  return hostname.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(hostname);
}
