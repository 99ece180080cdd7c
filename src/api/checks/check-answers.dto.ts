// The custom checks of /v1/checks, as the OpenAPI document describes them (check-item.ts makes it).
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { LOAD_ERRORS, type LoadError } from '../../checks/files/load-error.ts';
import type { ListJson } from '../list-json.ts';
import type { CheckItemJson } from './check-item.ts';

const TEXT = { type: String } as const;
const MOMENT = { type: 'string', format: 'date-time' } as const;
const COUNT = { type: 'integer', minimum: 0 } as const;

export class CheckItem implements CheckItemJson {
  @ApiProperty({ ...TEXT, description: "The file's name, without its folder." })
  readonly file!: string;

  @ApiProperty({ ...TEXT, description: 'Whose checks it has.' })
  readonly service!: string;

  @ApiPropertyOptional({ ...TEXT, description: 'Absent: no version of the file could be loaded.' })
  readonly check?: string;

  @ApiPropertyOptional({ ...TEXT, description: 'From the start of a run to the start of the next.' })
  readonly interval?: string;

  @ApiPropertyOptional(TEXT)
  readonly timeout?: string;

  @ApiPropertyOptional({ ...MOMENT, description: 'When its last run ended.' })
  readonly lastRun?: string;

  @ApiPropertyOptional({ ...TEXT, description: 'How long that took.' })
  readonly duration?: string;

  @ApiPropertyOptional(COUNT)
  readonly failuresInARow?: number;

  @ApiPropertyOptional({
    ...TEXT,
    description:
      'How a run failed last: `timed-out`, `error`, or the code of what caused that, as `ECONNREFUSED`. It stays when the check answers again.',
  })
  readonly lastError?: string;

  @ApiPropertyOptional(MOMENT)
  readonly lastErrorAt?: string;

  @ApiPropertyOptional({ ...MOMENT, description: 'Absent while it runs.' })
  readonly nextRun?: string;

  @ApiPropertyOptional({ type: Boolean, description: 'It has a process to itself.' })
  readonly runsAlone?: boolean;

  @ApiPropertyOptional({
    type: 'string',
    enum: [...LOAD_ERRORS],
    description:
      'Why the file as it stands now is not in force; the last version that could be loaded is. The log says more.',
  })
  readonly loadError?: LoadError;

  @ApiPropertyOptional({ ...TEXT, description: 'Line and column of the first fault in a file without code, as `4:7`.' })
  readonly loadErrorAt?: string;
}

export class CheckList implements ListJson<CheckItemJson> {
  @ApiProperty({ description: 'By file.', type: [CheckItem] })
  readonly items!: CheckItem[];

  @ApiProperty(COUNT)
  readonly total!: number;
}
