// The services of /v1, as the OpenAPI document describes them (service-item.ts makes it).
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { ATTENTION, CheckResult, SINCE, STATE } from '../../services/result/openapi-result.dto.ts';
import type { State } from '../../services/result/result.ts';
import type { ListJson } from '../list-json.ts';
import type { KnownServicesJson } from '../known-service.ts';
import { LAST, type LastRuns, NEXT, WANTED } from '../../services/openapi-asked.dto.ts';
import type { MaintenanceJson, ServiceItemJson, ServiceWithHistoryJson, StateSpanJson } from './service-item.ts';

const TEXT = { type: String } as const;
const TIME = { type: 'string', format: 'date-time' } as const;
const COUNT = { type: 'integer', minimum: 0 } as const;

export class Maintenance implements MaintenanceJson {
  @ApiProperty(TIME)
  readonly from!: string;

  @ApiProperty(TIME)
  readonly to!: string;

  @ApiProperty({ ...TEXT, description: 'What it is for, as its planner wrote it; may be empty.' })
  readonly text!: string;
}

@ApiExtraModels(CheckResult)
export class ServiceItem implements ServiceItemJson {
  @ApiProperty(TEXT)
  readonly cluster!: string;

  @ApiProperty({ ...TEXT, description: "Empty: a logical service, whose name only a check's file gives." })
  readonly namespace!: string;

  @ApiProperty(TEXT)
  readonly name!: string;

  @ApiProperty({
    ...TEXT,
    description: 'What makes its pods: `Deployment`, `CronJob`…; `Check`: a logical service. Empty with `at`.',
  })
  readonly kind!: string;

  @ApiProperty(STATE)
  readonly state!: State;

  @ApiProperty(ATTENTION)
  readonly attention!: State;

  @ApiPropertyOptional(SINCE)
  readonly since?: string;

  @ApiPropertyOptional(WANTED)
  readonly wanted?: number | 'unknown';

  @ApiPropertyOptional(NEXT)
  readonly next?: string;

  @ApiPropertyOptional(LAST)
  readonly last?: LastRuns;

  @ApiPropertyOptional({ description: 'The window of planned maintenance that it is in.', type: () => Maintenance })
  readonly maintenance?: Maintenance;

  @ApiProperty({
    description: "By the check's name, `health` first.",
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(CheckResult) },
  })
  readonly results!: Record<string, CheckResult>;
}

export class ServicePage implements Partial<KnownServicesJson> {
  @ApiProperty({ description: 'By cluster, namespace and name.', type: [ServiceItem] })
  readonly items!: ServiceItem[];

  @ApiProperty({ ...COUNT, description: 'Of all pages.' })
  readonly total!: number;

  @ApiPropertyOptional({ ...TEXT, description: 'Leads to the next page; absent on the last one.' })
  readonly continue?: string;

  @ApiPropertyOptional({ ...TIME, description: 'With `at`: the moment that was asked about.' })
  readonly at?: string;

  @ApiPropertyOptional({ ...TIME, description: 'With `at`: since when this shield knows anything.' })
  readonly since?: string;

  @ApiPropertyOptional({
    description: "With `at`: `false` where no shield was looking then, or it isn't kept; what ran then isn't known.",
    type: Boolean,
  })
  readonly seen?: boolean;
}

export class StateSpan implements StateSpanJson {
  @ApiProperty(STATE)
  readonly state!: State;

  @ApiProperty({ description: 'Until the next one.', type: 'string', format: 'date-time' })
  readonly from!: string;
}

export class ServiceWithHistory extends ServiceItem implements ServiceWithHistoryJson {
  @ApiProperty({
    description: 'The last changes of its state, oldest first, as this process saw them; empty for one-offs.',
    type: [StateSpan],
  })
  readonly history!: StateSpan[];
}

export class ServicesOfName implements ListJson<ServiceWithHistoryJson> {
  @ApiProperty({
    description: 'One for each cluster and namespace that has the name.',
    type: [ServiceWithHistory],
    minItems: 1,
  })
  readonly items!: ServiceWithHistory[];

  @ApiProperty({ ...COUNT, minimum: 1 })
  readonly total!: number;
}
