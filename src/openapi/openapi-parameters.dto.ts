// Parameters that several routes share, as the OpenAPI document describes them.
import type { ParameterObject, SchemaObject } from '@nestjs/swagger';
import { CHECK, MAX_CLUSTER_NAME, MAX_NAME, NAME, PREFIX } from '../config/names.ts';

const NAME_SCHEMA = { type: 'string', pattern: NAME.source, minLength: 1, maxLength: MAX_NAME } as const;

export const SERVICE_NAME = inPath('service', 'The name of a service: of a Deployment, a CronJob…', NAME_SCHEMA, 'web');
export const NAME_IN_PATH = inPath('name', 'The name of a service: of a Deployment, a CronJob…', NAME_SCHEMA, 'web');
export const CHECK_NAME = inPath(
  'check',
  '`health`, `version`, `uptime`, or a check of your own. A suffix chooses the format: `health.svg`, `health.json`.',
  { type: 'string', pattern: CHECK.source, minLength: 1, maxLength: MAX_NAME },
  'health',
);
export const SERVICE_PREFIX = inPath(
  'prefix',
  "The beginning of services' names; `*`: all of them.",
  { type: 'string', pattern: PREFIX.source, minLength: 1, maxLength: MAX_NAME },
  'shop-',
);

export const NAMESPACE = inQuery('namespace', 'Only this namespace. Default: all that have the name.', NAME_SCHEMA);
export const CLUSTER = inQuery('cluster', 'Only this cluster. Default: any that is known here.', {
  ...NAME_SCHEMA,
  maxLength: MAX_CLUSTER_NAME,
});

/** Filters of lists. */
export const NAMESPACES = inQuery('namespace', 'Only these namespaces; several by comma.', listOf(NAME_SCHEMA.pattern));
export const CLUSTERS = inQuery('cluster', 'Only these clusters; several by comma.', listOf(NAME_SCHEMA.pattern));
export const SEARCH = inQuery(
  'q',
  'Only services with this in their name, namespace (`namespace/name` too), kind, version or reason, in either case.',
  { type: 'string', minLength: 1, maxLength: 100 },
);

function listOf(pattern: string): SchemaObject {
  const one = pattern.replace(/^\^|\$$/g, '');
  return { type: 'string', pattern: `^${one}(,${one})*$` };
}

export const IF_NONE_MATCH: ParameterObject = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'Tags (`ETag`) of what is already there: the answer is 304 where it still holds.',
  schema: { type: 'string' },
  example: '"p8cMsyWAiGM2yjBqWFGMZQ"',
};

export function inPath(parameter: string, description: string, schema: SchemaObject, example: string): ParameterObject {
  return { name: parameter, in: 'path', required: true, description, schema: { ...schema, example } };
}

/** Optional; given twice it is bad. */
export function inQuery(parameter: string, description: string, schema: SchemaObject): ParameterObject {
  return { name: parameter, in: 'query', required: false, description, schema };
}
