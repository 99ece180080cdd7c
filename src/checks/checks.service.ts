// Runs the custom checks for the life of the app: which files are in force, what is due, and what the runs say. Badges
// never wait for any of it: they show what was said last.
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Clock } from '../config/clock.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';
import { DiscoveryService } from '../discovery/discovery.service.ts';
import { MetricsService } from '../observability/metrics.service.ts';
import { checkEnvironment } from './processes/check-environment.ts';
import { parseExports } from './check-exports.ts';
import { CheckFolder, type FolderState, type UnusableFile } from './check-folder.loader.ts';
import type { CheckFileState } from '../api/check-item.ts';
import { CheckHost } from './processes/check-supervisor.runner.ts';
import type { LoadOutcome, LoadedFile, Loss, RunOutcome, SourceFile } from './processes/check-host-wire.ts';
import { CheckState } from './check-state.ts';
import { LocalCatalog } from '../services/local-catalog.ts';
import { typeScriptAdvice } from './load-advice.ts';
import type { LoadError } from './load-error.ts';
import { poolLimitsFor } from './processes/pool-limits.ts';
import { nextRunAt } from './run-schedule.ts';

/** A file of the folder: as it stands there, and as it is in force. */
interface KnownFile {
  readonly file: string;
  readonly service: string;
  /** Undefined: it can't even be read. */
  source: SourceFile | undefined;
  loadError: LoadError | undefined;
  /** What the log has last told a fault of. */
  told: SourceFile | undefined;
  /** The last version that could be loaded. */
  loaded: LoadedFile | undefined;
  checks: readonly CheckState[];
}

@Injectable()
export class ChecksService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('checks');
  /** By base name. */
  private readonly files = new Map<string, KnownFile>();
  private folder: CheckFolder | undefined;
  private host: CheckHost | undefined;
  private cancelNext: () => void = () => undefined;
  private readonly cancelStale = new Map<CheckState, () => void>();
  private isStopping = false;
  /** The folder was read once. */
  private hasRead = false;
  private toldMisnamed = '';

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly catalog: LocalCatalog,
    private readonly discovery: DiscoveryService,
    private readonly metrics: MetricsService,
  ) {
    catalog.isUntried = (service) => this.isUntried(service);
    metrics.onCollect(() => {
      this.collect();
    });
  }

  onApplicationBootstrap(): void {
    const { dir } = this.config.checks;
    if (dir === undefined) return;
    this.host = this.createHost();
    this.folder = new CheckFolder(dir, {
      changed: (state) => {
        this.take(state);
      },
      unreadable: (text) => {
        this.hasRead = true;
        this.log.error({ message: 'CHECKS_DIR can’t be read; what was read of it stays in force', detail: text });
      },
    });
    void this.folder.start();
    this.runDue();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    this.cancelNext();
    for (const cancel of this.cancelStale.values()) cancel();
    await this.folder?.stop();
    await this.host?.close();
  }

  /** By file, as they stand now. */
  all(): readonly CheckFileState[] {
    const files = [...this.files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
    return files.map(({ file, service, loadError, loaded, checks }) => ({
      file,
      service,
      loadError,
      runsAlone: loaded !== undefined && this.host?.runsAlone(loaded) === true,
      checks,
    }));
  }

  /** A file of that service, or of any, wasn't loaded yet, and hasn't failed to; nobody knows what it will say. */
  private isUntried(service: string | undefined): boolean {
    if (this.config.checks.dir === undefined) return false;
    if (!this.hasRead) return true;
    return [...this.files.values()].some(
      (file) =>
        (service ?? file.service) === file.service &&
        file.source !== undefined &&
        file.loaded === undefined &&
        file.loadError === undefined,
    );
  }

  /** What is wrong with check files, in sentences that anyone may read. */
  notices(): readonly string[] {
    const broken = this.all().filter(({ loadError }) => loadError !== undefined);
    return broken.map(({ file, checks, loadError = '' }) => {
      const rest = checks.length > 0 ? 'the version before it stays in force' : 'it has no checks until it is mended';
      return `The check file ${file} was not loaded (${loadError}); ${rest}. The log says why.`;
    });
  }

  /** Child processes there are now, the host apart. */
  get processes(): number {
    return this.host?.processes ?? 0;
  }

  private createHost(): CheckHost {
    const memory = process.constrainedMemory();
    return new CheckHost({
      // Without a limit the kernel tells none, or one that is beyond any machine.
      limits: poolLimitsFor(memory > 0 && memory < NO_LIMIT ? memory : undefined),
      environment: checkEnvironment(process.env),
      loadTimeout: Math.max(LEAST_LOAD_TIMEOUT, this.config.checks.timeout),
      onLoss: (loss) => {
        this.tellLoss(loss);
      },
    });
  }

  private take({ files, unusable, misnamed }: FolderState): void {
    this.hasRead = true;
    const names = new Set([...files, ...unusable].map(({ file }) => file));
    for (const known of [...this.files.values()]) if (!names.has(known.file)) this.remove(known);
    for (const entry of unusable) this.takeUnusable(this.known(entry), entry);
    const changed = files.filter((source) => this.known(source).source !== source);
    for (const source of changed) this.known(source).source = source;
    this.tellMisnamed(misnamed);
    this.tryFiles(changed);
  }

  private tryFiles(files: readonly SourceFile[]): void {
    if (files.length === 0) return;
    void this.host?.tryFiles(files, (outcome) => {
      this.adopt(outcome);
    });
  }

  private takeUnusable(known: KnownFile, { code, text }: UnusableFile): void {
    const isNews = known.source !== undefined || known.loadError !== code;
    known.source = undefined;
    if (!isNews) return;
    // Another file speaks for the service now.
    if (code === 'double') this.putInForce(known, undefined, []);
    this.refuse(known, code, text);
  }

  private known({ file, service }: { readonly file: string; readonly service: string }): KnownFile {
    const known = this.files.get(file) ?? {
      file,
      service,
      source: undefined,
      loadError: undefined,
      told: undefined,
      loaded: undefined,
      checks: [],
    };
    this.files.set(file, known);
    return known;
  }

  private remove(known: KnownFile): void {
    this.log.log({ message: 'a check file is gone', file: known.file });
    this.files.delete(known.file);
    this.putInForce(known, undefined, []);
  }

  private adopt(outcome: LoadOutcome): void {
    const known = this.files.get(outcome.source.file);
    // It was changed again, or removed, while it was tried.
    if (this.isStopping || known?.source !== outcome.source) return;
    if (outcome.type === 'loaded') {
      this.accept(known, outcome.file);
      return;
    }
    this.refuse(known, outcome.code, outcome.text);
    if (!MENDED_BY_HAND.has(outcome.code)) this.tryAgainLater(known, outcome.source);
  }

  /** What it needs, or the machine, may only have been busy. */
  private tryAgainLater(known: KnownFile, source: SourceFile): void {
    this.clock.after(TRY_AGAIN, () => {
      if (!this.isStopping && this.files.get(known.file)?.source === source) this.tryFiles([source]);
    });
  }

  private refuse(known: KnownFile, code: LoadError, text: string): void {
    const isNews = known.loadError !== code || known.told !== known.source;
    known.loadError = code;
    known.told = known.source;
    if (!isNews) return;
    const rest = known.loaded ? 'the version before it stays in force' : 'it has no checks until it is mended';
    const advice = code === 'unsupported-typescript' ? { advice: typeScriptAdvice(text) } : {};
    const { file } = known;
    this.log.error({ message: `the check file ${file} was not loaded; ${rest}`, file, code, ...advice, detail: text });
  }

  private accept(known: KnownFile, loaded: LoadedFile): void {
    const { checks, oddities } = parseExports(loaded.exports, this.config.checks);
    const { file, service } = known;
    for (const oddity of oddities) this.log.warn({ message: oddity, file });
    if (checks.length === 0) {
      this.refuse(known, 'no-checks', 'it exports no function. Write `export function hits() { return 1; }`.');
      return;
    }
    known.loadError = undefined;
    const place = { cluster: this.config.cluster, service, staleAfter: this.config.discovery.staleAfter };
    const states = checks.map((exported) => {
      return new CheckState(
        place,
        exported,
        known.checks.find(({ check }) => check === exported.check),
      );
    });
    this.log.log({ message: 'a check file is in force', file, checks: checks.map(({ check }) => check) });
    if (loaded.left.length > 0) this.log.warn({ message: `${file} ${LEAVES}`, file, left: loaded.left });
    this.putInForce(known, loaded, states);
  }

  private putInForce(known: KnownFile, loaded: LoadedFile | undefined, checks: readonly CheckState[]): void {
    for (const state of known.checks) {
      this.cancelStale.get(state)?.();
      this.cancelStale.delete(state);
    }
    known.loaded = loaded;
    known.checks = checks;
    this.host?.use([...this.files.values()].flatMap((file) => file.loaded ?? []));
    const now = this.clock.now();
    for (const state of checks) {
      this.setDue(state, now.monotonic);
      this.awaitStaleness(known, state);
    }
    this.publish(known);
    this.runDue();
  }

  /** Whatever is due begins; then the next time is awaited. */
  private runDue(): void {
    this.cancelNext();
    if (this.isStopping || this.host === undefined) return;
    if (!this.discovery.hasSynced()) {
      this.cancelNext = this.clock.after(LOOK_AGAIN, () => {
        this.runDue();
      });
      return;
    }
    const { monotonic } = this.clock.now();
    for (const known of this.files.values()) {
      for (const state of known.checks) if (!state.isRunning && state.dueAt <= monotonic) void this.run(known, state);
    }
    this.awaitNext(monotonic);
  }

  private awaitNext(monotonic: number): void {
    const waiting = [...this.files.values()].flatMap(({ checks }) => checks).filter(({ isRunning }) => !isRunning);
    if (waiting.length === 0) return;
    const next = waiting.reduce((first, { dueAt }) => Math.min(first, dueAt), Infinity);
    this.cancelNext = this.clock.after(Math.max(LEAST_PAUSE, next - monotonic), () => {
      this.runDue();
    });
  }

  private async run(known: KnownFile, state: CheckState): Promise<void> {
    const { loaded, service } = known;
    if (loaded === undefined || this.host === undefined) return;
    state.isRunning = true;
    const startedAt = this.clock.now().monotonic;
    const pods = this.catalog.podsOf(service);
    const { check, timeout } = state;
    const outcome = await this.host.run({ file: loaded, check, pods, timeout });
    state.isRunning = false;
    // Its file was changed or removed meanwhile: nobody asks for it any more.
    if (this.isStopping || !known.checks.includes(state)) return;
    this.end(known, state, outcome, startedAt);
  }

  private end(known: KnownFile, state: CheckState, outcome: RunOutcome, startedAt: number): void {
    const now = this.clock.now();
    const failuresBefore = state.failures;
    const isNews = state.end(outcome, now);
    const kind = outcome.type === 'answered' ? 'answered' : outcome.reason;
    this.metrics.checkRuns.observe({ outcome: kind }, outcome.took / 1000);
    this.tellRun(known, state, outcome, failuresBefore);
    const { failures, interval } = state;
    const { staleAfter } = this.config.discovery;
    const run = { startedAt, endedAt: now.monotonic, interval, failures, staleAfter };
    this.setDue(state, nextRunAt(run, Math.random()));
    this.awaitStaleness(known, state);
    if (isNews) this.publish(known);
    this.runDue();
  }

  private setDue(state: CheckState, monotonic: number): void {
    const now = this.clock.now();
    state.dueAt = monotonic;
    state.dueAtWall = Math.round(now.wall + monotonic - now.monotonic);
  }

  /** Nobody asks for a result that only grows old: who waits for news hears of it from here. */
  private awaitStaleness({ service }: KnownFile, state: CheckState): void {
    this.cancelStale.get(state)?.();
    if (state.source.provenAt === undefined) return;
    const wait = state.source.provenAt + state.source.staleAfter - this.clock.now().monotonic;
    const cancel = this.clock.after(wait, () => {
      this.catalog.publishChangesOf(service);
    });
    this.cancelStale.set(state, cancel);
  }

  /** Results belong to the name: of two files for it only one is ever read. */
  private publish({ file, service }: KnownFile): void {
    const checks = this.files.get(file)?.checks ?? [];
    const results = new Map(checks.map(({ check, result }) => [check, result]));
    const other = [...this.files.values()].find((known) => known.service === service && known.checks.length > 0);
    if (checks.length > 0) this.catalog.setCustom(service, results);
    else if (other === undefined) this.catalog.setCustom(service, undefined);
  }

  private tellRun({ file, service }: KnownFile, state: CheckState, outcome: RunOutcome, failuresBefore: number): void {
    const about = { file, service, check: state.check };
    if (outcome.type === 'failed') {
      if (!state.isFailureNews(outcome.text)) return;
      const { reason, text } = outcome;
      this.log.warn({ message: 'a check failed', ...about, reason, failures: state.failures, detail: text });
      return;
    }
    if (failuresBefore > 0) this.log.log({ message: 'a check answers again', ...about, failuresBefore });
    for (const oddity of state.newOddities(outcome.answer)) this.log.warn({ message: oddity, ...about });
  }

  private tellLoss({ why, output, files }: Loss): void {
    const message = 'a process with checks was lost; those that may have caused it run alone now';
    this.log.warn({ message, files, why, ...(output.trim() !== '' && { output: output.trim() }) });
  }

  private tellMisnamed(misnamed: readonly string[]): void {
    const list = misnamed.join(', ');
    if (list !== '' && list !== this.toldMisnamed) this.log.warn({ message: MISNAMED, files: misnamed });
    this.toldMisnamed = list;
  }

  private collect(): void {
    if (this.host === undefined) return;
    const files = [...this.files.values()];
    this.metrics.checks.set(files.reduce((sum, { checks }) => sum + checks.length, 0));
    this.metrics.checkFilesNotLoaded.set(files.filter(({ loadError }) => loadError !== undefined).length);
    this.metrics.checkProcesses.set(this.host.processes);
  }
}

/** Bytes. */
const NO_LIMIT = 2 ** 50;
/** Milliseconds. */
const LOOK_AGAIN = 50;
/** Milliseconds: a long list of checks isn't gone through more often. */
const LEAST_PAUSE = 10;
/** Milliseconds: imports may be slow where runs must not be. */
const LEAST_LOAD_TIMEOUT = 5_000;
const TRY_AGAIN = 60_000;
/** The file's own text is at fault. */
const MENDED_BY_HAND: ReadonlySet<LoadError> = new Set(['syntax', 'unsupported-typescript', 'no-checks', 'double']);
const LEAVES =
  'leaves something behind when it is loaded, so it runs in a process of its own. Clear timers, close servers.';
const MISNAMED =
  'check files were ignored: the name before the ending must be a service’s: letters, digits, dots, hyphens, underscores';
