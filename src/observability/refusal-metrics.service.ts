// Counts refused signatures and read tokens: auth/ publishes them and doesn't know of metrics.
import { Injectable } from '@nestjs/common';
import { AuthService } from '../auth/auth.service.ts';
import { MetricsService } from './metrics.service.ts';

@Injectable()
export class RefusalMetricsService {
  constructor(auth: AuthService, metrics: MetricsService) {
    auth.tokens$.subscribe((outcome) => {
      metrics.readTokens.inc({ outcome });
    });
    auth.refused$.subscribe((type) => {
      metrics.signatureRefusals.inc({ type });
    });
  }
}
