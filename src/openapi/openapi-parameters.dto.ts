// Parameters that several routes share, as the OpenAPI document describes them.
import type { ParameterObject, SchemaObject } from '@nestjs/swagger';
import { CHECK, MAX_CLUSTER_NAME, MAX_NAME, NAME, PREFIX } from '../config/names.ts';

const NAME_SCHEMA = { type: 'string', pattern: NAME.source, minLength: 1, maxLength: MAX_NAME } as const;

export const SERVICE_NAME = inPath(
  'service',
  'The name of a service: the name of its Deployment, CronJob…',
  NAME_SCHEMA,
  'web',
);
export const NAME_IN_PATH = inPath(
  'name',
  'The name of a service: the name of its Deployment, CronJob…',
  NAME_SCHEMA,
  'web',
);
export const CHECK_NAME = inPath(
  'check',
  '`health`, `version`, `uptime`, or a custom check. A suffix selects the format: `health.svg`, `health.json`.',
  { type: 'string', pattern: CHECK.source, minLength: 1, maxLength: MAX_NAME },
  'health',
);
export const SERVICE_PREFIX = inPath(
  'prefix',
  "The prefix of the services' names; `*`: all services.",
  { type: 'string', pattern: PREFIX.source, minLength: 1, maxLength: MAX_NAME },
  'shop-',
);

export const NAMESPACE = inQuery(
  'namespace',
  'Only this namespace. Default: all namespaces that have the name.',
  NAME_SCHEMA,
);
export const CLUSTER = inQuery('cluster', 'Only this cluster. Default: every cluster that is known here.', {
  ...NAME_SCHEMA,
  maxLength: MAX_CLUSTER_NAME,
});

/** Filters of lists. */
export const NAMESPACES = inQuery(
  'namespace',
  'Only these namespaces; separate several with commas.',
  listOf(NAME_SCHEMA.pattern),
);
export const CLUSTERS = inQuery(
  'cluster',
  'Only these clusters; separate several with commas.',
  listOf(NAME_SCHEMA.pattern),
);
export const SEARCH = inQuery(
  'q',
  'Only services whose name, namespace, `namespace/name`, kind, version or reason contains this text, regardless of case.',
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
  description: 'Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since.',
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
