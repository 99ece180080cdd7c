// What the shields of other clusters are, as the OpenAPI document describes it (peer-item.ts makes it).
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PEER_FAULTS, type PeerFaultCode } from '../../federation/hub/peer-fault.ts';
import type { PeerItemJson } from './peer-item.ts';

const TEXT = { type: String } as const;
const COUNT = { type: 'integer', minimum: 0 } as const;
const TIME = { type: 'string', format: 'date-time' } as const;

export class PeerItem implements PeerItemJson {
  @ApiProperty({ ...TEXT, description: 'The address in OTHER_SHIELDS, without credentials.' })
  readonly address!: string;

  @ApiPropertyOptional({ ...TEXT, description: "The peer's cluster name; absent until it is known." })
  readonly cluster?: string;

  @ApiPropertyOptional({
    ...TEXT,
    description: "The version of the peer's shield; absent until it is known, and for versions before 1.1.",
  })
  readonly version?: string;

  @ApiProperty({ type: Boolean, description: 'Whether its stream is open and sends events.' })
  readonly connected!: boolean;

  @ApiProperty({ ...TIME, description: 'Since when the peer has been connected or disconnected.' })
  readonly since!: string;

  @ApiPropertyOptional({ ...TIME, description: 'When the last data was received from the peer.' })
  readonly lastContact?: string;

  @ApiProperty({ ...COUNT, description: "The number of the peer's services." })
  readonly services!: number;

  @ApiPropertyOptional({
    description:
      "Why the peer isn't connected, or its services aren't shown; docs/federation.md says what to do about each.",
    type: 'string',
    enum: [...PEER_FAULTS],
  })
  readonly error?: PeerFaultCode;

  @ApiProperty({
    type: Boolean,
    description: 'Whether the connection is plain HTTP: its data can be read and changed on the way.',
  })
  readonly insecure!: boolean;
}

export class PeerList {
  @ApiProperty({ description: 'In the order of OTHER_SHIELDS.', type: [PeerItem] })
  readonly items!: PeerItem[];
}
