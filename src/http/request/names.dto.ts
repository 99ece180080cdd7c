// Names in query parameters: config/names.ts says what fits, and one message says what doesn't.
import { Transform } from 'class-transformer';
import type { ValidationOptions } from 'class-validator';
import { isClusterName, isName } from '../../config/names.ts';
import { ValidateBy } from './validators.dto.ts';

/** A service's or a namespace's. */
export function Named(options: ValidationOptions = {}): PropertyDecorator {
  const message = '$property must be a name: letters, digits, dots, hyphens and underscores.';
  return fitting('isName', isName, { message, ...options });
}

export function ClusterNamed(options: ValidationOptions = {}): PropertyDecorator {
  const message = '$property must be a name of at most 63 letters, digits, dots, hyphens and underscores.';
  return fitting('isClusterName', isClusterName, { message, ...options });
}

/** Several values, separated by commas; the validators beside it judge each. */
export function Listed(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value,
  );
}

function fitting(name: string, fits: (text: string) => boolean, options: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && fits(value);
  return ValidateBy({ name, validator: { validate } }, options);
}
