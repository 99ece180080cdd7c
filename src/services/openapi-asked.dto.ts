// What was asked for of a service, as the OpenAPI document describes it.
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import type { LastRunsJson } from './projection.ts';

const TIME = { type: 'string', format: 'date-time' } as const;

export class LastRuns implements LastRunsJson {
  @ApiPropertyOptional({ ...TIME, description: 'When it last started a run.' })
  readonly start?: string;

  @ApiPropertyOptional({ ...TIME, description: 'When a run last succeeded.' })
  readonly success?: string;
}

export const WANTED: ApiPropertyOptions = {
  description: "Pods that were asked for; `unknown` where what owns the pods doesn't say, or may not be read.",
  oneOf: [
    { type: 'integer', minimum: 0 },
    { type: 'string', enum: ['unknown'] },
  ],
};
export const NEXT: ApiPropertyOptions = { ...TIME, description: 'Of a CronJob: the start that is awaited.' };
export const LAST: ApiPropertyOptions = { description: 'Of a CronJob.', type: () => LastRuns };
