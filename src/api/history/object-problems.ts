// What is answered where an object's name is bad or unknown.
import { badRequest, notFound } from '../../http/problem/problem.ts';

export const BAD_OBJECT = badRequest(
  'An object is asked for by its kind as WATCH_OBJECTS names it, and its name, as in /v1/objects/nodes/node-1/history.',
);

export const UNKNOWN_OBJECT = notFound(
  'No object of that kind and name is known in that namespace and cluster. /v1/objects lists those that are.',
);
