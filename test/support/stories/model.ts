// Model-based test of pods: random stories are played in a simulated cluster, and after each turn what the running app
// shows is compared with snapshots of the cluster. One app runs through many stories.
import { podOf } from '../../../simulator/cluster/pod.ts';
import type { LoggedRequest } from '../../../simulator/server/simulated-api-server.ts';
import { nameFor, podFor, type Turn, type PodRef } from './model-story.ts';
import { hasEnded } from '../cluster/recount.ts';
import { difference, mismatchText, type Snapshot, snapshotOf } from './snapshot.ts';
import { drainSockets, ShieldedCluster } from '../cluster/shielded-cluster.ts';

const STALE_AFTER = 90_000;
const DAY = 86_400_000;

export class Model {
  private readonly world: ShieldedCluster;
  private snapshots: Snapshot[] = [];
  /** Pending timers of an idle app. */
  private timers = 0;
  private story: readonly Turn[] = [];
  /** The last watch request before versions went back; absent once the shield has reconnected. */
  private oldWatch: LoggedRequest | undefined;
  /** The last response that a client received for each path. */
  private received = new Map<string, ReceivedBadge>();

  private constructor(world: ShieldedCluster) {
    this.world = world;
  }

  static async start(): Promise<Model> {
    // Lists of several pages.
    const world = new ShieldedCluster({ server: { maxPageSize: 3 } });
    await world.start();
    await world.until('the watch is open', () => world.server.watches === 1);
    world.clock.advance(10_000);
    await drainSockets();
    const model = new Model(world);
    model.timers = world.clock.pending;
    return model;
  }

  stop(): Promise<void> {
    return this.world.stop();
  }

  /** Throws when something is shown that wasn't true within STALE_AFTER and isn't marked stale. */
  async play(story: readonly Turn[]): Promise<void> {
    await this.reset();
    this.story = story;
    for (const turn of story) {
      if (turn.do === 'request badge') await this.requestBadge(turn.pod);
      else if (!this.isAhead() || !CHANGES.has(turn.do)) this.apply(turn);
      await drainSockets();
      await this.check();
    }
    await this.converge();
  }

  /** Waits until the app shows no service of the previous story. */
  private async reset(): Promise<void> {
    const { cluster } = this.world;
    for (const { metadata } of cluster.pods()) cluster.delete(metadata.namespace, metadata.name);
    // Events are ordered: once this pod is shown, all earlier events are processed.
    cluster.set(podOf({ kind: 'StatefulSet', name: 'milestone' }, { metadata: { namespace: 'shop' } }));
    this.takeSnapshot();
    await this.converge();
    cluster.delete('shop', 'milestone-0');
    await this.forget();
    this.snapshots = [];
    this.received.clear();
    this.takeSnapshot();
  }

  /**
   * Repeated, as the shield may not have received the deletion of the last pod yet. In small jumps: a thousand stories
   * must end before 2106, when the seconds since 1970 take 33 bits, of which pod.proto reads 32.
   */
  private async forget(): Promise<void> {
    const { clock } = this.world;
    const isEmpty = async (): Promise<boolean> => {
      clock.setWall(clock.now().wall + 5 * DAY);
      return (await this.world.shown()).size === 0;
    };
    await this.world.until(
      `no service of this story is shown any more: ${JSON.stringify(this.story)}`,
      isEmpty,
      240_000,
      3_000,
    );
  }

  /**
   * After a restore the shield's version is newer than the cluster's. If the cluster reached the same versions by other
   * changes before the shield noticed, no client could detect that: so the cluster doesn't change until then.
   */
  private isAhead(): boolean {
    const { server, cluster } = this.world;
    if (this.oldWatch === undefined) return false;
    const last = server.requestsOf('watch').at(-1);
    const from = Number(new URL(last?.url ?? '', server.url).searchParams.get('resourceVersion'));
    if (last === this.oldWatch || from > cluster.version) return true;
    this.oldWatch = undefined;
    return false;
  }

  private apply(turn: Exclude<Turn, { do: 'request badge' }>): void {
    const { cluster, server, clock } = this.world;
    switch (turn.do) {
      case 'set': {
        const pod = podFor(turn.pod, turn.state, clock.now().wall);
        const before = cluster.get(pod.metadata.namespace, pod.metadata.name);
        // A pod that ended or is terminating never runs again.
        if (before && (hasEnded(before) || before.metadata.deletionTimestamp !== undefined)) return;
        cluster.set(pod);
        break;
      }
      case 'delete': {
        const { metadata } = podFor(turn.pod, 'ready', 0);
        cluster.delete(metadata.namespace, metadata.name);
        break;
      }
      case 'wait':
        clock.advance(turn.ms);
        return;
      case 'jump':
        clock.setWall(clock.now().wall + turn.hours * 3_600_000);
        return;
      case 'fault':
        server.faults.add(turn.fault);
        return;
      case 'bookmark':
        server.bookmark();
        return;
      case 'end watches':
        server.endWatches();
        return;
      case 'fail watches':
        server.failWatches();
        return;
      case 'silence':
        server.silence();
        return;
      case 'cut':
        server.cutConnections();
        return;
      case 'compact':
        cluster.compact();
        return;
      case 'restore': {
        const version = this.snapshots.at(-1 - turn.back)?.version;
        if (version === undefined || cluster.podsAt(version) === undefined) return;
        cluster.restoreTo(version);
        server.cutConnections();
        this.oldWatch = server.requestsOf('watch').at(-1);
        break;
      }
      case 'clear faults':
        server.faults.clear();
        return;
    }
    this.takeSnapshot();
  }

  private takeSnapshot(): void {
    const { cluster, clock } = this.world;
    const last = this.snapshots.at(-1);
    if (last) last.replacedAt = clock.now().monotonic;
    this.snapshots.push(snapshotOf(cluster.version, cluster.pods(), last));
  }

  private async check(): Promise<void> {
    const shown = await this.world.shown();
    const stale = [...shown.values()].filter(({ state }) => state === 'stale');
    if (stale.length > 0 && stale.length < shown.size)
      throw new Error('some services of the only source are stale, and others are not');
    for (const [name, { status }] of shown)
      if (!WELL_FORMED.test(status)) throw new Error(`${name} has a malformed status: ${status}`);
    // An empty list has no color that could show staleness.
    const isStale = stale.length > 0 || shown.size === 0;
    const now = this.world.clock.now();
    const possible = this.snapshots.filter(({ replacedAt }) => isStale || replacedAt >= now.monotonic - STALE_AFTER);
    const isTrue = possible.findLast((snapshot) => difference(shown, snapshot, now.wall) === undefined) !== undefined;
    if (!isTrue) throw new Error(mismatchText(shown, possible, { isStale, now }));
    if (!isStale) await this.checkAggregates();
  }

  /** A badge shows what the service list shows at that moment, also when it is revalidated. */
  private async requestBadge(pod: PodRef): Promise<void> {
    const { namespace } = pod;
    const name = nameFor(pod);
    const path = `/_/${name}/health?namespace=${namespace}`;
    const before = await this.textOf(`${namespace}/${name}`);
    const known = this.received.get(path);
    const { status, headers, body } = await this.world.ask(path, known && { 'if-none-match': known.etag });
    const shown = status === 304 && known !== undefined ? known : { etag: headers.etag ?? '', body };
    this.received.set(path, shown);
    // An event may arrive between two requests; then there is nothing to compare.
    if (before !== (await this.textOf(`${namespace}/${name}`))) return;
    if (!shown.body.includes(`aria-label="health: ${before}"`))
      throw new Error(`${path} doesn't show ${before}, as the list of services does`);
  }

  private async textOf(name: string): Promise<string> {
    return (await this.world.shown()).get(name)?.status ?? 'not found';
  }

  /** Aggregates are the exact sum of what is shown. */
  private async checkAggregates(): Promise<void> {
    for (const prefix of ['*', 'web']) {
      const path = `/a/${prefix}/health?format=raw`;
      const [before, { body }] = [await this.expectedAggregate(prefix), await this.world.ask(path)];
      // An event may arrive between two requests; then there is nothing to compare.
      const isQuiet = before === (await this.expectedAggregate(prefix));
      const sum = JSON.parse(body) as Readonly<Record<string, number>>;
      const text = `${sum['ready'] ?? 0}/${sum['total'] ?? 0} (${sum['restarts'] ?? 0})`;
      if (isQuiet && text !== before)
        throw new Error(`the aggregate of ${prefix} is ${text}, and the services add up to ${before}`);
    }
  }

  private async expectedAggregate(prefix: string): Promise<string> {
    const shown = [...(await this.world.shown())].filter(([name]) => prefix === '*' || name.includes(`/${prefix}`));
    const parts = shown.map(([, { status }]) => COUNTS.exec(status));
    const [ready = 0, total = 0, restarts = 0] = [1, 2, 3].map((at) =>
      parts.reduce((sum, counts) => sum + Number(counts?.[at] ?? 0), 0),
    );
    return `${ready}/${total} (${restarts})`;
  }

  /** Without faults the app converges to the cluster's state, keeps one watch, and leaks no timers or connections. */
  private async converge(): Promise<void> {
    const { server, clock } = this.world;
    server.faults.clear();
    const isTrue = async (): Promise<boolean> => {
      const shown = await this.world.shown();
      const current = this.snapshots.at(-1);
      const isFresh = [...shown.values()].every(({ state }) => state !== 'stale');
      return isFresh && current !== undefined && difference(shown, current, clock.now().wall) === undefined;
    };
    await this.world.until('what is shown equals the cluster', isTrue, 240_000, 3_000).catch(async (cause: unknown) => {
      const story = `\nThe story: ${JSON.stringify(this.story)}`;
      throw new Error(
        mismatchText(await this.world.shown(), this.snapshots.slice(-1), { isStale: false, now: clock.now() }) + story,
        { cause },
      );
    });
    await this.world.until('one watch is open', () => server.watches === 1 && !this.isAhead(), 240_000, 3_000);
    // Timers of a backoff, or of a batch of changes, run out.
    await this.world.until('no timer is leaked', () => clock.pending <= this.timers, 10_000, 500);
    if (server.openConnections > 2) throw new Error(`${server.openConnections} connections are open`);
  }
}

interface ReceivedBadge {
  readonly etag: string;
  readonly body: string;
}

/** Turns that advance the cluster's version. */
const CHANGES: ReadonlySet<Turn['do']> = new Set(['set', 'delete', 'compact']);

const COUNTS = /^(\d+)\/(\d+) \((\d+) restarts?\)/;
const WELL_FORMED = /^(?:\d+\/\d+ \(\d+ restarts?\)|no pods|completed|failed|retrying)(?: \(stale\))?$/;
