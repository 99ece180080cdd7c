// What may be asked of /v1/services, and of all that has the same filters.
import { Type } from 'class-transformer';
import { applyDecorators } from '@nestjs/common';
import { type State, STATES } from '../../services/result/result.ts';
import { BAD_LIMIT } from '../../http/problem/problems.ts';
import { ClusterNamed, Listed, Named } from '../../http/request/names.dto.ts';
import { PastMoment } from '../moment-query.dto.ts';
import { parseToken } from './service-page.ts';
import { IsIn, IsInt, IsOptional, Length, Max, Min, ValidateBy } from '../../http/request/validators.dto.ts';

function IsToken(): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && parseToken(value) !== undefined;
  const message = 'continue must be what the page before this one gave, as it stands.';
  return ValidateBy({ name: 'isToken', validator: { validate } }, { message });
}

/** One or several, by comma. */
export function States(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Listed(),
    IsIn(STATES, { each: true, message: `$property must be one or several of ${STATES.join(', ')}, by comma.` }),
  );
}

export class ScopeQuery {
  @IsOptional()
  @Listed()
  @ClusterNamed({ each: true })
  cluster?: readonly string[];

  @IsOptional()
  @Listed()
  @Named({ each: true })
  namespace?: readonly string[];
}

export class ServicesFilter extends ScopeQuery {
  @States()
  state?: readonly State[];

  @States()
  attention?: readonly State[];

  @IsOptional()
  @Length(1, 100, { message: 'q must have 1 to 100 characters.' })
  q?: string;
}

export class ServicesQuery extends ServicesFilter {
  @Type(() => Number)
  @IsInt({ message: BAD_LIMIT.detail })
  @Min(1, { message: BAD_LIMIT.detail })
  @Max(500, { message: BAD_LIMIT.detail })
  limit = 100;

  @IsOptional()
  @IsToken()
  continue?: string;

  @PastMoment()
  at?: number;
}
