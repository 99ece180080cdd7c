// Metrics, readiness and probes, for every module.
import { Global, Module } from '@nestjs/common';
import { ProbesController } from './probes.controller.ts';
import { ReadinessService } from './readiness.service.ts';

@Global()
@Module({
  controllers: [ProbesController],
  providers: [ReadinessService],
  exports: [ReadinessService],
})
export class ObservabilityModule {}
