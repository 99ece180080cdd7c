// What the routes below /v1/services/NAME answer where the name is bad or unknown.
import { badRequest, notFound } from '../../http/problem/problem.ts';

export const UNKNOWN_IN_SCOPE = notFound('No service of that name is known in that namespace and cluster.');

/** `example`: a path with a good name. */
export const badName = (example: string): ReturnType<typeof badRequest> =>
  badRequest(`A name has letters, digits, dots, hyphens and underscores, as in ${example}.`);
