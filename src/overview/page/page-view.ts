// Everything that a page is drawn from.
import type { Moment } from '../../config/clock.ts';
import type { AccessMode } from '../../config/config.ts';
import type { Service } from '../../services/service.ts';
import type { SeenSpan } from '../../history/spans/state-history.ts';
import type { Panel } from './panel.ts';
import type { Board } from '../board/board.ts';
import type { ObjectBoard } from '../board/object-board.ts';
import type { PageQuery } from '../query/page-query.ts';

/** What pages of all kinds have in common. */
export interface Frame {
  readonly siteName: string;
  /** Of the shield. */
  readonly version: string;
  /** Who may read what, as `ACCESS` says it. */
  readonly access: AccessMode;
  readonly now: Moment;
  /** Milliseconds for which what is shown is valid without another word. */
  readonly validFor: number;
  readonly assets: PageAssets;
  /** EPOCH.SEQ: every change up to there is in the page. */
  readonly position: string;
  /** PUBLIC_URL, without a slash at the end. */
  readonly publicUrl: string | undefined;
}

export interface PageView extends Frame {
  /** Without the badge panel: what leads on from the page leaves it behind. */
  readonly query: PageQuery;
  readonly board: Board;
  readonly objects: ObjectBoard;
  /** Badges of objects may be asked for without a link of their own. */
  readonly hasObjectBadges: boolean;
  /** Services that are known, whatever is looked for. */
  readonly total: number;
  /** What can be chosen from. */
  readonly clusters: readonly string[];
  readonly namespaces: readonly string[];
  readonly panel?: Panel;
  /** What is wrong with the shield itself, in sentences. */
  readonly notices: readonly string[];
  readonly historyOf: (service: Service) => readonly SeenSpan[];
  /** Unix milliseconds since which histories are kept. */
  readonly historyStart: number;
  /** Unix milliseconds of the oldest proof that the connected clusters live by. */
  readonly confirmedAt: number | undefined;
}

/** Names of files. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
  /** By the state that it stands for. */
  readonly icon: (state: string) => string;
}
