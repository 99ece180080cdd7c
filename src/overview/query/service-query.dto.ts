// What may be asked of a service's page.
import { PastMoment } from '../../api/moment-query.dto.ts';
import { ClusterNamed, Named } from '../../http/request/names.dto.ts';
import { LookQuery } from './overview-query.dto.ts';
import { HISTORY_WINDOWS, type HistoryWindow } from './history-window.ts';
import { IsIn, IsOptional } from '../../http/request/validators.dto.ts';

export class ServiceQuery extends LookQuery {
  @IsOptional()
  @ClusterNamed()
  cluster?: string;

  @IsOptional()
  @Named()
  namespace?: string;

  @IsOptional()
  @IsIn(HISTORY_WINDOWS, { message: `window must be one of ${HISTORY_WINDOWS.join(', ')}.` })
  window?: HistoryWindow;

  @PastMoment()
  at?: number;
}
