// A badge's data forms, as the OpenAPI document describes them (badge-json.ts makes them).
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { State } from '../../services/result/result.ts';
import { HISTORIC_STATES } from '../../services/result/uptime.ts';
import type { BadgeJson, RawHealthJson, RawResultJson, ShieldsJson, UptimeJson } from './badge-json.ts';
import { LAST, type LastRuns, NEXT, WANTED } from '../../services/openapi-asked.dto.ts';
import { CheckResult } from '../../services/result/openapi-result.dto.ts';
import { STYLES, type Style } from '../request/badge-query.ts';

const TEXT = { type: String } as const;
const COUNT = { type: 'integer', minimum: 0 } as const;

const SECONDS = { type: 'number', minimum: 0 } as const;

export class Uptime implements UptimeJson {
  @ApiProperty({ ...TEXT, description: 'As it was asked for: `30d`.' })
  readonly window!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly from!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly to!: string;

  @ApiProperty({
    description:
      'Seconds in each state, and `unseen`; together they are the window, times the services that are joined.',
    type: 'object',
    properties: Object.fromEntries(HISTORIC_STATES.map((state) => [state, SECONDS])),
    required: [...HISTORIC_STATES],
  })
  readonly seconds!: Record<State | 'unseen', number>;
}

export class BadgeData extends CheckResult implements Omit<BadgeJson, 'resource' | 'name'> {
  @ApiPropertyOptional({ ...TEXT, description: 'The cluster it is about, where it is about one.' })
  readonly cluster?: string;

  @ApiPropertyOptional({ ...TEXT, description: 'The namespace it is about, where it is about one.' })
  readonly namespace?: string;

  @ApiPropertyOptional({ ...TEXT, description: "The service; absent in an aggregate, which has the path's prefix." })
  readonly service?: string;

  @ApiProperty(TEXT)
  readonly check!: string;

  @ApiPropertyOptional({
    description: 'Aggregates: clusters that belong to it and are not connected, by name, or host.',
    type: [String],
    minItems: 1,
  })
  readonly missing?: string[];

  @ApiPropertyOptional(WANTED)
  readonly wanted?: number | 'unknown';

  @ApiPropertyOptional(NEXT)
  readonly next?: string;

  @ApiPropertyOptional(LAST)
  readonly last?: LastRuns;

  @ApiPropertyOptional({ description: '`uptime` only: how it came about.', type: Uptime })
  readonly uptime?: Uptime;
}

/** As 0.0.6 gave for `?raw`. An ended run, or no pods: zeros. */
export class RawHealth implements RawHealthJson {
  @ApiProperty({ ...COUNT, description: 'Containers that are ready.' })
  readonly ready!: number;

  @ApiProperty({ ...COUNT, description: 'Containers that should be.' })
  readonly total!: number;

  @ApiProperty(COUNT)
  readonly restarts!: number;

  @ApiProperty(TEXT)
  readonly color!: string;
}

/** As 0.0.6 gave for `?raw` of any other check. */
export class RawResult implements RawResultJson {
  @ApiProperty(TEXT)
  readonly label!: string;

  @ApiProperty(TEXT)
  readonly status!: string;

  @ApiProperty(TEXT)
  readonly color!: string;
}

/** https://shields.io/badges/endpoint-badge */
export class ShieldsEndpoint implements ShieldsJson {
  @ApiProperty({ type: 'integer', enum: [1] })
  readonly schemaVersion!: 1;

  @ApiProperty(TEXT)
  readonly label!: string;

  @ApiProperty(TEXT)
  readonly message!: string;

  @ApiProperty(TEXT)
  readonly color!: string;

  @ApiPropertyOptional(TEXT)
  readonly labelColor?: string;

  @ApiPropertyOptional({ type: String, enum: STYLES })
  readonly style?: Style;

  @ApiProperty({ type: Boolean, description: 'It is no result: not known, not confirmed, or failed.' })
  readonly isError!: boolean;

  @ApiProperty({ ...COUNT, description: 'For how long it may be shown.' })
  readonly cacheSeconds!: number;
}
