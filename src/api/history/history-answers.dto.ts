// The history of a service or an object, as the OpenAPI document describes it (history-body.ts makes it).
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { REASON } from '../../services/result/openapi-result.dto.ts';
import type { Reason } from '../../services/result/reason.ts';
import type { State } from '../../services/result/result.ts';
import { HISTORIC_STATES, type HistoricState } from '../../services/result/uptime.ts';
import type { HistoryJson } from './history-body.ts';
import type { HistoricDayJson, HistoricChangeJson } from './history-item.ts';

const TEXT = { type: String } as const;
const TIME = { type: 'string', format: 'date-time' } as const;
const SECONDS = { type: 'number', minimum: 0 } as const;

export class HistoricChange implements HistoricChangeJson {
  @ApiProperty(TEXT)
  readonly cluster!: string;

  @ApiProperty({ ...TEXT, description: 'Empty: a logical service.' })
  readonly namespace!: string;

  @ApiProperty(TIME)
  readonly at!: string;

  @ApiProperty({ description: "From then on; `unseen`: it wasn't seen.", type: 'string', enum: [...HISTORIC_STATES] })
  readonly state!: HistoricState;

  @ApiPropertyOptional({
    type: 'string',
    enum: ['red'],
    description: 'Its badge was red, although its state was `degraded`.',
  })
  readonly color?: 'red';

  @ApiPropertyOptional(REASON)
  readonly reason?: Reason;

  @ApiPropertyOptional({ ...TEXT, description: 'The version that ran, as far as it was known.' })
  readonly version?: string;
}

export class HistoricDay implements HistoricDayJson {
  @ApiProperty(TEXT)
  readonly cluster!: string;

  @ApiProperty(TEXT)
  readonly namespace!: string;

  @ApiProperty({ type: 'string', format: 'date', description: 'In UTC.' })
  readonly day!: string;

  @ApiProperty({
    description: 'Seconds in each state, and `unseen`.',
    type: 'object',
    properties: Object.fromEntries(HISTORIC_STATES.map((state) => [state, SECONDS])),
    required: [...HISTORIC_STATES],
  })
  readonly seconds!: Record<State | 'unseen', number>;
}

const KIND = { ...TEXT, description: 'Its kind as WATCH_OBJECTS names it.' } as const;

export class HistoricObjectChange implements HistoricChangeJson {
  @ApiProperty(TEXT)
  readonly cluster!: string;

  @ApiProperty({ ...TEXT, description: 'Empty: its kind has no namespaces.' })
  readonly namespace!: string;

  @ApiProperty(KIND)
  readonly resource!: string;

  @ApiProperty(TIME)
  readonly at!: string;

  @ApiProperty({ description: "From then on; `unseen`: it wasn't seen.", type: 'string', enum: [...HISTORIC_STATES] })
  readonly state!: HistoricState;

  @ApiPropertyOptional({
    ...TEXT,
    description: "As the object's own API gave it: CamelCase, else `Other`; or `stale`, or `Flapping`.",
  })
  readonly reason?: string;

  @ApiPropertyOptional({ ...TEXT, description: 'As its check `version` said.' })
  readonly version?: string;
}

export class HistoricObjectDay extends HistoricDay {
  @ApiProperty(KIND)
  readonly resource!: string;
}

class History {
  @ApiProperty(TIME)
  readonly from!: string;

  @ApiProperty(TIME)
  readonly to!: string;

  @ApiProperty({ ...TIME, description: 'Since when this shield knows anything.' })
  readonly since!: string;

  @ApiPropertyOptional({ ...TEXT, description: 'Leads to the next page, with the same `from` and `to`.' })
  readonly continue?: string;
}

export class ServiceHistory extends History implements HistoryJson {
  @ApiProperty({
    description: 'By cluster and namespace, oldest first; the first of each was so at the beginning.',
    type: [HistoricChange],
  })
  readonly items!: HistoricChange[];

  @ApiProperty({
    description: 'Whole days that were added up, on the first page; with `HISTORY_DIR`.',
    type: [HistoricDay],
  })
  readonly days!: HistoricDay[];
}

export class ObjectHistory extends History implements HistoryJson {
  @ApiProperty({
    description: 'By cluster and namespace, oldest first; the first of each was so at the beginning.',
    type: [HistoricObjectChange],
  })
  readonly items!: HistoricObjectChange[];

  @ApiProperty({
    description: 'Whole days that were added up, on the first page; with `HISTORY_DIR`.',
    type: [HistoricObjectDay],
  })
  readonly days!: HistoricObjectDay[];
}
