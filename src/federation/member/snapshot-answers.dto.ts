// The snapshot, as the OpenAPI document describes it (encoder.ts makes it).
import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { REASON, STATE } from '../../services/openapi-result.dto.ts';
import type { Reason } from '../../services/reason.ts';
import type { State } from '../../services/result.ts';

const text = { type: String } as const;
const count = { type: 'integer', minimum: 0 } as const;

export class SnapshotSource {
  @ApiProperty({ ...text, description: "`pods`, `pods/NAMESPACE`, or anything else for a check's runs." })
  readonly id!: string;

  @ApiPropertyOptional({ ...count, description: 'Milliseconds since its last proof; absent: never proven.' })
  readonly age?: number;

  @ApiPropertyOptional({
    ...count,
    description: "Milliseconds by which its proofs may be further apart than a watch's.",
  })
  readonly grace?: number;
}

export class SnapshotCounts {
  @ApiProperty(count)
  readonly ready!: number;

  @ApiProperty(count)
  readonly total!: number;

  @ApiProperty(count)
  readonly restarts!: number;

  @ApiPropertyOptional({ type: 'string', enum: ['completed', 'failed', 'retrying'] })
  readonly ended?: string;
}

export class SnapshotResult {
  @ApiProperty(text)
  readonly check!: string;

  @ApiProperty(text)
  readonly label!: string;

  @ApiProperty(text)
  readonly status!: string;

  @ApiProperty(text)
  readonly color!: string;

  @ApiProperty(STATE)
  readonly state!: State;

  @ApiPropertyOptional(REASON)
  readonly reason?: Reason;

  @ApiPropertyOptional({ ...count, description: 'Unix milliseconds.' })
  readonly since?: number;

  @ApiPropertyOptional({ type: SnapshotCounts, description: '`health` only.' })
  readonly counts?: SnapshotCounts;

  @ApiProperty({ ...text, description: "A source's id." })
  readonly source!: string;
}

export class SnapshotService {
  @ApiProperty({ ...text, description: 'Empty: a logical service.' })
  readonly namespace!: string;

  @ApiProperty(text)
  readonly name!: string;

  @ApiProperty(text)
  readonly kind!: string;

  @ApiProperty({ type: [SnapshotResult], description: '`health` first.' })
  readonly results!: SnapshotResult[];
}

@ApiExtraModels(SnapshotSource, SnapshotService)
export class Snapshot {
  @ApiProperty(text)
  readonly cluster!: string;

  @ApiProperty({ ...text, description: 'Random for each process.' })
  readonly epoch!: string;

  @ApiProperty({ type: [SnapshotSource] })
  readonly sources!: SnapshotSource[];

  @ApiProperty({ type: [SnapshotService] })
  readonly services!: SnapshotService[];
}
