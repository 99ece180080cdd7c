// A moment in the past, as a parameter.
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { A_MOMENT, parseMoment } from '../services/past-moment.ts';
import { IsInt, IsOptional } from '../http/request/validators.dto.ts';

/** A time with its zone → Unix milliseconds. */
export function PastMoment(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (parseMoment(value) ?? NaN) : NaN)),
    IsInt({ message: A_MOMENT }),
  );
}
