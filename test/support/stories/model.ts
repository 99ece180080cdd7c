// The shield against a model: random stories happen to a simulated cluster, and after each turn what the running app
// shows is judged by a naive recount of what the cluster was meant to be. One app lives through many stories.
import type { StoredPod } from '../../../simulator/cluster/kubernetes-objects.ts';
import { podOf } from '../../../simulator/cluster/pod.ts';
import type { LoggedRequest } from '../../../simulator/server/simulated-api-server.ts';
import { keyOf } from '../../../simulator/cluster/simulated-cluster.ts';
import { nameFor, podFor, type Turn, type Who } from './model-story.ts';
import {
  type Counted,
  countOf,
  gapsIn,
  hasEnded,
  isRunPod,
  recount,
  type Recount,
  serviceOf,
} from '../cluster/recount.ts';
import { breathe, ShieldedCluster, type Shown } from '../cluster/shielded-cluster.ts';

const STALE_AFTER = 90_000;
const DAY = 86_400_000;

/** The cluster at one version. */
interface Picture {
  readonly version: number;
  readonly pods: readonly StoredPod[];
  /** Run pods that had ended and were taken away before: a shield may have seen how, or not. */
  readonly goneRuns: readonly StoredPod[];
  /** `namespace/name` of every service there ever was in this story. */
  readonly everything: ReadonlySet<string>;
  /** Monotonic milliseconds at which the next took its place. */
  until: number;
}

export class Model {
  private readonly world: ShieldedCluster;
  private pictures: Picture[] = [];
  private alarms = 0;
  private last: readonly Turn[] = [];
  /** The last watch that was asked for when versions went back; absent once the shield has noticed. */
  private oldWatch: LoggedRequest | undefined;
  private readers = new Map<string, SeenBadge>();

  private constructor(world: ShieldedCluster) {
    this.world = world;
  }

  static async start(): Promise<Model> {
    // Lists of several pages.
    const world = new ShieldedCluster({ server: { longestPage: 3 } });
    await world.start();
    await world.until('the watch is open', () => world.server.watches === 1);
    world.clock.advance(10_000);
    await breathe();
    const model = new Model(world);
    model.alarms = world.clock.pending;
    return model;
  }

  stop(): Promise<void> {
    return this.world.stop();
  }

  /** Throws where something is shown that isn't true, wasn't lately, and doesn't say so. */
  async tell(story: readonly Turn[]): Promise<void> {
    await this.reset();
    this.last = story;
    for (const turn of story) {
      if (turn.do === 'look') await this.look(turn.who);
      else if (!this.isAhead() || !CHANGES.has(turn.do)) this.take(turn);
      await breathe();
      await this.judge();
    }
    await this.heal();
  }

  /** Everything of the story before is forgotten. */
  private async reset(): Promise<void> {
    const { cluster } = this.world;
    for (const { metadata } of cluster.pods()) cluster.delete(metadata.namespace, metadata.name);
    // Events come in order: once this one is known, so is all before it.
    cluster.set(podOf({ kind: 'StatefulSet', name: 'milestone' }, { metadata: { namespace: 'shop' } }));
    this.draw();
    await this.heal();
    cluster.delete('shop', 'milestone-0');
    await this.forget();
    this.pictures = [];
    this.readers.clear();
    this.draw();
  }

  /**
   * Not at once where the shield doesn't know yet that the last pod is gone. In small jumps: a thousand stories must end
   * before 2106, when the seconds since 1970 take 33 bits, of which pod.proto reads 32.
   */
  private async forget(): Promise<void> {
    const { clock } = this.world;
    const isEmpty = async (): Promise<boolean> => {
      clock.setWall(clock.now().wall + 5 * DAY);
      return (await this.world.shown()).size === 0;
    };
    await this.world.until(`all is forgotten of ${JSON.stringify(this.last)}`, isEmpty, 240_000, 3_000);
  }

  /**
   * After a restore, what the shield has is newer than what the cluster has. Should the cluster now get to the same
   * versions by other changes before the shield has noticed, no client could tell: so it gets no changes until then.
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

  private take(turn: Exclude<Turn, { do: 'look' }>): void {
    const { cluster, server, clock } = this.world;
    switch (turn.do) {
      case 'set': {
        const pod = podFor(turn.who, turn.how, clock.now().wall);
        const before = cluster.get(pod.metadata.namespace, pod.metadata.name);
        // A pod that ended or is leaving comes to life no more.
        if (before && (hasEnded(before) || before.metadata.deletionTimestamp !== undefined)) return;
        cluster.set(pod);
        break;
      }
      case 'delete': {
        const { metadata } = podFor(turn.who, 'ready', 0);
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
        const version = this.pictures.at(-1 - turn.back)?.version;
        if (version === undefined || cluster.podsAt(version) === undefined) return;
        cluster.restoreTo(version);
        server.cutConnections();
        this.oldWatch = server.requestsOf('watch').at(-1);
        break;
      }
      case 'heal':
        server.faults.clear();
        return;
    }
    this.draw();
  }

  private draw(): void {
    const { cluster, clock } = this.world;
    const pods = cluster.pods();
    const last = this.pictures.at(-1);
    if (last) last.until = clock.now().monotonic;
    const uids = new Set(pods.map(({ metadata }) => metadata.uid));
    const went = (last?.pods ?? []).filter((pod) => isRunPod(pod) && hasEnded(pod) && !uids.has(pod.metadata.uid));
    const names = pods.map((pod) => serviceOf(pod, pods)).filter((name) => name !== undefined);
    this.pictures.push({
      version: cluster.version,
      pods,
      goneRuns: [...(last?.goneRuns ?? []), ...went],
      everything: new Set([...(last?.everything ?? []), ...names]),
      until: Infinity,
    });
  }

  private async judge(): Promise<void> {
    const shown = await this.world.shown();
    const stale = [...shown.values()].filter(({ state }) => state === 'stale');
    if (stale.length > 0 && stale.length < shown.size) throw new Error('half of one source is stale');
    for (const [name, { status }] of shown) if (!WELL_FORMED.test(status)) throw new Error(`${name}: ${status}`);
    // An empty list has no color that could say so.
    const isStale = stale.length > 0 || shown.size === 0;
    const now = this.world.clock.now();
    const possible = this.pictures.filter(({ until }) => isStale || until >= now.monotonic - STALE_AFTER);
    const isTrue = possible.findLast((picture) => this.whyNot(shown, picture) === undefined) !== undefined;
    if (!isTrue) throw new Error(this.complaint(shown, possible, isStale));
    if (!isStale) await this.judgeSums();
  }

  /** What keeps the picture from being what is shown; undefined where it is. */
  private whyNot(shown: ReadonlyMap<string, Shown>, picture: Picture): string | undefined {
    const { wall } = this.world.clock.now();
    const truth = recount(picture.pods, wall);
    for (const name of new Set([...truth.keys(), ...shown.keys()])) {
      const is = shown.get(name);
      if (is === undefined) return `${name} is missing`;
      if (isSame(is, truth.get(name))) continue;
      const others = this.otherwise(name, truth, picture, wall);
      if (!others.some((other) => isSame(is, other))) {
        return `${name} reads ${is.status} ${is.color}, and not ${others.map(({ status }) => status).join(' or ')}`;
      }
    }
    return undefined;
  }

  /** What else it may read, as some runs ended and are gone, and a shield may have seen which. */
  private otherwise(
    name: string,
    truth: Recount,
    { pods, goneRuns, everything }: Picture,
    wall: number,
  ): readonly Counted[] {
    const here = pods.filter((pod) => serviceOf(pod, pods) === name);
    const uids = new Set(here.map(({ metadata }) => metadata.uid));
    const went = goneRuns.filter((pod) => serviceOf(pod, goneRuns) === name && !uids.has(pod.metadata.uid));
    const gone = went.slice(-6);
    const seen = subsets(gone).flatMap((some) => countsOf([...here, ...some], wall));
    const known = truth.has(name) ? [] : everything.has(name) ? [NO_PODS] : [];
    return [...seen, ...known].filter(({ status }) => truth.has(name) || everything.has(name) || status === '');
  }

  /** A badge shows what the service list shows at that moment, also to a reader who asks whether it has changed. */
  private async look(who: Who): Promise<void> {
    const { namespace } = who;
    const name = nameFor(who);
    const path = `/_/${name}/health?namespace=${namespace}`;
    const before = await this.textOf(`${namespace}/${name}`);
    const known = this.readers.get(path);
    const { status, headers, body } = await this.world.ask(path, known && { 'if-none-match': known.etag });
    const seen = status === 304 && known !== undefined ? known : { etag: headers.etag ?? '', body };
    this.readers.set(path, seen);
    // News may come between two questions; then there is nothing to compare.
    if (before !== (await this.textOf(`${namespace}/${name}`))) return;
    if (!seen.body.includes(`aria-label="health: ${before}"`)) throw new Error(`${path} doesn't show ${before}`);
  }

  private async textOf(name: string): Promise<string> {
    return (await this.world.shown()).get(name)?.status ?? 'not found';
  }

  /** Aggregates add up exactly what is shown: nothing twice, nothing below nothing. */
  private async judgeSums(): Promise<void> {
    for (const prefix of ['*', 'web']) {
      const asked = `/a/${prefix}/health?format=raw`;
      const [before, { body }] = [await this.expectedSum(prefix), await this.world.ask(asked)];
      // News may come between two questions; then there is nothing to compare.
      const isQuiet = before === (await this.expectedSum(prefix));
      const sum = JSON.parse(body) as Readonly<Record<string, number>>;
      const text = `${sum['ready'] ?? 0}/${sum['total'] ?? 0} (${sum['restarts'] ?? 0})`;
      if (isQuiet && text !== before) throw new Error(`${prefix} adds up to ${text}, not ${before}`);
    }
  }

  private async expectedSum(prefix: string): Promise<string> {
    const shown = [...(await this.world.shown())].filter(([name]) => prefix === '*' || name.includes(`/${prefix}`));
    const parts = shown.map(([, { status }]) => COUNTS.exec(status));
    const [ready = 0, total = 0, restarts = 0] = [1, 2, 3].map((at) =>
      parts.reduce((sum, counts) => sum + Number(counts?.[at] ?? 0), 0),
    );
    return `${ready}/${total} (${restarts})`;
  }

  /** All is well again: the picture equals the cluster, what happens is seen, and nothing is left over. */
  private async heal(): Promise<void> {
    const { server, clock } = this.world;
    server.faults.clear();
    const isTrue = async (): Promise<boolean> => {
      const shown = await this.world.shown();
      const current = this.pictures.at(-1);
      const isFresh = [...shown.values()].every(({ state }) => state !== 'stale');
      return isFresh && current !== undefined && this.whyNot(shown, current) === undefined;
    };
    await this.world.until('the picture equals the cluster', isTrue, 240_000, 3_000).catch(async (cause: unknown) => {
      const story = JSON.stringify(this.last);
      throw new Error(this.complaint(await this.world.shown(), this.pictures.slice(-1), false) + story, { cause });
    });
    await this.world.until('one watch is open', () => server.watches === 1 && !this.isAhead(), 240_000, 3_000);
    // A wait that the last turn began, or a moment in which changes are gathered.
    await this.world.until('no timer is left over', () => clock.pending <= this.alarms, 10_000, 500);
    if (server.openConnections > 2) throw new Error(`${server.openConnections} connections are open`);
  }

  private complaint(shown: ReadonlyMap<string, Shown>, possible: readonly Picture[], isStale: boolean): string {
    const { monotonic } = this.world.clock.now();
    const reasons = possible.map((picture) => {
      const age = picture.until === Infinity ? 'now' : `${(monotonic - picture.until) / 1_000} s ago`;
      return `as of ${age}: ${this.whyNot(shown, picture) ?? ''} (${picture.pods.map(keyOf).join(' ')})`;
    });
    const lines = [...shown].map(([name, { status, color }]) => `${name}: ${status} ${color}`);
    return `${isStale ? 'Stale' : 'Fresh'}, and never true:\n${lines.join('\n')}\n${reasons.join('\n')}`;
  }
}

interface SeenBadge {
  readonly etag: string;
  readonly body: string;
}

/** What moves the cluster's version on. */
const CHANGES: ReadonlySet<Turn['do']> = new Set(['set', 'delete', 'compact']);

const NO_PODS: Counted = { status: 'no pods', color: 'lightgrey' };
const COUNTS = /^(\d+)\/(\d+) \((\d+) restarts?\)/;
const WELL_FORMED = /^(?:\d+\/\d+ \(\d+ restarts?\)|no pods|completed|failed|retrying)(?: \(stale\))?$/;

function isSame({ status, color, state }: Shown, counted: Counted | undefined): boolean {
  if (state === 'stale') return status === `${counted?.status ?? ''} (stale)` && color === 'lightgrey';
  return status === counted?.status && color === counted.color;
}

/** Gaps between the pods of a StatefulSet count once they have lasted, and that is not known here. */
function countsOf(pods: readonly StoredPod[], wall: number): readonly Counted[] {
  return Array.from({ length: gapsIn(pods) + 1 }, (_, missing) => countOf(pods, wall, missing));
}

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  return all.reduce<readonly (readonly T[])[]>((some, one) => [...some, ...some.map((few) => [...few, one])], [[]]);
}
