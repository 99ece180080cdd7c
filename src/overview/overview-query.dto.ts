// What may be asked of the page and of its stream.
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Length, Max, MaxLength, Min, Matches } from 'class-validator';
import { type Style, STYLES } from '../badges/badge-query.ts';
import { type State, STATES } from '../services/result.ts';
import { ClusterNamed, Named } from '../http/names.dto.ts';
import { type Sort, SORTS } from './page-query.ts';

/** Names with slashes between, several with commas. */
const PLACES = /^[A-Za-z0-9._~/,-]*$/;
const A_PLACE = { message: '$property must be what a link of the page gave, as it stands.' };

export class OverviewQuery {
  @IsOptional()
  @Length(1, 100, { message: 'q must have 1 to 100 characters.' })
  q?: string;

  @IsOptional()
  @IsIn(STATES, { message: `state must be one of ${STATES.join(', ')}.` })
  state?: State;

  @IsOptional()
  @ClusterNamed()
  cluster?: string;

  @IsOptional()
  @Named()
  namespace?: string;

  @IsOptional()
  @IsIn(SORTS, { message: `sort must be one of ${SORTS.join(', ')}.` })
  sort?: Sort;

  @IsOptional()
  @Matches(PLACES, A_PLACE)
  open?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'from must be a whole number.' })
  @Min(0, { message: 'from must not be negative.' })
  @Max(1_000_000, { message: 'from must be at most 1000000.' })
  from?: number;

  @IsOptional()
  @Matches(PLACES, A_PLACE)
  badge?: string;

  @IsOptional()
  @IsIn(STYLES, { message: `style must be one of ${STYLES.join(', ')}.` })
  style?: Style;

  @IsOptional()
  @MaxLength(64, { message: 'label must have at most 64 characters.' })
  label?: string;

  /** Only the badge panel, for a page that is already there. */
  @IsOptional()
  @IsIn(['badge'], { message: 'part must be badge.' })
  part?: 'badge';

  /** Where the page that asks for the stream stands: EPOCH.SEQ. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,32}\.\d{1,15}$/, { message: 'at must be the position that the page was rendered at.' })
  at?: string;
}
