// OTHER_SHIELDS: the shields of other clusters. Each entry is `host`, `host:port` (both https) or a full URL, and
// may begin with `NAME=`, which pins that cluster's name.
import type { PeerConfig } from '../config.ts';
import { type EnvReader, quote } from './env-reader.ts';
import { isClusterName } from '../names.ts';

export interface Peers {
  /** The variable is set: this shield is public, unless ACCESS is set otherwise. */
  readonly isPublic: boolean;
  readonly peers: readonly PeerConfig[];
}

/** Unset or empty: private. `None`: public, and no peers. */
export function parsePeers(read: EnvReader): Peers {
  const entries = read.list('OTHER_SHIELDS');
  if (entries.length === 1 && isNone(entries[0])) return { isPublic: true, peers: [] };
  const peers = entries.flatMap((entry, at) => parsePeer(entry, at, read) ?? []);
  return { isPublic: entries.length > 0, peers };
}

const isNone = (entry: string | undefined): boolean => entry?.toLowerCase() === 'none';

function parsePeer(entry: string, at: number, read: EnvReader): PeerConfig | undefined {
  const [, pinnedName, address = entry] = /^([^=/@:?]*)=(.*)$/.exec(entry) ?? [];
  const fault = faultOf(address, pinnedName);
  if (fault !== undefined) {
    read.fault('OTHER_SHIELDS', `${hostOf(address) || `entry ${at + 1}`} ${fault}`);
    return undefined;
  }
  const url = urlOf(address)?.href.replace(/\/+$/, '') ?? '';
  return { address: withoutCredentials(address), url, ...(pinnedName !== undefined && { pinnedName }) };
}

function faultOf(address: string, pinnedName: string | undefined): string | undefined {
  if (isNone(address)) return 'stands alone, for a public shield without peers. Take it out, or the other entries.';
  if (pinnedName !== undefined && !isClusterName(pinnedName)) return `pins a name that can't be a cluster's. ${NAMES}`;
  if (/^https?\/\//.test(address)) return 'comes after `http//` or `https//`, which lacks a colon. Write https://.';
  const url = urlOf(address);
  if (address.includes(';')) return 'comes with a `;`. Separate entries by a space or a comma.';
  if (url === undefined)
    return 'is not a shield. Write a host, host:port, or a URL that begins with https:// or http://.';
  if (url.search !== '' || url.hash !== '')
    return 'has a query or a fragment. Leave it out: a path is all a shield may have.';
  if (url.pathname.includes('@'))
    return 'comes after an `@` in a path. Write `/`, `?` and `#` in a user or password as `%2F`, `%3F` and `%23`.';
  if (!canBeDecoded(url.username) || !canBeDecoded(url.password))
    return 'has a `%` in its user or password that stands for nothing. Write it as `%25`.';
  return undefined;
}

/** Credentials are percent-decoded before they are sent. */
function canBeDecoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

export const NAMES = 'Use letters, digits, `.`, `_` and `-`, beginning and ending with a letter or digit, at most 63.';

function urlOf(address: string): URL | undefined {
  const url = URL.parse(address.includes('://') ? address : `https://${address}`);
  const isUsable = url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '';
  return isUsable ? url : undefined;
}

/** Only the host is shown in a fault: the rest of the address may contain a secret. */
function hostOf(address: string): string {
  const afterScheme = address.replace(/^[a-z][a-z0-9+.-]*:?\/\//i, '');
  const host = /^(?:\[[^\]]*\]|[^/?#:;]*)/.exec(afterScheme.slice(afterScheme.lastIndexOf('@') + 1))?.[0] ?? '';
  return host === '' ? '' : quote(host);
}

/** Credentials precede the last `@` of the authority. */
function withoutCredentials(entry: string): string {
  return entry.replace(/^((?:[^=/@:?]*=)?(?:[^/?#]*:\/\/)?)[^/?#]*@/, '$1');
}
