// A running shield whose watches lag independently: events are held back, or a list arrives page by page while the other
// watches go on. It tracks what each watch has delivered so far, which is what may be shown.
import type {
  KubernetesObject,
  PodObject,
  StoredObject,
  StoredPod,
} from '../../../simulator/cluster/kubernetes-objects.ts';
import { container, podOf } from '../../../simulator/cluster/pod.ts';
import { cronJob, daemonSet, deployment, job, statefulSet, template } from '../../../simulator/cluster/workload.ts';
import { ShieldedCluster } from '../cluster/shielded-cluster.ts';
import { until } from '../time/until.ts';

export type Resource = 'pods' | 'deployments' | 'statefulsets' | 'daemonsets' | 'jobs' | 'cronjobs';

const KIND_OF = {
  pods: 'Pod',
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  jobs: 'Job',
  cronjobs: 'CronJob',
} as const satisfies Record<Resource, string>;

/** Milliseconds. The timeout for a page is ten minutes. */
const MAX_LIST = 9 * 60_000;

/** A watch that lags at one version of the cluster: its events are held back, or its list isn't complete. */
interface Late {
  readonly version: number;
  readonly by: 'hold' | 'list';
}

export class LateWatches {
  readonly world = new ShieldedCluster({
    server: { maxPageSize: 1 },
    env: { WATCH_WORKLOADS: 'true', STALE_AFTER: '168h', FORGET_AFTER: '1m' },
  });
  private readonly late = new Map<Resource, Late>();
  /** The cluster's version at the last list of each. */
  private readonly lists = new Map<Resource, number>();
  /** Unix milliseconds at which each was last listed. */
  private readonly listedAt = new Map<Resource, number>();
  /** Lists of which at least one page has arrived. */
  private readonly listing = new Set<Resource>();
  private marks = 0;

  static async start(): Promise<LateWatches> {
    const watches = new LateWatches();
    await watches.world.start();
    await watches.world.until('the app is ready', async () => (await watches.world.ask('/readyz')).status === 200);
    return watches;
  }

  stop(): Promise<void> {
    return this.world.stop();
  }

  get wall(): number {
    return this.world.clock.now().wall;
  }

  /** The version of the cluster that its watch has delivered. */
  versionOf(resource: Resource): number {
    return this.late.get(resource)?.version ?? this.world.cluster.version;
  }

  /** The pods that the watch on pods has delivered. */
  pods(matches: (pod: StoredPod) => boolean, version = this.versionOf('pods')): readonly StoredPod[] {
    return (this.world.cluster.podsAt(version) ?? []).filter(matches);
  }

  /** The object as its watch has delivered it. */
  object(resource: Resource, name: string, version = this.versionOf(resource)): StoredObject | undefined {
    const objects = this.world.cluster.objectsAt(KIND_OF[resource], version) ?? [];
    return objects.find(({ metadata }) => metadata.name === name);
  }

  /** Whether it relists: a list was requested, and isn't complete. */
  hasList(resource: Resource): boolean {
    return this.late.get(resource)?.by === 'list';
  }

  /** Whether its list would time out within `ms`. */
  wouldTimeOut(resource: Resource, ms: number): boolean {
    const since = this.listedAt.get(resource);
    return this.hasList(resource) && since !== undefined && this.wall + ms - since > MAX_LIST;
  }

  isListing(...resources: readonly Resource[]): boolean {
    return resources.some((resource) => this.listing.has(resource));
  }

  set(object: KubernetesObject): void {
    this.world.cluster.set(object);
  }

  hold(resource: Resource): void {
    if (this.late.has(resource)) return;
    this.late.set(resource, { version: this.world.cluster.version, by: 'hold' });
    this.world.server.holdEvents(resource);
  }

  release(resource: Resource): void {
    if (this.late.get(resource)?.by !== 'hold') return;
    this.world.server.releaseEvents(resource);
    this.late.delete(resource);
  }

  /** Its watch breaks, held events are lost, and it relists: see `page` and `finishList`. */
  async relist(resource: Resource): Promise<void> {
    const { server, cluster, clock } = this.world;
    const late = this.late.get(resource);
    if (late?.by === 'list') return;
    this.late.set(resource, { version: late?.version ?? cluster.version, by: 'list' });
    server.holdPages(resource);
    server.failWatches(undefined, resource);
    server.releaseEvents(resource);
    const isRequested = (): boolean => server.heldPages(resource) > 0;
    await until(`a list of ${resource} is requested`, isRequested, () => {
      clock.advance(250);
    });
    this.lists.set(resource, cluster.version);
    this.listedAt.set(resource, this.wall);
  }

  /** The cluster's version at its last list. */
  listedVersionOf(resource: Resource): number {
    return this.lists.get(resource) ?? 0;
  }

  /** Delivers one more page; does nothing without a list in progress. */
  async page(resource: Resource): Promise<void> {
    if (this.late.get(resource)?.by !== 'list') return;
    const { server } = this.world;
    const lists = server.requestsOf('list', resource).length;
    const watches = server.requestsOf('watch', resource).length;
    this.listing.add(resource);
    server.releasePage(resource);
    const isNext = (): boolean => server.requestsOf('list', resource).length > lists && server.heldPages(resource) > 0;
    const isOver = (): boolean => server.requestsOf('watch', resource).length > watches;
    await until(`the page of ${resource} is read`, () => isNext() || isOver());
    if (!isOver()) return;
    server.releasePages(resource);
    this.listing.delete(resource);
    this.late.delete(resource);
  }

  async finishList(resource: Resource): Promise<void> {
    while (this.late.get(resource)?.by === 'list') await this.page(resource);
  }

  /** Delivers all held events and pages of these watches. */
  async deliverAll(resources: readonly Resource[]): Promise<void> {
    for (const resource of resources) {
      this.release(resource);
      await this.finishList(resource);
    }
    await this.settle(resources);
  }

  /** Waits until the shield has processed everything that these watches have delivered. */
  async settle(resources: readonly Resource[]): Promise<void> {
    this.marks += 1;
    for (const resource of resources) {
      if (this.late.has(resource)) continue;
      const mark = `mark-${resource}-${this.marks}`;
      this.set(markOf(resource, mark));
      const target = resource === 'pods' ? '/v1/services/mark-pods' : `/v1/services/${mark}`;
      await until(`${mark} is shown`, async () => {
        const { status, body } = await this.world.ask(target);
        return status === 200 && (resource !== 'pods' || body.includes(`"${mark}"`));
      });
    }
  }
}

/** An object whose change is visible over HTTP: a pod's image, or the service that a workload's template names. */
function markOf(resource: Resource, mark: string): KubernetesObject | PodObject {
  const metadata = { name: `mark-${resource}`, namespace: 'marks' };
  const named = template({ restartPolicy: 'Always' }, { annotations: { 'kube-shields/service': mark } });
  const runs = template({ restartPolicy: 'Never' }, { annotations: { 'kube-shields/service': mark } });
  switch (resource) {
    case 'pods':
      return podOf(
        { kind: 'StatefulSet', name: 'mark-pods' },
        {
          metadata: { namespace: 'marks' },
          spec: { containers: [container({ image: `registry.example/mark:${mark}` })] },
        },
      );
    case 'deployments':
      return deployment({ metadata, spec: { template: named } });
    case 'statefulsets':
      return statefulSet({ metadata, spec: { template: named } });
    case 'daemonsets':
      return daemonSet({ metadata, spec: { template: named } });
    case 'jobs':
      return job({ metadata, spec: { template: runs } });
    case 'cronjobs':
      return cronJob({ metadata, spec: { jobTemplate: { spec: { template: runs } } } });
  }
}
