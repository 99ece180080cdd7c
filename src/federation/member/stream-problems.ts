// Why a hub gets no stream.
import { badRequest, unavailable } from '../../http/problem/problem.ts';

export const NOT_SYNCED = unavailable(
  'The cluster is not known yet: the first list of pods, or a check file’s first trial. Ask again in a moment.',
  2,
);
export const TOO_MANY_STREAMS = unavailable('As many streams are open as there may be, 32. Ask again later.', 30);
export const BAD_HEARTBEAT = badRequest('heartbeat must be one duration, like 5s or 500ms.');
