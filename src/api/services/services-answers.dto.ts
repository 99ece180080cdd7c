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

  @ApiProperty({ ...TEXT, description: 'The text of the planned maintenance; may be empty.' })
  readonly text!: string;
}

@ApiExtraModels(CheckResult)
export class ServiceItem implements ServiceItemJson {
  @ApiProperty(TEXT)
  readonly cluster!: string;

  @ApiProperty({
    ...TEXT,
    description: 'Empty: a logical service, which exists only as the name of a file of custom checks.',
  })
  readonly namespace!: string;

  @ApiProperty(TEXT)
  readonly name!: string;

  @ApiProperty({
    ...TEXT,
    description:
      "The kind of the pods' controller: `Deployment`, `CronJob`…; `Check`: a logical service. Empty with `at`.",
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

  @ApiPropertyOptional({ description: 'The current window of planned maintenance.', type: () => Maintenance })
  readonly maintenance?: Maintenance;

  @ApiProperty({
    description: 'The results by the name of the check, `health` first.',
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(CheckResult) },
  })
  readonly results!: Record<string, CheckResult>;
}

export class ServicePage implements Partial<KnownServicesJson> {
  @ApiProperty({ description: 'Sorted by cluster, namespace and name.', type: [ServiceItem] })
  readonly items!: ServiceItem[];

  @ApiProperty({ ...COUNT, description: 'The number of items on all pages.' })
  readonly total!: number;

  @ApiPropertyOptional({ ...TEXT, description: 'Send it as `continue` to get the next page; absent on the last page.' })
  readonly continue?: string;

  @ApiPropertyOptional({ ...TIME, description: 'With `at`: the requested time.' })
  readonly at?: string;

  @ApiPropertyOptional({ ...TIME, description: 'With `at`: since when this shield has records.' })
  readonly since?: string;

  @ApiPropertyOptional({
    description: 'With `at`: `false` if no shield was recording at that time, or its records are no longer kept.',
    type: Boolean,
  })
  readonly seen?: boolean;
}

export class StateSpan implements StateSpanJson {
  @ApiProperty(STATE)
  readonly state!: State;

  @ApiProperty({
    description: "When the state began; it lasted until the next item's `from`.",
    type: 'string',
    format: 'date-time',
  })
  readonly from!: string;
}

export class ServiceWithHistory extends ServiceItem implements ServiceWithHistoryJson {
  @ApiProperty({
    description:
      'The latest changes of its state that this process has observed, oldest first; empty for one-off services.',
    type: [StateSpan],
  })
  readonly history!: StateSpan[];
}

export class ServicesOfName implements ListJson<ServiceWithHistoryJson> {
  @ApiProperty({
    description: 'One item for each cluster and namespace that has the name.',
    type: [ServiceWithHistory],
    minItems: 1,
  })
  readonly items!: ServiceWithHistory[];

  @ApiProperty({ ...COUNT, minimum: 1 })
  readonly total!: number;
}
