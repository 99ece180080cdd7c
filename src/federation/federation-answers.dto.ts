// What peers tell, and how they stand, as the OpenAPI document describes it (wire.ts and peer-item.ts make it).
import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { REASON, STATE } from '../services/openapi-result.dto.ts';
import type { Reason } from '../services/reason.ts';
import type { State } from '../services/result.ts';
import { PEER_FAULTS } from './hub/peer-fault.ts';
import type { PeerFaultCode } from './hub/peer-fault.ts';

const text = { type: String } as const;
const count = { type: 'integer', minimum: 0 } as const;
const time = { type: 'string', format: 'date-time' } as const;

export class PeerItem {
  @ApiProperty({ ...text, description: 'As configured, without credentials.' })
  readonly address!: string;

  @ApiPropertyOptional({ ...text, description: 'Its name; absent until it is known.' })
  readonly cluster?: string;

  @ApiProperty({ type: Boolean, description: 'Its stream is open and speaks.' })
  readonly connected!: boolean;

  @ApiProperty({ ...time, description: "Since when it is connected, or isn't." })
  readonly since!: string;

  @ApiPropertyOptional({ ...time, description: 'When it was last heard.' })
  readonly lastContact?: string;

  @ApiProperty({ ...count, description: 'How many of its services are known.' })
  readonly services!: number;

  @ApiPropertyOptional({
    description: "Why it isn't connected, or isn't shown; docs/federation.md says what to do about each.",
    type: 'string',
    enum: [...PEER_FAULTS],
  })
  readonly error?: PeerFaultCode;

  @ApiProperty({ type: Boolean, description: 'Plain HTTP: anyone on the way may read and change what it says.' })
  readonly insecure!: boolean;
}

export class PeerList {
  @ApiProperty({ description: 'As they stand in OTHER_SHIELDS.', type: [PeerItem] })
  readonly items!: PeerItem[];
}

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
