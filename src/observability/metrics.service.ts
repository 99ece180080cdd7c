// All metrics in one table. Counters are incremented by their users; gauges are set at each scrape.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Config } from '../config/config.ts';
import { CONFIG } from '../config/config.module.ts';
import { VERSION } from '../config/version.loader.ts';
import { HttpDurations } from './http-durations.ts';

/** Lines that are written in one turn. */
const SLICE = 2_000;
const PREFIX = 'kube_shields_';

/** Gauges that prom-client names `_total` as if they were counters; the gauges by type stay. */
const MISNAMED = ['nodejs_active_resources_total', 'nodejs_active_handles_total', 'nodejs_active_requests_total'];

/** From an answer out of memory to a request that timed out. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10];

@Injectable()
export class MetricsService {
  /** One for each app, so that two in one process (tests) don't meet. */
  private readonly registry = new Registry();
  private readonly collectors: (() => void)[] = [];
  private readonly exposers: (() => Iterable<string>)[] = [];

  readonly httpDuration = new HttpDurations(
    `${PREFIX}http_request_duration_seconds`,
    'HTTP answers, by route.',
    SECONDS,
  );
  readonly connectionsDropped = this.counter(
    'connections_dropped_total',
    'Connections closed as they came, because too many were open.',
    [],
  );
  readonly logLinesDropped = this.counter(
    'log_lines_dropped_total',
    'Log lines dropped, because the log was not read.',
    [],
  );
  readonly signatureRefusals = this.counter('signature_refusals_total', 'Refused signed requests, by type.', ['type']);

  readonly readTokens = this.counter('read_tokens_total', 'Requests with a read token, by outcome.', ['outcome']);

  private readonly buildInfo = this.gauge(
    'build_info',
    'Always 1; the labels say which version runs, and who may read.',
    ['version', 'node', 'access'],
  );
  readonly ready = this.gauge('ready', 'Whether /readyz says so: 1 or 0.', []);
  readonly pods = this.gauge('pods', 'Pods that are kept in memory.', []);
  readonly refusedPods = this.gauge('refused_pods', 'Pods of services whose names MAX_SERVICES refused.', []);
  readonly services = this.gauge('services', 'Services of this cluster, by state.', ['state']);
  readonly watchEvents = this.counter('watch_events_total', 'Events of the pod watches.', ['type']);
  readonly relists = this.counter('relists_total', 'Lists begun again, by reason.', ['reason']);
  readonly sourceAge = this.gauge('source_age_seconds', 'Seconds since each source was last proven.', [
    'source',
    'cluster',
  ]);
  readonly sourceStale = this.gauge('source_stale', 'Whether what comes from a source is shown grey: 1 or 0.', [
    'source',
    'cluster',
  ]);
  readonly checks = this.gauge('checks', 'Custom checks that are run.', []);
  readonly checkRuns = this.histogram('check_run_duration_seconds', 'Runs of custom checks, by how they ended.', [
    'outcome',
  ]);
  readonly checkProcesses = this.gauge('check_processes', 'Child processes that run custom checks.', []);
  readonly checkFilesNotLoaded = this.gauge('check_files_not_loaded', 'Check files that are not in force.', []);
  readonly historyFailures = this.counter(
    'history_failures_total',
    'Times that the history could not be written to disk.',
    [],
  );
  readonly historyWritable = this.gauge('history_writable', 'Whether the history is written to disk: 1 or 0.', []);
  readonly peers = this.gauge('peers', 'Peers that are configured, apart from this shield itself.', []);
  readonly peersConnected = this.gauge('peers_connected', 'Peers whose stream is open and sends events.', []);
  readonly pageStreams = this.gauge('page_streams', 'Overview pages that are open and live.', []);
  readonly federationStreams = this.gauge('federation_streams', 'Streams that other shields have open here.', []);

  constructor(@Inject(CONFIG) { access }: Pick<Config, 'access'>) {
    collectDefaultMetrics({ register: this.registry, prefix: PREFIX });
    for (const name of MISNAMED) this.registry.removeSingleMetric(PREFIX + name);
    this.buildInfo.set({ version: VERSION, node: process.version, access: access.mode }, 1);
  }

  /** `collect` sets gauges; it is called each time before they are read. */
  onCollect(collect: () => void): void {
    this.collectors.push(collect);
  }

  /** Metrics with so many rows that they are written line by line. */
  onExpose(lines: () => Iterable<string>): void {
    this.exposers.push(lines);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** All of them, as Prometheus reads it. */
  async expose(): Promise<string> {
    // Sources come and go; those that are gone must not be exposed with the age they had.
    this.sourceAge.reset();
    this.sourceStale.reset();
    for (const collect of this.collectors) collect();
    return (await this.registry.metrics()) + this.httpDuration.expose() + (await this.exposeLines());
  }

  /** In slices: there may be a hundred thousand lines. */
  private async exposeLines(): Promise<string> {
    let text = '';
    let count = 0;
    for (const exposer of this.exposers) {
      for (const line of exposer()) {
        text += line;
        count += 1;
        if (count % SLICE === 0) await nextTurn();
      }
    }
    return text;
  }

  private counter<L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> {
    return new Counter({ name: PREFIX + name, help, labelNames, registers: [this.registry] });
  }

  private gauge<L extends string>(name: string, help: string, labelNames: readonly L[]): Gauge<L> {
    return new Gauge({ name: PREFIX + name, help, labelNames, registers: [this.registry] });
  }

  private histogram<L extends string>(name: string, help: string, labelNames: readonly L[]): Histogram<L> {
    return new Histogram({ name: PREFIX + name, help, labelNames, buckets: SECONDS, registers: [this.registry] });
  }
}
