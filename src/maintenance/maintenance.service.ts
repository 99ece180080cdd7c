// Keeps the planned windows of MAINTENANCE_FILE in force. The file is compared every 2 s: windows come and go without a
// restart, and a file that turns bad leaves those of the last good one as they are.
import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { Clock } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import { LocalCatalog } from '../services/local-catalog.ts';
import type { AnnotationFault } from '../services/maintenance/annotated-windows.ts';
import { MaintenanceFileLoader } from './maintenance-file.loader.ts';

@Injectable()
export class MaintenanceService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('maintenance');
  private readonly catalog: LocalCatalog;
  private readonly clock: Clock;
  private readonly loader: MaintenanceFileLoader | undefined;
  private readonly subscription: Subscription;
  /** Invalid annotations that were logged. */
  private readonly logged = new Set<string>();
  private faults: readonly string[] = [];
  private cancel = (): void => undefined;
  private isOver = false;

  constructor(catalog: LocalCatalog, @Inject(CLOCK) clock: Clock, @Inject(CONFIG) { maintenance }: Config) {
    this.catalog = catalog;
    this.clock = clock;
    this.loader = maintenance.file === undefined ? undefined : new MaintenanceFileLoader(maintenance.file);
    this.subscription = catalog.annotationFaults$.subscribe((fault) => {
      this.complain(fault);
    });
  }

  async onModuleInit(): Promise<void> {
    if (this.loader !== undefined) await this.compare();
  }

  onModuleDestroy(): void {
    this.isOver = true;
    this.cancel();
    this.subscription.unsubscribe();
  }

  /** The file's fault, in a sentence for the page. */
  notices(): readonly string[] {
    const [first, ...more] = this.faults;
    if (first === undefined) return [];
    return [
      `MAINTENANCE_FILE can’t be taken, so the windows of the last good one count: ${withMore(first, more.length)}`,
    ];
  }

  private async compare(): Promise<void> {
    const file = await this.loader?.readIfChanged();
    if (this.isOver) return;
    if (file !== undefined) this.take(file);
    this.cancel = this.clock.after(COMPARE_EVERY, () => void this.compare());
  }

  private take(file: NonNullable<Awaited<ReturnType<MaintenanceFileLoader['readIfChanged']>>>): void {
    if ('faults' in file) {
      this.faults = file.faults;
      for (const fault of file.faults)
        this.logger.error({
          message: 'MAINTENANCE_FILE can’t be taken; the windows of the last good one count',
          fault,
        });
      return;
    }
    this.faults = [];
    this.catalog.setMaintenance(file.windows, this.clock.now());
    this.logger.log({ message: 'maintenance is planned', windows: file.windows.length });
  }

  /** Once each: every event of such a workload finds it again. */
  private complain({ namespace, workload, fault }: AnnotationFault): void {
    const key = `${namespace} ${workload} ${fault}`;
    if (this.logged.has(key)) return;
    if (this.logged.size >= MAX_LOGGED) this.logged.clear();
    this.logged.add(key);
    this.logger.warn({ message: 'the annotation kube-shields/maintenance is not obeyed', namespace, workload, fault });
  }
}

/** Milliseconds. */
const COMPARE_EVERY = 2_000;
const MAX_LOGGED = 1_000;

function withMore(fault: string, more: number): string {
  if (more === 0) return fault;
  return `${fault} The log has ${more} more.`;
}
