// The Deployments of the benchmarks: one for each service, as large as real ones, served by the simulated API server.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { realisticWorkload } from '../../simulator/cluster/realistic-workload.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { deployment } from '../../simulator/cluster/workload.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { serviceName } from './service-name.ts';

interface Services {
  readonly namespaceOf: (service: number) => string;
  readonly podsOf: (service: number) => number;
  readonly jsonOnly: boolean;
}

export class BenchWorkloads {
  private readonly cluster: SimulatedCluster;
  private readonly server: SimulatedApiServer;
  private readonly count: number;
  private readonly services: Services;
  private touched = 0;

  private constructor(cluster: SimulatedCluster, server: SimulatedApiServer, count: number, services: Services) {
    this.cluster = cluster;
    this.server = server;
    this.count = count;
    this.services = services;
    for (let service = 0; service < count; service += 1) this.set(service, 'steady');
  }

  static async create(count: number, services: Services): Promise<BenchWorkloads> {
    const cluster = new SimulatedCluster();
    const server = new SimulatedApiServer(cluster, { isJsonOnly: services.jsonOnly });
    // It sends changes to its watches only while it listens, although requests come through handle().
    await server.listen();
    return new BenchWorkloads(cluster, server, count, services);
  }

  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return this.server.handle(request, response);
  }

  /** An event of one Deployment that changes no field that a shield keeps. */
  touch(): void {
    this.touched += 1;
    this.set(this.touched % this.count, `touched-${this.touched}`);
  }

  /** Every watch ends with 410 Gone. */
  expire(): void {
    this.cluster.compact();
    this.server.failWatches();
  }

  private set(service: number, note: string): void {
    const replicas = this.services.podsOf(service);
    const metadata = {
      name: serviceName(service),
      namespace: this.services.namespaceOf(service),
      annotations: { 'bench/note': note },
    };
    this.cluster.set(realisticWorkload(deployment({ metadata, spec: { replicas } })));
  }
}
