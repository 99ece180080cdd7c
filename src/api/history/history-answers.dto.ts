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

  @ApiProperty({
    description: 'The state from then on; `unseen`: it was not observed.',
    type: 'string',
    enum: [...HISTORIC_STATES],
  })
  readonly state!: HistoricState;

  @ApiPropertyOptional({
    type: 'string',
    enum: ['red'],
    description: 'Its badge was red, although its state was `degraded`.',
  })
  readonly color?: 'red';

  @ApiPropertyOptional(REASON)
  readonly reason?: Reason;

  @ApiPropertyOptional({ ...TEXT, description: 'The version that was running, if known.' })
  readonly version?: string;
}

export class HistoricDay implements HistoricDayJson {
  @ApiProperty(TEXT)
  readonly cluster!: string;

  @ApiProperty(TEXT)
  readonly namespace!: string;

  @ApiProperty({ type: 'string', format: 'date', description: 'The day in UTC.' })
  readonly day!: string;

  @ApiProperty({
    description: 'The seconds in each state; `unseen`: not observed.',
    type: 'object',
    properties: Object.fromEntries(HISTORIC_STATES.map((state) => [state, SECONDS])),
    required: [...HISTORIC_STATES],
  })
  readonly seconds!: Record<State | 'unseen', number>;
}

const KIND = { ...TEXT, description: 'The kind as in WATCH_OBJECTS.' } as const;

export class HistoricObjectChange implements HistoricChangeJson {
  @ApiProperty(TEXT)
  readonly cluster!: string;

  @ApiProperty({ ...TEXT, description: 'Empty: the kind is cluster-scoped.' })
  readonly namespace!: string;

  @ApiProperty(KIND)
  readonly resource!: string;

  @ApiProperty(TIME)
  readonly at!: string;

  @ApiProperty({
    description: 'The state from then on; `unseen`: it was not observed.',
    type: 'string',
    enum: [...HISTORIC_STATES],
  })
  readonly state!: HistoricState;

  @ApiPropertyOptional({
    ...TEXT,
    description:
      "The reason in the object's own conditions if that was CamelCase, otherwise `Other`; or `stale`, or `Flapping`.",
  })
  readonly reason?: string;

  @ApiPropertyOptional({ ...TEXT, description: "The object's version." })
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

  @ApiProperty({ ...TIME, description: 'Since when this shield has records.' })
  readonly since!: string;

  @ApiPropertyOptional({
    ...TEXT,
    description: 'Send it as `continue`, with the same `from` and `to`, to get the next page.',
  })
  readonly continue?: string;
}

export class ServiceHistory extends History implements HistoryJson {
  @ApiProperty({
    description: 'Sorted by cluster and namespace, oldest first; the first item of each is the state at `from`.',
    type: [HistoricChange],
  })
  readonly items!: HistoricChange[];

  @ApiProperty({
    description: 'The totals of whole days; only on the first page, and only with `HISTORY_DIR`.',
    type: [HistoricDay],
  })
  readonly days!: HistoricDay[];
}

export class ObjectHistory extends History implements HistoryJson {
  @ApiProperty({
    description: 'Sorted by cluster and namespace, oldest first; the first item of each is the state at `from`.',
    type: [HistoricObjectChange],
  })
  readonly items!: HistoricObjectChange[];

  @ApiProperty({
    description: 'The totals of whole days; only on the first page, and only with `HISTORY_DIR`.',
    type: [HistoricObjectDay],
  })
  readonly days!: HistoricObjectDay[];
}
