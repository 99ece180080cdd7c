// Runs the checks in force on their schedules, stores their results, and announces changes.
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Clock } from '../../config/clock.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import type { Config } from '../../config/config.ts';
import { validFor } from '../../kubernetes/watch/source.ts';
import { MetricsService } from '../../observability/metrics.service.ts';
import type { GivenPods } from '../../services/given-pods.ts';
import { LocalCatalog } from '../../services/local-catalog.ts';
import type { CheckFile } from './check-files.ts';
import type { CheckOutcome, CheckRequest } from './check-run.ts';
import { CheckScheduler } from './check-scheduler.ts';
import type { CheckState } from './check-state.ts';
import { nextRunAt } from './run-schedule.ts';

interface CheckRunner {
  run(request: CheckRequest): Promise<CheckOutcome>;
}

@Injectable()
export class CheckRunsService {
  private readonly log = new Logger('checks');
  private readonly scheduler: CheckScheduler<CheckState>;
  /** The file of each check in force. */
  private readonly owners = new Map<CheckState, CheckFile>();
  private readonly cancelExpiry = new Map<CheckState, () => void>();
  private runner: CheckRunner | undefined;
  private listener: (service: string) => void = () => undefined;
  private isStopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly catalog: LocalCatalog,
    private readonly metrics: MetricsService,
  ) {
    this.scheduler = new CheckScheduler(clock, (state) => void this.run(state));
  }

  /** Runs begin after `open`. `listener` is called with the service whose results have changed. */
  start(runner: CheckRunner, listener: (service: string) => void): void {
    this.runner = runner;
    this.listener = listener;
  }

  open(): void {
    if (!this.isStopping) this.scheduler.open();
  }

  stop(): void {
    this.isStopping = true;
    this.scheduler.close();
    for (const cancel of this.cancelExpiry.values()) cancel();
  }

  /** Stops its runs. */
  retire(state: CheckState): void {
    this.owners.delete(state);
    this.scheduler.delete(state);
    this.cancelExpiry.get(state)?.();
    this.cancelExpiry.delete(state);
  }

  /** Runs it at once, and from then on at its interval. */
  schedule(state: CheckState, file: CheckFile): void {
    this.owners.set(state, file);
    this.setDue(state, this.clock.now().monotonic);
    this.scheduleExpiry(state, file.service);
  }

  private async run(state: CheckState): Promise<void> {
    const { loaded, service, namespaces } = this.owners.get(state) ?? {};
    if (loaded === undefined || service === undefined || this.runner === undefined) return;
    state.isRunning = true;
    const startedAt = this.clock.now().monotonic;
    const given = this.catalog.podsOf(service, namespaces);
    const { check, timeout } = state;
    const podsAge = podsAgeOf(given, startedAt);
    const outcome = await this.runner.run({ file: loaded, check, pods: given.pods, ...podsAge, timeout });
    state.isRunning = false;
    const file = this.owners.get(state);
    // Its file was changed or removed during the run.
    if (this.isStopping || file === undefined) return;
    this.end(file, state, outcome, given);
    this.setDue(state, this.nextRunOf(state, startedAt));
  }

  private end(file: CheckFile, state: CheckState, outcome: CheckOutcome, given: GivenPods): void {
    const failuresBefore = state.failures;
    const hasChanged = state.end(outcome, this.clock.now(), given.provenAt);
    const kind = outcome.type === 'answered' ? 'answered' : outcome.reason;
    this.metrics.checkRuns.observe({ outcome: kind }, outcome.took / 1000);
    this.logRun(file, state, outcome, failuresBefore);
    this.scheduleExpiry(state, file.service);
    if (hasChanged) this.listener(file.service);
  }

  private nextRunOf({ interval, failures }: CheckState, startedAt: number): number {
    const endedAt = this.clock.now().monotonic;
    const { staleAfter } = this.config.discovery;
    return nextRunAt({ startedAt, endedAt, interval, failures, staleAfter }, Math.random());
  }

  private setDue(state: CheckState, monotonic: number): void {
    const now = this.clock.now();
    state.dueAtWall = Math.round(now.wall + monotonic - now.monotonic);
    this.scheduler.set(state, monotonic);
  }

  /** A result that turns stale changes for readers without a run. */
  private scheduleExpiry(state: CheckState, service: string): void {
    this.cancelExpiry.get(state)?.();
    const wait = validFor(state.source, this.clock.now());
    if (wait <= 0) return;
    const cancel = this.clock.after(wait, () => {
      this.catalog.publishChangesOf(service);
    });
    this.cancelExpiry.set(state, cancel);
  }

  private logRun({ file, service }: CheckFile, state: CheckState, outcome: CheckOutcome, failuresBefore: number): void {
    const about = { file, service, check: state.check };
    const now = this.clock.now();
    if (outcome.type === 'failed') {
      if (!state.isFailureToLog(outcome.text, now)) return;
      const { reason, text } = outcome;
      this.log.warn({ message: 'a check failed', ...about, reason, failures: state.failures, detail: text });
      return;
    }
    if (failuresBefore > 0) this.log.log({ message: 'a check answers again', ...about, failuresBefore });
    for (const oddity of state.odditiesToLog(outcome.answer, now)) this.log.warn({ message: oddity, ...about });
  }
}

/** Absent if the pods' source was never proven. */
function podsAgeOf({ provenAt }: GivenPods, now: number): Pick<CheckRequest, 'podsAge'> {
  return provenAt === undefined || !Number.isFinite(provenAt) ? {} : { podsAge: Math.round(now - provenAt) };
}
