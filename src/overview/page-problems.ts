// The problems of the pages and their stream.
import { badRequest, notFound, unavailable } from '../http/problem/problem.ts';

export const BAD_NAME = badRequest('A name has letters, digits, dots, hyphens and underscores, as in /s/web.');
export const NOT_ON_THE_OVERVIEW = notFound(
  'No service of that name is known in that namespace and cluster. The overview lists what is.',
);
export const UNKNOWN_CHECK = notFound('No such check is known any more. Load the page again to see which are.');
export const UNKNOWN_FILE = notFound('The page has no such file. It may be of an older version: load the page again.');
export const TOO_MANY_PAGES = unavailable(
  'As many pages are open as may be live at once, 1,000. This one tries again by itself.',
  30,
);
