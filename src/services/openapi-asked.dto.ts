// What was asked for of a service, as the OpenAPI document describes it.
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import type { LastRunsJson } from './projection.ts';

const TIME = { type: 'string', format: 'date-time' } as const;

export class LastRuns implements LastRunsJson {
  @ApiPropertyOptional({ ...TIME, description: 'When the CronJob last started a run.' })
  readonly start?: string;

  @ApiPropertyOptional({ ...TIME, description: 'When a run last succeeded.' })
  readonly success?: string;
}

export const WANTED: ApiPropertyOptions = {
  description: "The desired number of pods; `unknown` if the owner of the pods doesn't have it, or may not be read.",
  oneOf: [
    { type: 'integer', minimum: 0 },
    { type: 'string', enum: ['unknown'] },
  ],
};
export const NEXT: ApiPropertyOptions = { ...TIME, description: 'Of a CronJob: the next expected start.' };
export const LAST: ApiPropertyOptions = { description: 'Only CronJobs have it.', type: () => LastRuns };
