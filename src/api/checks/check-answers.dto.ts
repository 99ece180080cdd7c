// The custom checks of /v1/checks, as the OpenAPI document describes them (check-item.ts makes it).
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { LOAD_ERRORS, type LoadError } from '../../checks/files/load-error.ts';
import type { ListJson } from '../list-json.ts';
import type { CheckItemJson } from './check-item.ts';

const TEXT = { type: String } as const;
const MOMENT = { type: 'string', format: 'date-time' } as const;
const COUNT = { type: 'integer', minimum: 0 } as const;

export class CheckItem implements CheckItemJson {
  @ApiProperty({ ...TEXT, description: 'The name of the file, without its folder.' })
  readonly file!: string;

  @ApiProperty({ ...TEXT, description: "The service that the file's checks belong to." })
  readonly service!: string;

  @ApiPropertyOptional({
    ...TEXT,
    description: 'The name of the check; absent if no version of the file could be loaded.',
  })
  readonly check?: string;

  @ApiPropertyOptional({ ...TEXT, description: 'The time from the start of a run to the start of the next one.' })
  readonly interval?: string;

  @ApiPropertyOptional(TEXT)
  readonly timeout?: string;

  @ApiPropertyOptional({ ...MOMENT, description: 'When the last run ended.' })
  readonly lastRun?: string;

  @ApiPropertyOptional({ ...TEXT, description: 'The duration of the last run.' })
  readonly duration?: string;

  @ApiPropertyOptional(COUNT)
  readonly failuresInARow?: number;

  @ApiPropertyOptional({
    ...TEXT,
    description:
      'The latest failure of a run: `timed-out`, `error`, or the code of its cause, such as `ECONNREFUSED`. It is kept when later runs succeed.',
  })
  readonly lastError?: string;

  @ApiPropertyOptional(MOMENT)
  readonly lastErrorAt?: string;

  @ApiPropertyOptional({ ...MOMENT, description: 'When the next run starts; absent during a run.' })
  readonly nextRun?: string;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether the check runs in a separate process.' })
  readonly runsAlone?: boolean;

  @ApiPropertyOptional({
    type: 'string',
    enum: [...LOAD_ERRORS],
    description:
      'Why the current version of the file is not in use; the last version that could be loaded is. The log has details.',
  })
  readonly loadError?: LoadError;

  @ApiPropertyOptional({
    ...TEXT,
    description: 'Line and column of the first fault in a file of checks without code, such as `4:7`.',
  })
  readonly loadErrorAt?: string;
}

export class CheckList implements ListJson<CheckItemJson> {
  @ApiProperty({ description: 'Sorted by file.', type: [CheckItem] })
  readonly items!: CheckItem[];

  @ApiProperty(COUNT)
  readonly total!: number;
}
