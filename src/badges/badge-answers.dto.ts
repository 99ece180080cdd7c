// A badge's data forms, as the OpenAPI document describes them (badge-json.ts makes them).
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CheckResult } from '../services/openapi-result.dto.ts';
import { STYLES, type Style } from './badge-query.ts';

const text = { type: String } as const;
const count = { type: 'integer', minimum: 0 } as const;

export class BadgeData extends CheckResult {
  @ApiPropertyOptional({ ...text, description: 'The cluster it is about, where it is about one.' })
  readonly cluster?: string;

  @ApiPropertyOptional({ ...text, description: 'The namespace it is about, where it is about one.' })
  readonly namespace?: string;

  @ApiPropertyOptional({ ...text, description: "The service; absent in an aggregate, which has the path's prefix." })
  readonly service?: string;

  @ApiProperty(text)
  readonly check!: string;

  @ApiPropertyOptional({
    description: 'Aggregates: clusters that belong to it and are not connected, by name, or host.',
    type: [String],
    minItems: 1,
  })
  readonly missing?: string[];
}

/** As 0.0.6 gave for `?raw`. An ended run, or no pods: zeros. */
export class RawHealth {
  @ApiProperty({ ...count, description: 'Containers that are ready.' })
  readonly ready!: number;

  @ApiProperty({ ...count, description: 'Containers that should be.' })
  readonly total!: number;

  @ApiProperty(count)
  readonly restarts!: number;

  @ApiProperty(text)
  readonly color!: string;
}

/** As 0.0.6 gave for `?raw` of any other check. */
export class RawResult {
  @ApiProperty(text)
  readonly label!: string;

  @ApiProperty(text)
  readonly status!: string;

  @ApiProperty(text)
  readonly color!: string;
}

/** https://shields.io/badges/endpoint-badge */
export class ShieldsEndpoint {
  @ApiProperty({ type: 'integer', enum: [1] })
  readonly schemaVersion!: 1;

  @ApiProperty(text)
  readonly label!: string;

  @ApiProperty(text)
  readonly message!: string;

  @ApiProperty(text)
  readonly color!: string;

  @ApiPropertyOptional(text)
  readonly labelColor?: string;

  @ApiPropertyOptional({ type: String, enum: STYLES })
  readonly style?: Style;

  @ApiProperty({ type: Boolean, description: 'It is no result: not known, not confirmed, or failed.' })
  readonly isError!: boolean;

  @ApiProperty({ ...count, description: 'For how long it may be shown.' })
  readonly cacheSeconds!: number;
}
