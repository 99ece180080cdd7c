// Validates the links in a workload's annotations `kube-shields/link.NAME`, which are untrusted, so that readers can
// follow them safely.
import type { WorkloadLink } from '../../discovery/workloads/workload.ts';

export interface SafeLink {
  readonly name: string;
  readonly url: string;
  /** The host in ASCII (punycode), so that look-alike letters can't pretend to be another site. */
  readonly host: string;
}

/** One per name, at most 8: https only, with a host name, and without credentials. */
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

/** Pages show no IP addresses of the cluster. A parsed URL has them in canonical form. */
function isAddress({ hostname }: URL): boolean {
  return hostname.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(hostname);
}
