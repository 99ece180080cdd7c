// Runs the custom checks: loads the files of the folder, runs the checks of those that load, and puts the results into
// the catalog. Badges never wait for a check: they show the last results.
import { resolve } from 'node:path';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Clock } from '../config/clock.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';
import { DiscoveryService } from '../discovery/discovery.service.ts';
import { MetricsService } from '../observability/metrics.service.ts';
import { LocalCatalog } from '../services/local-catalog.ts';
import type { Result } from '../services/result/result.ts';
import type { Service } from '../services/service.ts';
import { CheckFiles, type CheckFileState, type Replacement } from './runs/check-files.ts';
import type { FolderChange, FolderState } from './files/check-folder.ts';
import { CheckFolder } from './check-folder.loader.ts';
import type { CheckState } from './runs/check-state.ts';
import { CheckRunsService } from './runs/check-runs.service.ts';
import type { LoadOutcome, SourceFile } from './files/check-source.ts';
import { isMendedByHand } from './files/load-error.ts';
import { checkEnvironment } from './processes/check-environment.ts';
import type { Loss } from './processes/wire/check-host-wire.ts';
import { CheckSupervisor } from './processes/check-supervisor.runner.ts';
import { poolLimitsFor } from './processes/limits/pool-limits.ts';

@Injectable()
export class ChecksService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('checks');
  private readonly files: CheckFiles;
  private folder: CheckFolder | undefined;
  private supervisor: CheckSupervisor | undefined;
  private isStopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly catalog: LocalCatalog,
    private readonly discovery: DiscoveryService,
    private readonly metrics: MetricsService,
    private readonly runs: CheckRunsService,
  ) {
    const {
      checks,
      cluster,
      discovery: { staleAfter },
    } = config;
    this.files = new CheckFiles({ cluster, staleAfter, defaults: checks, log: this.log });
    if (checks.dir !== undefined) catalog.setPendingFiles('all');
    metrics.onCollect(() => {
      this.collect();
    });
  }

  onApplicationBootstrap(): void {
    const { dir } = this.config.checks;
    if (dir === undefined) return;
    this.supervisor = this.createSupervisor();
    this.runs.start(this.supervisor, (service) => {
      this.publish(service);
    });
    this.folder = new CheckFolder(dir, (look) => {
      this.onFolderChange(look);
    });
    void this.folder.start();
    void this.discovery.synced.then(() => {
      this.runs.open();
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    this.runs.stop();
    await this.folder?.stop();
    await this.supervisor?.close();
  }

  /** The current state, by file. */
  all(): readonly CheckFileState[] {
    return this.files.all().map((file) => {
      return { ...file, runsAlone: file.loaded !== undefined && this.supervisor?.runsAlone(file.loaded) === true };
    });
  }

  /** The custom checks of a service, with their runs; empty for a service of another cluster. */
  of({ name, results }: Pick<Service, 'name' | 'results'>): readonly CheckState[] {
    const checks = this.files.inForceFor(name)?.checks ?? [];
    return checks.filter(({ check, source }) => results.get(check)?.source === source);
  }

  /** Problems of check files, in sentences for the public. */
  notices(): readonly string[] {
    const broken = this.files.all().filter(({ loadError }) => loadError !== undefined);
    return broken.map(({ file, checks, loadError = '', loadErrorAt: at }) => {
      const rest = checks.length > 0 ? 'the version before it stays in force' : 'it has no checks until it is mended';
      const where = at === undefined ? '' : `, line ${at.line}, column ${at.column}`;
      return `The check file ${file} was not loaded (${loadError}${where}); ${rest}. The log says why.`;
    });
  }

  /** Number of child processes, without the host. */
  get processes(): number {
    return this.supervisor?.processes ?? 0;
  }

  private createSupervisor(): CheckSupervisor {
    const memory = process.constrainedMemory();
    return new CheckSupervisor({
      // Without a limit the kernel reports none, or a number larger than any machine's memory.
      limits: poolLimitsFor(memory > 0 && memory < NO_LIMIT ? memory : undefined),
      environment: this.environment(),
      loadTimeout: Math.max(MIN_LOAD_TIMEOUT, this.config.checks.timeout),
      onLoss: (loss) => {
        this.logLoss(loss);
      },
      onHostLoss: (why) => {
        this.log.warn({ message: 'the process that starts the checks was lost; it is started again', why });
      },
    });
  }

  /** A bug in here must not end the process, nor be reported as a fault of the folder. */
  private onFolderChange(look: FolderChange): void {
    try {
      if (look.type === 'read') this.take(look.state);
      else this.takeUnreadable(look.text);
    } catch (error) {
      const detail = error instanceof Error ? error.stack : String(error);
      this.log.error({ message: 'check files could not be taken up, which is a bug of kube-shields', detail });
    }
  }

  /** Made absolute, because check processes have another working directory. */
  private environment(): Readonly<Record<string, string>> {
    const { secretsDir } = this.config.checks;
    const secrets = secretsDir === undefined ? {} : { CHECK_SECRETS_DIR: resolve(secretsDir) };
    return { ...checkEnvironment(process.env), ...secrets };
  }

  private takeUnreadable(text: string): void {
    this.files.noteUnreadable();
    this.log.error({ message: 'CHECKS_DIR can’t be read; what was read of it stays in force', detail: text });
    this.replace([]);
  }

  private take(state: FolderState): void {
    const { tries, replacements } = this.files.take(state);
    this.replace(replacements);
    this.tryFiles(tries);
  }

  private tryFiles(files: readonly SourceFile[]): void {
    if (files.length === 0) return;
    void this.supervisor?.tryFiles(files, (outcome) => {
      this.adopt(outcome);
    });
  }

  private adopt(outcome: LoadOutcome): void {
    if (this.isStopping) return;
    const replacement = this.files.adopt(outcome);
    this.replace(replacement === undefined ? [] : [replacement]);
    if (outcome.type === 'failed' && !isMendedByHand(outcome.code)) this.tryAgainLater(outcome.source);
  }

  /** The failure may be temporary: a dependency, or the machine, may have been busy. */
  private tryAgainLater(source: SourceFile): void {
    this.clock.after(TRY_AGAIN, () => {
      if (!this.isStopping && this.files.isCurrent(source)) this.tryFiles([source]);
    });
  }

  private replace(replacements: readonly Replacement[]): void {
    if (replacements.length > 0) this.supervisor?.use(this.files.loaded());
    for (const { file, before } of replacements) {
      for (const state of before) this.runs.retire(state);
      for (const state of file.checks) this.runs.schedule(state, file);
      this.publish(file.service);
    }
    this.catalog.setPendingFiles(this.files.pending());
  }

  private publish(service: string): void {
    const file = this.files.inForceFor(service);
    const results = file?.checks.map(({ check, result }): readonly [string, Result] => [check, result]);
    this.catalog.setCustom(service, results && new Map(results), file?.namespaces);
  }

  private logLoss({ why, output, files }: Loss): void {
    const message = 'a process with checks was lost; those that may have caused it run alone now';
    this.log.warn({ message, files, why, ...(output.trim() !== '' && { output: output.trim() }) });
  }

  private collect(): void {
    if (this.supervisor === undefined) return;
    const files = this.files.all();
    this.metrics.checks.set(files.reduce((sum, { checks }) => sum + checks.length, 0));
    this.metrics.checkFilesNotLoaded.set(files.filter(({ loadError }) => loadError !== undefined).length);
    this.metrics.checkProcesses.set(this.supervisor.processes);
  }
}

/** Bytes. */
const NO_LIMIT = 2 ** 50;
/** Milliseconds. Imports may take longer than runs. */
const MIN_LOAD_TIMEOUT = 5_000;
const TRY_AGAIN = 60_000;
