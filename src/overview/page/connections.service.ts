// How each cluster is connected, why it isn't, and how fresh what the pages show is.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Moment } from '../../config/clock.ts';
import type { Config } from '../../config/config.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import { DiscoveryService } from '../../discovery/discovery.service.ts';
import type { ClusterInfo } from '../../federation/cluster-info.ts';
import { FleetService } from '../../federation/fleet.service.ts';
import { PeersService } from '../../federation/hub/peers.service.ts';
import { fullName } from '../../kubernetes/resource/resource.ts';
import {
  type ClusterFault,
  type ClusterStatus,
  faultOfApi,
  faultOfPeer,
  oldestProof,
} from '../board/cluster-status.ts';
import { pageValidFor } from '../board/valid-for.ts';

@Injectable()
export class ConnectionsService {
  private readonly staleAfter: number;

  constructor(
    private readonly fleet: FleetService,
    private readonly discovery: DiscoveryService,
    private readonly peers: PeersService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) { discovery: { staleAfter } }: Config,
  ) {
    this.staleAfter = staleAfter;
  }

  clusters(now: Moment): readonly ClusterStatus[] {
    return this.fleet.clusters(now).map((info) => {
      const fault = info.isLocal ? this.localFault() : this.peerFault(info);
      return { ...info, ...(fault !== undefined && { fault }) };
    });
  }

  /** Unix milliseconds of the oldest proof that the connected clusters depend on; undefined: none is connected. */
  confirmedAt(): number | undefined {
    return oldestProof(this.fleet.clusters(this.clock.now()));
  }

  /** Milliseconds for which what is drawn now is valid. */
  validFor(): number {
    return pageValidFor(this.fleet.validFor(this.clock.now()), this.staleAfter);
  }

  /** The worst of this cluster's watches: a refusal first. */
  private localFault(): ClusterFault | undefined {
    const watches = this.discovery.watches.filter(({ state }) => state === 'refused' || state === 'failing');
    const worst = watches.find(({ state }) => state === 'refused') ?? watches[0];
    return worst?.lastFault === undefined ? undefined : faultOfApi(worst.lastFault, fullName(worst.resource));
  }

  private peerFault({ name, isNamed }: ClusterInfo): ClusterFault | undefined {
    const { peers } = this.peers;
    const peer = peers.find((one) => (isNamed ? one.name === name : one.host === name || one.config.address === name));
    return peer === undefined || peer.isConnected || peer.fault === undefined
      ? undefined
      : faultOfPeer(peer.fault.code);
  }
}
