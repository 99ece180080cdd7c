// Graceful shutdown: no longer ready, then no new connections, then the end of requests in flight.
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { ReadinessService } from './observability/readiness.service.ts';

/** `linger`: milliseconds in which late requests are still answered, while load balancers learn that this pod is going. */
export async function stopApp(app: INestApplication, { linger }: { readonly linger: number }): Promise<void> {
  app.get(ReadinessService).drain();
  await sleep(linger);
  await app.close();
}
