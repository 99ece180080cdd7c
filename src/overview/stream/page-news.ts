// What open pages are sent after changes: the parts of them that changed, or that they have to be fetched again as a whole.
import type { ChangeLog } from '../page/change-log.ts';
import type { PageView } from '../page/page-view.ts';
import type { FullQuery } from '../query/page-query.ts';
import { updateOf } from '../views/update.tsx';
import { MAX_UNSENT, sseText } from './page-stream.ts';
import { isAbout, showsObjects, type Topic } from './topic.ts';

/** What is shown, in pieces. */
export interface Overview {
  view(query: FullQuery, position: string): Generator<void, PageView>;
}

export class PageNews {
  constructor(
    private readonly log: ChangeLog,
    private readonly overview: Overview,
  ) {}

  /**
   * The event for pages that have everything up to that number; undefined: nothing that such a page shows has changed since.
   * In pieces: what changes from the first one on isn't in it. If more than `most` services changed, pages are fetched again.
   */
  *since(topic: Topic, sequence: number | undefined, most = MAX_ROWS): Generator<void, string | undefined> {
    const { query } = topic;
    const id = this.log.positionOf(this.log.sequence);
    const refresh = sseText('refresh', id, {});
    if (sequence === undefined) return refresh;
    const { services, objects, clusters } = this.log.since(sequence);
    const isWhole = query.cluster === undefined ? clusters.size > 0 : query.cluster.some((one) => clusters.has(one));
    const changed = services.filter((service) => isAbout(topic, service));
    if (isWhole || changed.length > most) return refresh;
    const areObjectsChanged = showsObjects(topic) && [...objects].some((one) => query.cluster?.includes(one) ?? true);
    if (changed.length === 0 && !areObjectsChanged) return undefined;
    // These pages are small: they are fetched again as a whole.
    if (topic.service !== undefined || query.view === 'wall') return refresh;
    const view = yield* this.overview.view(query, id);
    const text = sseText('update', id, yield* updateOf(view, changed, areObjectsChanged));
    // A longer text than a stream may leave unsent would close it, again and again.
    return text.length > MAX_UPDATE ? refresh : text;
  }
}

/** Characters. */
const MAX_UPDATE = MAX_UNSENT / 2;
/** Where more of them change at once, a whole page is less than its parts. */
const MAX_ROWS = 200;
