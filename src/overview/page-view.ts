// Everything that a page is drawn from.
import type { Moment } from '../config/clock.ts';
import type { Service } from '../services/service.ts';
import type { StateSpan } from '../history/state-history.ts';
import type { Panel } from './panel.ts';
import type { Board } from './board.ts';
import type { PageQuery } from './page-query.ts';

export interface PageView {
  readonly siteName: string;
  /** Without the badge panel: what leads on from the page leaves it behind. */
  readonly query: PageQuery;
  readonly board: Board;
  /** What can be chosen from. */
  readonly clusters: readonly string[];
  readonly namespaces: readonly string[];
  readonly panel?: Panel;
  /** What is wrong with the shield itself, in sentences. */
  readonly notices: readonly string[];
  readonly historyOf: (service: Service) => readonly StateSpan[];
  readonly now: Moment;
  /** Milliseconds for which it holds without another word. */
  readonly holds: number;
  readonly assets: PageAssets;
  /** Unix milliseconds since which histories are kept. */
  readonly historyStart: number;
  /** EPOCH.SEQ: every change up to there is in the page. */
  readonly position: string;
}

/** Names of files. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
  /** By the state that it stands for. */
  readonly icon: (state: string) => string;
}
