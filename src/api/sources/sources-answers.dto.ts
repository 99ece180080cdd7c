// What sources are, as the OpenAPI document describes it (source-item.ts makes it).
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FAULT_CODES, type FaultCode } from '../../kubernetes/fault/api-fault.ts';
import { WATCH_STATES, type WatchState } from '../../kubernetes/watch/source-watch.ts';
import type { SourceItemJson } from './source-item.ts';

const TEXT = { type: String } as const;

export class SourceItem implements SourceItemJson {
  @ApiProperty({ ...TEXT, description: 'The cluster whose API server is watched.' })
  readonly cluster!: string;

  @ApiProperty({ ...TEXT, description: 'Unique within the cluster.' })
  readonly id!: string;

  @ApiProperty({
    ...TEXT,
    description: 'The watched resource, as in RBAC rules; `workloads`: the pods and workloads of a peer together.',
  })
  readonly kind!: string;

  @ApiPropertyOptional({ ...TEXT, description: 'The watched namespace; absent if all namespaces are watched at once.' })
  readonly namespace?: string;

  @ApiProperty({
    description:
      '`not-granted`: the service account may not list this kind, or the API server has no such kind, and everything else is shown without it; `refused`: a required kind has been refused for a minute.',
    type: 'string',
    enum: [...WATCH_STATES],
  })
  readonly state!: WatchState;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    description: "The number of known objects; absent for a peer's sources.",
  })
  readonly objects?: number;

  @ApiPropertyOptional({ type: 'string', format: 'date-time', description: 'When the source last confirmed its data.' })
  readonly checked?: string;

  @ApiPropertyOptional({
    description: 'The latest fault; present while the state shows one.',
    type: 'string',
    enum: [...FAULT_CODES],
  })
  readonly fault?: FaultCode;

  @ApiPropertyOptional({ ...TEXT, description: 'The rule to add to the role of the service account.' })
  readonly rule?: string;
}

export class SourceList {
  @ApiProperty({ description: 'The sources of this cluster, then those of the peers.', type: [SourceItem] })
  readonly items!: SourceItem[];
}
