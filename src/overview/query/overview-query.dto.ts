// What may be asked of the page and of its stream.
import { Type } from 'class-transformer';
import { type Style, STYLES } from '../../badges/request/badge-query.ts';
import { type State, STATES } from '../../services/result/result.ts';
import { PastMoment } from '../../api/moment-query.dto.ts';
import { ClusterNamed, Listed, Named } from '../../http/request/names.dto.ts';
import { type Grouping, GROUPINGS, type Sort, SORTS, type View, THEMES, VIEWS, type Theme } from './page-query.ts';
import {
  ArrayMaxSize,
  IsIn,
  IsInt,
  IsOptional,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from '../../http/request/validators.dto.ts';

/** Names with slashes between. */
const PLACE = /^[A-Za-z0-9._~/-]*$/;
const A_PLACE = { message: '$property must be what a link of the page gave, as it stands.' };
const EACH_PLACE = { ...A_PLACE, each: true };
/** More would not fit in an address. */
const MAX_PLACES = ArrayMaxSize(100, { message: '$property must have at most 100 parts.' });

/** A word of the badge's look: badges judge it themselves, and say what is wrong. */
const LOOK = Matches(/^[\w-]{0,40}$/, { message: '$property must be a word, as badges take it.' });

/** Where a badge panel is open, and how the badge shall look. */
export class LookQuery {
  @IsOptional()
  @Matches(PLACE, A_PLACE)
  badge?: string;

  @IsOptional()
  @IsIn(STYLES, { message: `style must be one of ${STYLES.join(', ')}.` })
  style?: Style;

  @IsOptional()
  @MaxLength(64, { message: 'label must have at most 64 characters.' })
  label?: string;

  @IsOptional()
  @LOOK
  mark?: string;

  @IsOptional()
  @LOOK
  palette?: string;

  @IsOptional()
  @LOOK
  reason?: string;

  @IsOptional()
  @LOOK
  logo?: string;

  /** Only the badge panel, for a page that is already there. */
  @IsOptional()
  @IsIn(['badge'], { message: 'part must be badge.' })
  part?: 'badge';
}

export class OverviewQuery extends LookQuery {
  @IsOptional()
  @Length(1, 100, { message: 'q must have 1 to 100 characters.' })
  q?: string;

  @IsOptional()
  @Listed()
  @IsIn(STATES, { each: true, message: `state must be of ${STATES.join(', ')}; several are separated by commas.` })
  state?: State[];

  @IsOptional()
  @Listed()
  @ClusterNamed({ each: true })
  cluster?: string[];

  @IsOptional()
  @Listed()
  @Named({ each: true })
  namespace?: string[];

  @IsOptional()
  @IsIn(GROUPINGS, { message: `group must be one of ${GROUPINGS.join(', ')}.` })
  group?: Grouping;

  @IsOptional()
  @IsIn(SORTS, { message: `sort must be one of ${SORTS.join(', ')}.` })
  sort?: Sort;

  @IsOptional()
  @IsIn(VIEWS, { message: `view must be one of ${VIEWS.join(', ')}.` })
  view?: View;

  @IsOptional()
  @IsIn(THEMES, { message: `theme must be one of ${THEMES.join(', ')}.` })
  theme?: Theme;

  @IsOptional()
  @Listed()
  @MAX_PLACES
  @Matches(PLACE, EACH_PLACE)
  open?: string[];

  @IsOptional()
  @Listed()
  @MAX_PLACES
  @Matches(PLACE, EACH_PLACE)
  rows?: string[];

  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'from must be a whole number.' })
  @Min(0, { message: 'from must not be negative.' })
  @Max(1_000_000, { message: 'from must be at most 1000000.' })
  from?: number;
}

/** What may be asked of the page, that of a moment in the past too. */
export class PageQueryParameters extends OverviewQuery {
  @PastMoment()
  at?: number;
}

/** What may be asked of the stream. */
export class StreamQuery extends OverviewQuery {
  /** The one service that a page is about. */
  @IsOptional()
  @Named()
  service?: string;

  /** Where the page that asks for the stream stands: EPOCH.SEQ. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,32}\.\d{1,15}$/, { message: 'at must be the position that the page was rendered at.' })
  at?: string;
}
