// What may be asked of a service's history.
import { DAY, MINUTE } from '../../config/duration.ts';
import { Transform, Type } from 'class-transformer';
import { DEFAULT_WINDOW, type Interval, parseWindow } from '../../services/result/uptime.ts';
import { ScopeQuery } from '../services/services-query.dto.ts';
import { IsInt, IsOptional, Max, Min, ValidateBy } from '../../http/request/validators.dto.ts';

function Window(): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && parseWindow(value) !== undefined;
  return ValidateBy(
    { name: 'isWindow', validator: { validate } },
    { message: 'window must be whole hours up to 72h, or whole days up to 400d.' },
  );
}

/** RFC 3339 → Unix milliseconds. */
function Time(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : NaN,
  );
}

export class HistoryQuery extends ScopeQuery {
  @IsOptional()
  @Time()
  @IsInt({ message: 'from must be a time, such as 2026-11-02T12:00:00Z.' })
  from?: number;

  @IsOptional()
  @Time()
  @IsInt({ message: 'to must be a time, such as 2026-11-02T12:00:00Z.' })
  to?: number;

  @IsOptional()
  @Window()
  window?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'continue must be what the page before this one gave.' })
  @Min(0)
  @Max(10_000_000)
  continue?: number;
}

/** Undefined where the two ends don't fit. Without an end, until the end of this minute: a minute's answers have one tag. */
export function intervalOf({ from, to, window = DEFAULT_WINDOW }: HistoryQuery, now: number): Interval | undefined {
  const end = to ?? Math.ceil(now / MINUTE) * MINUTE;
  const begin = from ?? end - (parseWindow(window) ?? 0);
  return begin < end && end - begin <= 400 * DAY ? { from: begin, to: end } : undefined;
}
