// Who may read, with which keys, and the cluster's name, which shields that talk to each other need.
import type { AccessConfig, AccessMode, PeerConfig } from '../config.ts';
import { isClusterName } from '../names.ts';
import { type EnvReader, quote } from './env-reader.ts';
import { NAMES } from './parse-peers.ts';

export function parseAccess(read: EnvReader, byDefault: AccessMode): AccessConfig {
  const secretFile = parseSecretFile(read);
  const mode = read.choice('ACCESS', ['public', 'private', 'badges', 'badges-by-link'], byDefault);
  const [readTokensFile, badgeKeysFile] = [read.text('READ_TOKENS'), read.text('BADGE_KEYS')];
  if (mode === 'badges-by-link' && badgeKeysFile === undefined)
    read.fault('BADGE_KEYS', 'is needed by ACCESS=badges-by-link. Set it to the path of a key file of its own.');
  return {
    mode,
    hosts: read
      .listOf('SHIELD_HOSTS', isAuthority, 'a host or host:port, as clients write it into the Host header')
      .map((host) => host.toLowerCase()),
    ...(secretFile !== undefined && { secretFile }),
    ...(readTokensFile !== undefined && { readTokensFile }),
    ...(badgeKeysFile !== undefined && { badgeKeysFile }),
  };
}

/** The path is never printed: if somebody sets the key itself by mistake, it must not be in the log. */
function parseSecretFile(read: EnvReader): string | undefined {
  const file = read.text('INTRA_SECRET');
  const oldName = read.text('INTRA_SHIELD_SECRET');
  if (file !== undefined && oldName !== undefined && file !== oldName) {
    read.fault('INTRA_SHIELD_SECRET', 'names another file than INTRA_SECRET. Set only one of the two.');
  }
  return file ?? oldName;
}

/** A host with an optional port, without any other part of a URL. */
const isAuthority = (text: string): boolean => /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/.test(text);

export function parseCluster(read: EnvReader, access: AccessConfig, peers: readonly PeerConfig[]): string {
  const name = read.text('CLUSTER_NAME');
  if (name !== undefined && !isClusterName(name))
    read.fault('CLUSTER_NAME', `${quote(name)} can't be a name. ${NAMES}`);
  if (name === undefined && (peers.length > 0 || access.secretFile !== undefined)) {
    read.fault(
      'CLUSTER_NAME',
      'is needed where shields talk to each other. Set the name by which others know this cluster.',
    );
  }
  if (peers.length > 0 && access.secretFile === undefined) {
    read.fault(
      'INTRA_SECRET',
      'is needed to ask the peers of OTHER_SHIELDS. Set it to the path of the file with the shared key.',
    );
  }
  return name ?? 'local';
}
