// Answers requests for resources: a list as pages, a watch as a stream.
import type { Status } from '../cluster/kubernetes-objects.ts';
import type { SimulatedCluster } from '../cluster/simulated-cluster.ts';
import { type Encoding, encodingFor } from './encoding.ts';
import type { Misbehaviour } from './faults.ts';
import type { Holds } from './holds.ts';
import { listPage } from './list-page.ts';
import { OpenWatch, type WatchTiming } from './open-watch.ts';
import { refuse, type Reply, sendPage, start } from './reply.ts';
import { type ListQuery, listQueryOf, type ObjectFilter, selectorOf, watchQueryOf } from './resource-request.ts';
import type { ResourceRoute } from './route.ts';
import type { ServerOptions } from './server-options.ts';
import { statusOf } from './status.ts';
import type { Ungranted } from './ungranted.ts';
import { beginningOf } from './watch-beginning.ts';

export interface ResourceAnswerParts extends Omit<ServerOptions, 'ungranted'> {
  /** Watches are added while they are open. */
  readonly allWatches: Set<OpenWatch>;
  readonly holds: Holds;
  readonly ungranted: Ungranted;
}

export class ResourceAnswers {
  private readonly cluster: SimulatedCluster;
  private readonly parts: ResourceAnswerParts;
  private readonly timing: WatchTiming;

  constructor(cluster: SimulatedCluster, parts: ResourceAnswerParts) {
    this.cluster = cluster;
    this.parts = parts;
    const { bookmarkInterval = 60_000, slowReader = 30_000, isUntimed = false } = parts;
    this.timing = { bookmarkInterval, slowReader, isUntimed };
  }

  async answer(
    reply: Reply,
    route: ResourceRoute,
    accept: string | undefined,
    does: Misbehaviour | undefined,
  ): Promise<void> {
    const encoding = encodingFor(this.parts.isJsonOnly ? '*/*' : accept, route.type);
    const selects = selectorOf(route);
    if (encoding === undefined) refuse(reply, notAcceptable());
    else if (typeof selects === 'object') refuse(reply, selects);
    else if (route.kind === 'watch') this.watch(reply, { route, encoding, selects, does });
    else await this.list(reply, { route, encoding, selects, does });
  }

  private async list(reply: Reply, { route, encoding, selects, does }: ResourceRequest): Promise<void> {
    const query = listQueryOf(route.query);
    if ('code' in query) {
      refuse(reply, query);
      return;
    }
    const page = listPage(this.cluster, this.capped(query), { type: route.type, namespace: route.namespace, selects });
    if ('code' in page) {
      // A future version may be reached while the server waits.
      this.refuseAfter(reply, page, page.code === 504 ? (this.parts.futureListWait ?? 3000) : 0);
      return;
    }
    await this.parts.holds.pagePasses(route.type.plural);
    start(reply, 200, { 'content-type': encoding.listType });
    await sendPage(reply, encoding.list(page.meta, page.objects), does);
  }

  private capped(query: ListQuery): ListQuery {
    const max = this.parts.maxPageSize ?? Infinity;
    return max < (query.limit || Infinity) ? { ...query, limit: max } : query;
  }

  private refuseAfter(reply: Reply, status: Status, ms: number): void {
    const timer = setTimeout(() => {
      refuse(reply, status);
    }, ms);
    reply.response.on('close', () => {
      clearTimeout(timer);
    });
  }

  private watch(reply: Reply, { route, encoding, selects, does }: ResourceRequest): void {
    const query = watchQueryOf(route.query);
    if ('code' in query) {
      refuse(reply, query);
      return;
    }
    const covers: ObjectFilter = (metadata) =>
      (route.namespace === undefined || metadata.namespace === route.namespace) && (selects?.(metadata) ?? true);
    const begin = beginningOf(this.cluster, route.type.kind, query);
    const version = () => this.cluster.version;
    const options = { type: route.type, encoding, query, covers, timing: this.timing, from: begin.from, version };
    const watch = new OpenWatch(reply.response, { ...options, ...(does && { fault: does }) });
    this.parts.allWatches.add(watch);
    this.parts.ungranted.watchOpened(route.type.plural);
    reply.response.on('close', () => this.parts.allWatches.delete(watch));
    start(reply, 200, { 'content-type': encoding.watchType });
    if (this.parts.holds.areEventsHeld(route.type.plural)) watch.hold();
    watch.open(begin.initial, begin.missed);
    if (begin.fault !== undefined) watch.fail(begin.fault);
  }
}

interface ResourceRequest {
  readonly route: ResourceRoute;
  readonly encoding: Encoding;
  readonly selects: ObjectFilter | undefined;
  readonly does: Misbehaviour | undefined;
}

function notAcceptable(): Status {
  return statusOf(406, 'NotAcceptable', 'only the following media types are accepted: application/json');
}
