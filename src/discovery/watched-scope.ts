// The parts of the cluster that are watched, each with its own watches: the namespaces of WATCH_NAMESPACES, or all in one.
import type { Config } from '../config/config.ts';
import type { ApiFault } from '../kubernetes/fault/api-fault.ts';
import type { PageSlots } from '../kubernetes/http/page-slots.ts';
import type { KnownObjects, ObjectIdentity, Resource } from '../kubernetes/resource/resource.ts';
import type { ObjectSink } from '../kubernetes/watch/object-sink.ts';
import { CompositeSource, type Source } from '../kubernetes/watch/source.ts';
import type { SourceWatch, WatchedSource } from '../kubernetes/watch/source-watch.ts';
import type { Partition } from './index/partition.ts';
import type { Pod } from './pods/pod.ts';
import type { WorkloadResource } from './workloads/workload-resources.ts';
import type { Workload } from './workloads/workload.ts';
import { WorkloadSet } from './workloads/workload-set.ts';

/** A part of the cluster with its own watches: one namespace, or all of them. */
export interface WatchedScope {
  /** Undefined: the whole cluster. */
  readonly namespace: string | undefined;
  readonly pods: SourceWatch<Pod>;
  readonly workloads: readonly SourceWatch<Workload>[];
  /** The sources of `health`. */
  readonly health: Source;
}

export interface WatchOptions {
  /** Whether the shield can do without the source for now. */
  readonly isOptional?: () => boolean;
  readonly faulted?: (fault: ApiFault) => void;
  /** Cluster-scoped objects, which can't be excluded by namespace. */
  readonly isClusterWide?: boolean;
  /** Shared by watches, to limit concurrent lists. */
  readonly slots?: PageSlots;
}

/** Creates the watch of one resource. */
export interface WatchFactory {
  createWatch<Item extends ObjectIdentity>(
    resource: Resource<Item>,
    source: Source,
    namespace: string | undefined,
    sink: ObjectSink<Item> & KnownObjects<Item>,
    options?: WatchOptions,
  ): SourceWatch<Item>;
}

export interface WatchedResources {
  readonly pods: Resource<Pod>;
  /** Empty if workloads aren't watched. */
  readonly workloads: readonly WorkloadResource[];
}

export function watchedScopes(
  config: Config,
  resources: WatchedResources,
  partitionOf: (source: Source) => Partition,
  factory: WatchFactory,
): readonly WatchedScope[] {
  return namespacesOf(config).map((namespace) => {
    const podSource = sourceOf(config, 'pods', namespace);
    const partition = partitionOf(podSource);
    const pods = factory.createWatch(resources.pods, podSource, namespace, partition);
    const workloads = resources.workloads.map((kind) => {
      const source = sourceOf(config, kind.plural, namespace);
      return createWorkloadWatch(factory, kind, { source, namespace, pods, partition });
    });
    return { namespace, pods, workloads, health: healthOf(sourceOf(config, 'workloads', namespace), pods, workloads) };
  });
}

/** Undefined: all of them in one watch. */
function namespacesOf({ discovery }: Config): readonly (string | undefined)[] {
  return discovery.watchNamespaces.length === 0 ? [undefined] : [...new Set(discovery.watchNamespaces)];
}

interface WorkloadParts {
  readonly source: Source;
  readonly namespace: string | undefined;
  readonly pods: WatchedSource;
  readonly partition: Partition;
}

function createWorkloadWatch(
  factory: WatchFactory,
  kind: WorkloadResource,
  { source, namespace, pods, partition }: WorkloadParts,
): SourceWatch<Workload> {
  const set = new WorkloadSet(partition.workloads(kind.kind));
  const areAnswered = (): boolean => pods.state === 'listing' || pods.state === 'watching';
  return factory.createWatch(kind, source, namespace, set, { isOptional: () => pods.hasListed && areAnswered() });
}

function healthOf(
  { id, cluster, staleAfter }: Source,
  pods: WatchedSource,
  workloads: readonly WatchedSource[],
): Source {
  if (workloads.length === 0) return pods.source;
  return new CompositeSource(id, cluster, staleAfter, [pods, ...workloads]);
}

function sourceOf({ cluster, discovery }: Config, name: string, namespace: string | undefined): Source {
  const id = namespace === undefined ? name : `${name}/${namespace}`;
  return { id, cluster, provenAt: undefined, staleAfter: discovery.staleAfter };
}
