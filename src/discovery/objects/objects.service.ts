// Watches the kinds of WATCH_OBJECTS. Whether a kind is namespaced, and its preferred version, come from the API
// server's discovery documents; a missing kind is requested again, so that its watch starts once its
// CustomResourceDefinition is installed.
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import type { Clock } from '../../config/clock.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import type { Config, ObjectKindConfig } from '../../config/config.ts';
import { sleep } from '../../config/sleep.ts';
import { type ServedKind, servedKind, versionsOf } from '../../kubernetes/resource/api-discovery.ts';
import type { ApiFault } from '../../kubernetes/fault/api-fault.ts';
import { PageSlots } from '../../kubernetes/http/page-slots.ts';
import type { Resource } from '../../kubernetes/resource/resource.ts';
import type { SourceWatch } from '../../kubernetes/watch/source-watch.ts';
import { prove, type Source } from '../../kubernetes/watch/source.ts';
import { DiscoveryService } from '../discovery.service.ts';
import { ObjectSet } from './object-set.ts';
import { trimObject } from './trim-object.ts';
import type { WatchedChange } from './watched-change.ts';
import { WatchedKind } from './watched-kind.ts';
import type { WatchedObject } from './watched-object.ts';

interface Found {
  /** Undefined if the kind isn't served. */
  readonly served: ServedKind | undefined;
  readonly groupVersion: string;
}

const NOT_FOUND: Found = { served: undefined, groupVersion: '' };

@Injectable()
export class ObjectsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly kinds: readonly WatchedKind[];
  /** Proven each time that the API server's version is read. */
  readonly versionSource: Source;
  /** `v1.35.2`; undefined until it is read. */
  serverVersion: string | undefined;
  private readonly changes = new Subject<WatchedChange>();
  readonly changes$: Observable<WatchedChange> = this.changes.asObservable();
  private readonly log = new Logger('objects');
  private readonly slots = new PageSlots(MAX_PAGES, () => nextTurn());
  private readonly stopping = new AbortController();
  private runs: readonly Promise<void>[] = [];

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly discovery: DiscoveryService,
  ) {
    this.kinds = config.discovery.objects.map((kind) => new WatchedKind(kind));
    this.versionSource = this.sourceOf('version');
  }

  onApplicationBootstrap(): void {
    this.runs = [this.keepVersion(), ...this.kinds.map((kind) => this.keepWatched(kind))];
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.runs);
  }

  /** https://kubernetes.io/docs/reference/using-api/health-checks/ names no other document that anyone may read. */
  private async keepVersion(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const askedAt = this.clock.now();
      const answer = await this.ask('/version');
      if ('document' in answer) {
        this.serverVersion = gitVersionIn(answer.document) ?? this.serverVersion;
        prove(this.versionSource, askedAt);
      }
      await this.sleep(Math.min(VERSION_INTERVAL, this.versionSource.staleAfter / 3));
    }
  }

  private async keepWatched(watched: WatchedKind): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const found = await this.find(watched.config);
      if ('text' in found) {
        this.log.warn({
          message: 'a kind of objects is not known yet',
          kind: watched.config.name,
          problem: found.text,
        });
        await this.sleep(FAULT_WAIT);
      } else if (found.served === undefined) {
        if (!watched.isMissing) this.log.warn({ message: NO_SUCH_KIND, kind: watched.config.name });
        watched.isMissing = true;
        await this.sleep(MISSING_WAIT);
      } else {
        await this.watch(watched, { ...found.served, groupVersion: found.groupVersion });
      }
    }
  }

  /** Runs until the server no longer serves the kind, or the app stops. */
  private async watch(watched: WatchedKind, served: ServedKind & { readonly groupVersion: string }): Promise<void> {
    const { config } = watched;
    const gone = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, gone.signal]);
    watched.kind = served.kind;
    watched.isMissing = false;
    const resource = resourceOf(config, served);
    const namespaces = served.isNamespaced ? this.discovery.namespaces : [undefined];
    const watches = namespaces.map((namespace) => this.createWatch(watched, resource, namespace, gone, served));
    watched.parts = watches.map(({ watch, set }) => ({ watch, set }));
    await Promise.all(watches.map(({ watch }) => watch.run(signal)));
    if (this.stopping.signal.aborted) return;
    this.log.warn({ message: 'the API server no longer has this kind of objects', kind: config.name });
    for (const { set } of watches) set.clear(this.clock.now());
    watched.parts = [];
    watched.isMissing = true;
    await this.sleep(MISSING_WAIT);
  }

  private createWatch(
    watched: WatchedKind,
    resource: Resource<WatchedObject>,
    namespace: string | undefined,
    gone: AbortController,
    { isNamespaced }: ServedKind,
  ): { readonly watch: SourceWatch<WatchedObject>; readonly set: ObjectSet } {
    const set = new ObjectSet({
      changed: (before, after, now) => {
        this.changes.next({ type: 'object', kind: watched, before, after, now });
      },
      swapped: (now) => {
        this.changes.next({ type: 'kind', kind: watched, now });
      },
    });
    const source = this.sourceOf(namespace === undefined ? watched.config.name : `${watched.config.name}/${namespace}`);
    const watch = this.discovery.createWatch(resource, source, namespace, set, {
      isOptional: () => true,
      isClusterWide: !isNamespaced,
      slots: this.slots,
      faulted: ({ code }) => {
        if (code === 'not-found' && watch.hasListed && watch.state === 'refused') gone.abort();
      },
    });
    return { watch, set };
  }

  /** In the server's preferred version, or else in another version of the group. */
  private async find({ group, plural, version }: ObjectKindConfig): Promise<Found | ApiFault> {
    const versions = version === undefined ? await this.versionsOf(group) : [version];
    if ('code' in versions) return versions;
    for (const each of versions) {
      const found = await this.findIn(group === '' ? each : `${group}/${each}`, plural);
      if ('code' in found || found.served !== undefined) return found;
    }
    return NOT_FOUND;
  }

  private async findIn(groupVersion: string, plural: string): Promise<Found | ApiFault> {
    const answer = await this.ask(groupVersion.includes('/') ? `/apis/${groupVersion}` : `/api/${groupVersion}`);
    if ('document' in answer) return { served: servedKind(answer.document, plural), groupVersion };
    return answer.code === 'not-found' ? NOT_FOUND : answer;
  }

  private async versionsOf(group: string): Promise<readonly string[] | ApiFault> {
    if (group === '') return ['v1'];
    const answer = await this.ask('/apis');
    return 'document' in answer ? versionsOf(answer.document, group) : answer;
  }

  private ask(path: string): Promise<{ readonly document: unknown } | ApiFault> {
    return this.discovery.document(path, ANSWER_TIMEOUT, this.stopping.signal);
  }

  private sourceOf(id: string): Source {
    const { cluster, discovery } = this.config;
    return { id, cluster, provenAt: undefined, staleAfter: discovery.staleAfter };
  }

  private sleep(ms: number): Promise<void> {
    return sleep(this.clock, ms, this.stopping.signal);
  }
}

const NO_SUCH_KIND =
  'the API server has no such kind of objects that can be listed and watched; it is asked for again. Check WATCH_OBJECTS, or install its CustomResourceDefinition';

/** Concurrent pages of all kinds. Parsing a page takes some ten milliseconds. */
const MAX_PAGES = 2;

/** Milliseconds. */
const VERSION_INTERVAL = 60_000;
const ANSWER_TIMEOUT = 10_000;
const FAULT_WAIT = 10_000;
/** The interval of looking for a missing kind. */
const MISSING_WAIT = 60_000;

/** Objects may have half a megabyte, or a hundredth of it: a page has about a megabyte. */
const PAGES = { pageSize: { json: 250, protobuf: 250 }, firstPage: 5, pageBytes: 1024 * 1024 };

function resourceOf(
  { plural, group }: ObjectKindConfig,
  { kind, groupVersion }: ServedKind & { readonly groupVersion: string },
): Resource<WatchedObject> {
  return { kind, plural, groupVersion, ...PAGES, keep: (raw) => trimObject({ kind, group }, raw) };
}

function gitVersionIn(document: unknown): string | undefined {
  const version: unknown = typeof document === 'object' && document !== null ? Reflect.get(document, 'gitVersion') : '';
  return typeof version === 'string' && /^v\d[\w.+-]{0,60}$/.test(version) ? version : undefined;
}
