// What may be asked of /v1/objects.
import { Type } from 'class-transformer';
import { BAD_LIMIT } from '../../http/problem/problems.ts';
import { ClusterNamed, Named } from '../../http/request/names.dto.ts';
import type { State } from '../../services/result/result.ts';
import { States } from '../services/services-query.dto.ts';
import { IsInt, IsOptional, Length, Matches, Max, Min } from '../../http/request/validators.dto.ts';

export class ObjectsQuery {
  @IsOptional()
  @ClusterNamed()
  cluster?: string;

  @IsOptional()
  @Named()
  resource?: string;

  @IsOptional()
  @Named()
  namespace?: string;

  @States()
  state?: readonly State[];

  @IsOptional()
  @Length(1, 100, { message: 'q must have 1 to 100 characters.' })
  q?: string;

  @Type(() => Number)
  @IsInt({ message: BAD_LIMIT.detail })
  @Min(1, { message: BAD_LIMIT.detail })
  @Max(500, { message: BAD_LIMIT.detail })
  limit = 100;

  @IsOptional()
  @Matches(/^[\w-]{1,2000}$/, { message: 'continue must be what the page before this one gave, as it stands.' })
  continue?: string;
}
