// Names in query parameters: what fits is config/names.ts's word, and everybody is told of what doesn't in the same one.
import { ValidateBy } from 'class-validator';
import { isClusterName, isName } from '../config/names.ts';

/** A service's or a namespace's. */
export function Named(): PropertyDecorator {
  return fitting('isName', isName, '$property must be a name: letters, digits, dots, hyphens and underscores.');
}

export function ClusterNamed(): PropertyDecorator {
  return fitting(
    'isClusterName',
    isClusterName,
    '$property must be a name of at most 63 letters, digits, dots, hyphens and underscores.',
  );
}

function fitting(name: string, fits: (text: string) => boolean, message: string): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && fits(value);
  return ValidateBy({ name, validator: { validate } }, { message });
}
