// How each cluster is connected, in words: a refusal and a peer that can't be reached are named as that, and with what to
// do about them, instead of being waited for.
import type { ClusterInfo } from '../../federation/cluster-info.ts';
import type { PeerFaultCode } from '../../federation/hub/peer-fault.ts';
import type { FaultCode } from '../../kubernetes/fault/api-fault.ts';

export interface ClusterStatus extends ClusterInfo {
  /** Why it isn't connected, or not all of it; undefined while nothing is wrong. */
  readonly fault?: ClusterFault;
}

export interface ClusterFault {
  /** After the cluster's name. */
  readonly text: string;
  /** A sentence: what to do next. */
  readonly advice: string;
  /** Pods may not be listed there, so services may be missing from the page. */
  readonly isRefusal: boolean;
}

/** For the worst of this cluster's watches. `resource`: as RBAC rules name it. */
export function faultOfApi(code: FaultCode, resource: string): ClusterFault {
  if (code === 'forbidden') return notAllowed(resource);
  const [text, advice] = API_FAULTS[code] ?? ['can’t be watched', 'The shield’s log says what is in the way.'];
  return { text, advice, isRefusal: code === 'not-found' && resource === PODS };
}

function notAllowed(resource: string): ClusterFault {
  return {
    text: `not allowed to list ${resource}`,
    advice: `Give its service account \`list\` and \`watch\` on \`${resource}\`; docs/install.md has the manifests.`,
    isRefusal: resource === PODS,
  };
}

const PODS = 'pods';

export function faultOfPeer(code: PeerFaultCode): ClusterFault {
  const [text, advice] = PEER_FAULTS[code] ?? [
    'refuses the hub’s signature',
    'Give both shields the same INTRA_SECRET and the right time; the hub’s log says which it is.',
  ];
  return { text, advice, isRefusal: false };
}

const TRIES_AGAIN = 'It is tried again by itself.';
const CHECK_ADDRESS = 'Check its address in OTHER_SHIELDS, and what stands between; it is tried again by itself.';

const API_FAULTS: Readonly<Partial<Record<FaultCode, readonly [text: string, advice: string]>>> = {
  'not-found': ['watches a namespace that doesn’t exist', 'Check the names in WATCH_NAMESPACES.'],
  unauthorized: ['credentials not accepted', 'Renew the service account’s token; it is read again before each try.'],
  credentials: ['credentials can’t be read', 'Check the kubeconfig or the mounted token; the log says which.'],
  certificate: ['certificate not trusted', 'Check the CA in the kubeconfig or the service account.'],
  unreachable: ['API server unreachable', TRIES_AGAIN],
  throttled: ['API server too busy', TRIES_AGAIN],
  timeout: ['API server doesn’t respond', TRIES_AGAIN],
  silent: ['API server doesn’t respond', TRIES_AGAIN],
  'server-error': ['API server fails', TRIES_AGAIN],
};

const PEER_FAULTS: Readonly<Partial<Record<PeerFaultCode, readonly [text: string, advice: string]>>> = {
  unreachable: ['unreachable', CHECK_ADDRESS],
  certificate: ['certificate not trusted', 'Give its authority in NODE_EXTRA_CA_CERTS.'],
  timeout: ['doesn’t respond', CHECK_ADDRESS],
  silent: ['doesn’t respond', CHECK_ADDRESS],
  'cut-off': ['connection cut', CHECK_ADDRESS],
  redirect: ['not a shield', CHECK_ADDRESS],
  'not-a-shield': ['not a shield', CHECK_ADDRESS],
  busy: ['too busy', TRIES_AGAIN],
  unreadable: ['sends what can’t be read', 'It may be of another version; the hub’s log says more.'],
  'too-large': ['sends more than a hub takes', 'docs/federation.md has the limits.'],
  'name-clash': ['name already taken', 'Two shields have this name: set another CLUSTER_NAME in one of them.'],
  self: ['is this shield itself', 'Take it out of OTHER_SHIELDS.'],
};

/** Unix milliseconds of the oldest proof that the connected clusters depend on; undefined: none is connected. */
export function oldestProof(clusters: readonly ClusterInfo[]): number | undefined {
  const proofs = clusters
    .filter(({ connection, stale }) => connection === 'live' && stale.length === 0)
    .map(({ provenAt }) => provenAt)
    .filter((proof) => proof !== undefined);
  return proofs.length === 0 ? undefined : proofs.reduce((oldest, proof) => Math.min(oldest, proof));
}

export type ConnectionTone = 'live' | 'waiting' | 'bad';

export interface ClusterConnection {
  readonly tone: ConnectionTone;
  readonly text: string;
  /** Unix milliseconds since which it has been so. */
  readonly since?: number;
}

export function connectionLine({ connection, stale, provenAt, fault }: ClusterStatus): ClusterConnection {
  const since = provenAt === undefined ? {} : { since: provenAt };
  switch (connection) {
    case 'connecting':
      return fault === undefined ? { tone: 'waiting', text: 'connecting…' } : { tone: 'bad', text: fault.text };
    case 'disconnected':
      return { tone: 'bad', text: fault?.text ?? 'not responding', ...since };
    case 'stale':
      return { tone: 'bad', text: fault?.text ?? 'not confirmed', ...since };
    case 'live':
      if (stale.length > 0) return { tone: 'bad', text: `${stale.slice(0, 3).join(', ')} not confirmed` };
      return fault === undefined ? { tone: 'live', text: 'live' } : { tone: 'bad', text: fault.text };
  }
}
