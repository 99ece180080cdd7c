// Objects as /v1/objects lists them, as the OpenAPI document describes it (object-item.ts makes it).
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { SINCE, STATE } from '../../services/result/openapi-result.dto.ts';
import type { State } from '../../services/result/result.ts';
import type { ObjectItemJson, ObjectPageJson, ObjectResultJson } from './object-item.ts';

const TEXT = { type: String } as const;

export class ObjectResult implements ObjectResultJson {
  @ApiProperty(TEXT)
  readonly label!: string;

  @ApiProperty(TEXT)
  readonly status!: string;

  @ApiProperty(TEXT)
  readonly color!: string;

  @ApiProperty(STATE)
  readonly state!: State;

  @ApiPropertyOptional({
    ...TEXT,
    description: "As the object's own API gives it: CamelCase, else `Other`; or `stale`.",
  })
  readonly reason?: string;

  @ApiPropertyOptional(SINCE)
  readonly since?: string;

  @ApiPropertyOptional({ type: 'string', format: 'date-time', description: 'When its watch was last proven.' })
  readonly checked?: string;
}

@ApiExtraModels(ObjectResult)
export class ObjectItem implements ObjectItemJson {
  @ApiProperty(TEXT)
  readonly cluster!: string;

  @ApiProperty({ ...TEXT, description: 'Its kind as WATCH_OBJECTS names it.' })
  readonly resource!: string;

  @ApiProperty(TEXT)
  readonly kind!: string;

  @ApiProperty({ ...TEXT, description: 'Empty: its kind has no namespaces.' })
  readonly namespace!: string;

  @ApiProperty(TEXT)
  readonly name!: string;

  @ApiProperty(STATE)
  readonly state!: State;

  @ApiPropertyOptional(SINCE)
  readonly since?: string;

  @ApiProperty({
    description: '`ready`, and `version` where it has one.',
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(ObjectResult) },
  })
  readonly results!: Record<string, ObjectResult>;
}

export class ObjectPage implements ObjectPageJson {
  @ApiProperty({ description: 'By cluster, kind, namespace and name.', type: [ObjectItem] })
  readonly items!: ObjectItem[];

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Of all pages.' })
  readonly total!: number;

  @ApiPropertyOptional({ ...TEXT, description: 'Leads to the next page; absent on the last one.' })
  readonly continue?: string;
}
