// What may be asked of /v1/services, and of all that has the same filters.
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Length, Max, Min, Validate, ValidatorConstraint } from 'class-validator';
import type { ValidatorConstraintInterface } from 'class-validator';
import { STATES } from '../checks/result.ts';
import type { State } from '../checks/result.ts';
import { isClusterName, isName } from '../config/names.ts';
import { parseToken } from './service-page.ts';

@ValidatorConstraint({ name: 'isName' })
class Named implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isName(value);
  }
}

@ValidatorConstraint({ name: 'isToken' })
class Token implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && parseToken(value) !== undefined;
  }
}

const NAME = { message: '$property must be a name: letters, digits, dots, hyphens and underscores.' };

@ValidatorConstraint({ name: 'isClusterName' })
class ClusterNamed implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isClusterName(value);
  }
}

export class ServicesFilter {
  @IsOptional()
  @Validate(ClusterNamed, {
    message: 'cluster must be a name of at most 63 letters, digits, dots, hyphens and underscores.',
  })
  cluster?: string;

  @IsOptional()
  @Validate(Named, NAME)
  namespace?: string;

  @IsOptional()
  @IsIn(STATES, { message: `state must be one of ${STATES.join(', ')}.` })
  state?: State;

  @IsOptional()
  @Length(1, 100, { message: 'q must have 1 to 100 characters.' })
  q?: string;
}

export class ServicesQuery extends ServicesFilter {
  @Type(() => Number)
  @IsInt({ message: 'limit must be a whole number from 1 to 500.' })
  @Min(1, { message: 'limit must be a whole number from 1 to 500.' })
  @Max(500, { message: 'limit must be a whole number from 1 to 500.' })
  limit = 100;

  @IsOptional()
  @Validate(Token, { message: 'continue must be what the page before this one gave, as it stands.' })
  continue?: string;
}
