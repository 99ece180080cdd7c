// What sources are, as the OpenAPI document describes it (source-item.ts makes it).
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FAULT_CODES, type FaultCode } from '../../kubernetes/fault/api-fault.ts';
import { WATCH_STATES, type WatchState } from '../../kubernetes/watch/source-watch.ts';
import type { SourceItemJson } from './source-item.ts';

const TEXT = { type: String } as const;

export class SourceItem implements SourceItemJson {
  @ApiProperty({ ...TEXT, description: 'Whose API server it watches.' })
  readonly cluster!: string;

  @ApiProperty({ ...TEXT, description: 'Of one cluster each once.' })
  readonly id!: string;

  @ApiProperty({
    ...TEXT,
    description:
      'What it watches, as RBAC says it; `workloads`: what a peer judges health by, pods and workloads together.',
  })
  readonly kind!: string;

  @ApiPropertyOptional({ ...TEXT, description: 'Absent: every namespace that is watched.' })
  readonly namespace?: string;

  @ApiProperty({
    description:
      '`not-granted`: the service account may not list this kind, or the API server has no such kind, and everything else goes on without it; `refused`: what is needed was refused for a minute.',
    type: 'string',
    enum: [...WATCH_STATES],
  })
  readonly state!: WatchState;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: "How many are known; absent of a peer's." })
  readonly objects?: number;

  @ApiPropertyOptional({ type: 'string', format: 'date-time', description: 'When it was last proven.' })
  readonly checked?: string;

  @ApiPropertyOptional({
    description: 'What went wrong last, while its state says that something does.',
    type: 'string',
    enum: [...FAULT_CODES],
  })
  readonly fault?: FaultCode;

  @ApiPropertyOptional({ ...TEXT, description: 'What to add to the role of the service account.' })
  readonly rule?: string;
}

export class SourceList {
  @ApiProperty({ description: "This cluster's, then the peers'.", type: [SourceItem] })
  readonly items!: SourceItem[];
}
