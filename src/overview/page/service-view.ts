// Everything that the page of one service is drawn from.
import type { Why } from '../../api/why/why.ts';
import type { ClusterStatus } from '../board/cluster-status.ts';
import type { HistoryWindow } from '../query/history-window.ts';
import type { Frame } from './page-view.ts';
import type { Panel } from './panel.ts';
import type { ServiceSummary } from '../board/services/service-summary.ts';

export interface ServiceView extends Frame {
  readonly summary: ServiceSummary;
  readonly why: Why;
  readonly window: HistoryWindow;
  /** Of its cluster. */
  readonly source: ClusterStatus | undefined;
  /** From the page to the site's root. */
  readonly root: string;
  /** Its badges can be read without a signed link. */
  readonly hasOpenBadges: boolean;
  readonly panel?: Panel;
}
