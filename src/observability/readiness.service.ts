// Readiness: modules register checks that return what they still wait for.
import { Injectable } from '@nestjs/common';
import { MetricsService } from './metrics.service.ts';

/** Undefined: ready. Otherwise what is awaited, as public text: no addresses, no error texts. */
export type ReadinessCheck = () => string | undefined;

@Injectable()
export class ReadinessService {
  private readonly checks = new Map<string, ReadinessCheck>();
  private draining = false;

  constructor(metrics: MetricsService) {
    metrics.onCollect(() => {
      metrics.ready.set(this.reasons().length === 0 ? 1 : 0);
    });
  }

  register(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** Permanent: the process is shutting down. */
  drain(): void {
    this.draining = true;
  }

  get isDraining(): boolean {
    return this.draining;
  }

  /** One line a module that isn't ready; none: ready. */
  reasons(): readonly string[] {
    if (this.draining) return ['shield: shutting down'];
    return [...this.checks].flatMap(([name, check]) => {
      const reason = check();
      return reason === undefined ? [] : [`${name}: ${reason}`];
    });
  }
}
