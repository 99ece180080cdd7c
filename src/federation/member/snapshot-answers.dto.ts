// The snapshot, as the OpenAPI document describes it (encoder.ts makes it).
import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { DeployedBy } from '../../discovery/workloads/deployed-by.ts';
import { REASON, STATE } from '../../services/result/openapi-result.dto.ts';
import type { Reason } from '../../services/result/reason.ts';
import type { HealthCounts, RunVerdict, State } from '../../services/result/result.ts';
import type { WireResult, WireService, WireSnapshot } from '../wire/wire.ts';
import type { WireSource } from '../wire/wire-answer.ts';

const TEXT = { type: String } as const;
const COUNT = { type: 'integer', minimum: 0 } as const;

export class SnapshotSource implements WireSource {
  @ApiProperty({ ...TEXT, description: '`pods`, `pods/NAMESPACE`, or any other id for the runs of a check.' })
  readonly id!: string;

  @ApiPropertyOptional({
    ...COUNT,
    description: 'Milliseconds since the source last confirmed its data; absent: never.',
  })
  readonly age?: number;

  @ApiPropertyOptional({
    ...COUNT,
    description:
      'Milliseconds that are added to STALE_AFTER for this source, because it confirms its data less often than a watch.',
  })
  readonly grace?: number;
}

export class SnapshotCounts implements HealthCounts {
  @ApiProperty(COUNT)
  readonly ready!: number;

  @ApiProperty(COUNT)
  readonly total!: number;

  @ApiProperty(COUNT)
  readonly restarts!: number;

  @ApiPropertyOptional({ type: 'string', enum: ['completed', 'failed', 'retrying'] })
  readonly ended?: RunVerdict;
}

export class SnapshotResult implements WireResult {
  @ApiProperty(TEXT)
  readonly check!: string;

  @ApiProperty(TEXT)
  readonly label!: string;

  @ApiProperty(TEXT)
  readonly status!: string;

  @ApiProperty(TEXT)
  readonly color!: string;

  @ApiProperty(STATE)
  readonly state!: State;

  @ApiPropertyOptional(REASON)
  readonly reason?: Reason;

  @ApiPropertyOptional({ ...COUNT, description: 'Unix milliseconds.' })
  readonly since?: number;

  @ApiPropertyOptional({ type: SnapshotCounts, description: 'Only `health` has them.' })
  readonly counts?: SnapshotCounts;

  @ApiProperty({ ...TEXT, description: 'The id of the source.' })
  readonly source!: string;
}

export class SnapshotDeployedBy implements DeployedBy {
  @ApiProperty(TEXT)
  readonly kind!: string;

  @ApiProperty({ ...TEXT, description: 'Empty: unknown.' })
  readonly namespace!: string;

  @ApiProperty({ ...TEXT, description: 'Empty: only the tool is known.' })
  readonly name!: string;

  @ApiPropertyOptional({ ...TEXT, description: 'The kind as in WATCH_OBJECTS.' })
  readonly resource?: string;
}

export class SnapshotService implements WireService {
  @ApiProperty({ ...TEXT, description: 'Empty: a logical service.' })
  readonly namespace!: string;

  @ApiProperty(TEXT)
  readonly name!: string;

  @ApiProperty(TEXT)
  readonly kind!: string;

  @ApiProperty({ type: [SnapshotResult], description: '`health` first.' })
  readonly results!: SnapshotResult[];

  @ApiPropertyOptional({
    type: SnapshotDeployedBy,
    description: 'What deployed the service, by the labels and annotations of its workload.',
  })
  readonly deployedBy?: SnapshotDeployedBy;
}

@ApiExtraModels(SnapshotSource, SnapshotService)
export class Snapshot implements WireSnapshot {
  @ApiProperty(TEXT)
  readonly cluster!: string;

  @ApiProperty({ ...TEXT, description: 'A random text that identifies the process.' })
  readonly epoch!: string;

  @ApiPropertyOptional({ ...TEXT, description: 'The version of the shield.' })
  readonly version?: string;

  @ApiPropertyOptional({
    type: 'boolean',
    enum: [true],
    description: 'Some services are missing, because there are more than a shield may send.',
  })
  readonly truncated?: true;

  @ApiProperty({ type: [SnapshotSource] })
  readonly sources!: SnapshotSource[];

  @ApiProperty({ type: [SnapshotService] })
  readonly services!: SnapshotService[];
}
