// Everything that a page is drawn from.
import type { Moment } from '../../config/clock.ts';
import type { AccessMode } from '../../config/config.ts';
import type { Service } from '../../services/service.ts';
import type { SeenSpan } from '../../history/spans/state-history.ts';
import type { Panel } from './panel.ts';
import type { Board } from '../board/board.ts';
import type { ObjectBoard } from '../board/objects/object-board.ts';
import type { PageQuery } from '../query/page-query.ts';

/** What pages of all kinds have in common. */
export interface Frame {
  readonly siteName: string;
  /** Of the shield. */
  readonly version: string;
  /** Who may read what, as `ACCESS` says it. */
  readonly access: AccessMode;
  readonly now: Moment;
  /** Milliseconds for which the page is valid without a heartbeat. */
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
  /** Badges of objects can be read without a signed link. */
  readonly hasObjectBadges: boolean;
  /** All known services, filters aside. */
  readonly total: number;
  /** What can be chosen from. */
  readonly clusters: readonly string[];
  readonly namespaces: readonly string[];
  readonly panel?: Panel;
  /** Problems of the shield itself, in sentences. */
  readonly notices: readonly string[];
  readonly historyOf: (service: Service) => readonly SeenSpan[];
  /** Unix milliseconds since which histories are kept. */
  readonly historyStart: number;
  /** Unix milliseconds of the oldest proof that the connected clusters depend on. */
  readonly confirmedAt: number | undefined;
}

/** Names of files. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
  /** By state. */
  readonly icon: (state: string) => string;
}
