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
    description: "The reason in the object's own conditions if that is CamelCase, otherwise `Other`; or `stale`.",
  })
  readonly reason?: string;

  @ApiPropertyOptional(SINCE)
  readonly since?: string;

  @ApiPropertyOptional({
    type: 'string',
    format: 'date-time',
    description: 'When its watch last confirmed the result.',
  })
  readonly checked?: string;
}

@ApiExtraModels(ObjectResult)
export class ObjectItem implements ObjectItemJson {
  @ApiProperty(TEXT)
  readonly cluster!: string;

  @ApiProperty({ ...TEXT, description: 'The kind as in WATCH_OBJECTS.' })
  readonly resource!: string;

  @ApiProperty(TEXT)
  readonly kind!: string;

  @ApiProperty({ ...TEXT, description: 'Empty: the kind is cluster-scoped.' })
  readonly namespace!: string;

  @ApiProperty(TEXT)
  readonly name!: string;

  @ApiProperty(STATE)
  readonly state!: State;

  @ApiPropertyOptional(SINCE)
  readonly since?: string;

  @ApiProperty({
    description: '`ready`, and `version` if the kind has one.',
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(ObjectResult) },
  })
  readonly results!: Record<string, ObjectResult>;
}

export class ObjectPage implements ObjectPageJson {
  @ApiProperty({ description: 'Sorted by cluster, kind, namespace and name.', type: [ObjectItem] })
  readonly items!: ObjectItem[];

  @ApiProperty({ type: 'integer', minimum: 0, description: 'The number of items on all pages.' })
  readonly total!: number;

  @ApiPropertyOptional({ ...TEXT, description: 'Send it as `continue` to get the next page; absent on the last page.' })
  readonly continue?: string;
}
