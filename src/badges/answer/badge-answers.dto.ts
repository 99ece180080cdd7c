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
  @ApiProperty({ ...TEXT, description: 'The requested window, such as `30d`.' })
  readonly window!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly from!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly to!: string;

  @ApiProperty({
    description:
      'The seconds in each state, and in `unseen`; their sum is the window times the number of joined services.',
    type: 'object',
    properties: Object.fromEntries(HISTORIC_STATES.map((state) => [state, SECONDS])),
    required: [...HISTORIC_STATES],
  })
  readonly seconds!: Record<State | 'unseen', number>;
}

export class BadgeData extends CheckResult implements Omit<BadgeJson, 'resource' | 'name'> {
  @ApiPropertyOptional({ ...TEXT, description: 'The cluster, if the badge is about a single one.' })
  readonly cluster?: string;

  @ApiPropertyOptional({ ...TEXT, description: 'The namespace, if the badge is about a single one.' })
  readonly namespace?: string;

  @ApiPropertyOptional({ ...TEXT, description: 'The service; absent in an aggregate, whose prefix is in the path.' })
  readonly service?: string;

  @ApiProperty(TEXT)
  readonly check!: string;

  @ApiPropertyOptional({
    description:
      'Of an aggregate: the clusters that belong to it and are disconnected, by name, or by host if the name is unknown.',
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

  @ApiPropertyOptional({ description: 'Only of `uptime`: the times that it is computed from.', type: Uptime })
  readonly uptime?: Uptime;
}

/** As 0.0.6 gave for `?raw`. An ended run, or no pods: zeros. */
export class RawHealth implements RawHealthJson {
  @ApiProperty({ ...COUNT, description: 'The number of ready containers.' })
  readonly ready!: number;

  @ApiProperty({ ...COUNT, description: 'The number of containers that should be ready.' })
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

  @ApiProperty({ type: Boolean, description: "Whether this isn't a result: unknown, not confirmed, or failed." })
  readonly isError!: boolean;

  @ApiProperty({ ...COUNT, description: 'The seconds for which the badge may be cached.' })
  readonly cacheSeconds!: number;
}
