// What the shields of other clusters are, as the OpenAPI document describes it (peer-item.ts makes it).
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PEER_FAULTS, type PeerFaultCode } from '../../federation/hub/peer-fault.ts';
import type { PeerItemJson } from './peer-item.ts';

const TEXT = { type: String } as const;
const COUNT = { type: 'integer', minimum: 0 } as const;
const TIME = { type: 'string', format: 'date-time' } as const;

export class PeerItem implements PeerItemJson {
  @ApiProperty({ ...TEXT, description: 'As configured, without credentials.' })
  readonly address!: string;

  @ApiPropertyOptional({ ...TEXT, description: 'Its name; absent until it is known.' })
  readonly cluster?: string;

  @ApiPropertyOptional({ ...TEXT, description: 'Of its shield; absent until it says so, and before 1.1.' })
  readonly version?: string;

  @ApiProperty({ type: Boolean, description: 'Its stream is open and speaks.' })
  readonly connected!: boolean;

  @ApiProperty({ ...TIME, description: "Since when it is connected, or isn't." })
  readonly since!: string;

  @ApiPropertyOptional({ ...TIME, description: 'When anything last came from it.' })
  readonly lastContact?: string;

  @ApiProperty({ ...COUNT, description: 'How many of its services are known.' })
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
