// A peer of /v1/peers. Times are RFC 3339; unknown fields are absent.
import { timestamp } from '../../config/timestamp.ts';
import type { PeerFaultCode } from '../../federation/hub/peer-fault.ts';
import type { Peer } from '../../federation/hub/peer.ts';

export interface PeerItemJson {
  /** As configured, without credentials. */
  readonly address: string;
  readonly cluster?: string;
  /** The version of its shield. */
  readonly version?: string;
  readonly connected: boolean;
  /** Since when it is connected or disconnected. */
  readonly since: string;
  readonly lastContact?: string;
  /** Number of its services. */
  readonly services: number;
  readonly error?: PeerFaultCode;
  /** Plain HTTP: anyone on the network may read and change its data. */
  readonly insecure: boolean;
}

export function peerItem(peer: Peer, isConflicting: boolean): PeerItemJson {
  const { config, name, version, isConnected, since, lastContact, catalog, fault, isInsecure } = peer;
  const error = isConflicting ? 'name-clash' : fault?.code;
  return {
    address: config.address,
    ...(name !== '' && { cluster: name }),
    ...(version !== undefined && { version }),
    connected: isConnected,
    since: timestamp(since),
    ...(lastContact !== undefined && { lastContact: timestamp(lastContact) }),
    services: catalog.size,
    ...(error !== undefined && { error }),
    insecure: isInsecure,
  };
}
