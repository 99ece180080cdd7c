// A service's history, as the OpenAPI document describes it (history-item.ts makes it).
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { REASON } from '../../services/result/openapi-result.dto.ts';
import type { Reason } from '../../services/result/reason.ts';
import type { State } from '../../services/result/result.ts';
import { HISTORIC_STATES, type HistoricState } from '../../services/result/uptime.ts';
import type { DayItem, HistoricItem } from './history-item.ts';

const TEXT = { type: String } as const;
const TIME = { type: 'string', format: 'date-time' } as const;
const SECONDS = { type: 'number', minimum: 0 } as const;

export class HistoricChange implements HistoricItem {
  @ApiProperty(TEXT)
  readonly cluster!: string;

  @ApiProperty({ ...TEXT, description: 'Empty: a logical service.' })
  readonly namespace!: string;

  @ApiProperty(TIME)
  readonly at!: string;

  @ApiProperty({ description: "From then on; `unseen`: it wasn't seen.", type: 'string', enum: [...HISTORIC_STATES] })
  readonly state!: HistoricState;

  @ApiPropertyOptional(REASON)
  readonly reason?: Reason;

  @ApiPropertyOptional({ ...TEXT, description: 'The version that ran, as far as it was known.' })
  readonly version?: string;
}

export class HistoricDay implements DayItem {
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

export class ServiceHistory {
  @ApiProperty(TIME)
  readonly from!: string;

  @ApiProperty(TIME)
  readonly to!: string;

  @ApiProperty({ ...TIME, description: 'Since when this shield knows anything.' })
  readonly since!: string;

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

  @ApiPropertyOptional({ ...TEXT, description: 'Leads to the next page, with the same `from` and `to`.' })
  readonly continue?: string;
}
