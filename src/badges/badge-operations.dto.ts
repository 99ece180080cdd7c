// The badges' entries in the OpenAPI document.
import { type ContentObject, type ParameterObject, type ResponseObject, getSchemaPath } from '@nestjs/swagger';
import { STATE_FILTERS } from '../api/services-operations.dto.ts';
import { NOT_MODIFIED } from '../openapi/openapi-answers.dto.ts';
import { HEADERS_OF } from '../openapi/openapi-headers.dto.ts';
import { type Answers, type OperationParts, operation } from '../openapi/openapi-operation.dto.ts';
import {
  CHECK_NAME,
  CLUSTER,
  CLUSTERS,
  IF_NONE_MATCH,
  NAMESPACE,
  NAMESPACES,
  SEARCH,
  SERVICE_NAME,
  SERVICE_PREFIX,
  inPath,
  inQuery,
} from '../openapi/openapi-parameters.dto.ts';
import { BAD_REQUEST, problem } from '../openapi/openapi-problem.dto.ts';
import { UNKNOWN_BADGE } from './answer/badge-answer.ts';
import { BadgeData, Uptime, RawHealth, RawResult, ShieldsEndpoint } from './answer/badge-answers.dto.ts';
import { FORMATS, MAX_LABEL, PALETTES, STYLES } from './request/badge-query.ts';
import { FACTS } from '../services/objects/cluster-facts.ts';
import { LOGOS } from './request/logos.ts';
import { renderBadge } from './draw/render-badge.ts';

const COLOR = { type: 'string', pattern: '^([a-z]+|[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$' };
const FLAG = { type: 'string', enum: ['', '1', 'true', '0', 'false'] };

const STRICT = inQuery('strict', 'Errors have the status 400, 404 or 503, with the same image.', FLAG);

const QUERY: readonly ParameterObject[] = [
  inQuery('style', 'The style of the image.', { type: 'string', enum: [...STYLES], default: 'flat' }),
  inQuery('label', "The text on the left. Default: the check's own label.", {
    type: 'string',
    maxLength: MAX_LABEL,
  }),
  inQuery('labelColor', "The color of the left side: a color's name, or 3 or 6 hex digits without `#`.", COLOR),
  inQuery('color', 'Replaces the color of a good result; a color that warns, and grey, are not replaced.', COLOR),
  NAMESPACE,
  CLUSTER,
  inQuery('window', 'The window of `uptime`: whole hours up to `72h`, or whole days up to `400d`.', {
    type: 'string',
    pattern: '^[1-9][0-9]{0,2}[hd]$',
    default: '30d',
  }),
  inQuery('format', 'The format of the answer.', { type: 'string', enum: [...FORMATS], default: 'svg' }),
  inQuery('raw', 'For clients of 0.0.6: the same as `format=raw`; `format` takes precedence.', FLAG),
  inQuery(
    'k',
    'The key of a link, which shows this one badge of a private shield. docs/embedding.md describes how to make links.',
    {
      type: 'string',
      maxLength: 64,
    },
  ),
  inQuery('mark', 'Adds a mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown.', FLAG),
  inQuery('palette', '`aa`: darker colors, for a contrast of at least 4.5:1 with the white text.', {
    type: 'string',
    enum: [...PALETTES],
  }),
  inQuery('reason', 'Adds the reason, if there is one, after the text: `0/3 CrashLoopBackOff`.', FLAG),
  inQuery('logo', 'A logo before the label, by its name in simple-icons.', {
    type: 'string',
    enum: [...LOGOS.keys()],
  }),
  STRICT,
];

const DRAWN = renderBadge({
  style: 'flat',
  label: 'health',
  message: '3/3 (0 restarts)',
  color: 'green',
  labelColor: undefined,
});

const RESULT_EXAMPLE = {
  label: 'health',
  status: '3/3 (0 restarts)',
  color: 'green',
  state: 'ok',
  checked: '2026-11-02T12:00:00.000Z',
};
const ENDPOINT = { schemaVersion: 1, label: 'health', message: '3/3 (0 restarts)', color: 'green' };

const MODELS = [BadgeData, RawHealth, RawResult, ShieldsEndpoint];

const DATA: ContentObject = {
  'application/json': {
    schema: { anyOf: MODELS.map((model) => ({ $ref: getSchemaPath(model) })) },
    examples: {
      json: {
        summary: 'format=json',
        value: { cluster: 'local', namespace: 'shop', service: 'web', check: 'health', ...RESULT_EXAMPLE },
      },
      aggregate: {
        summary: 'format=json of /a/*/health, while a cluster is disconnected',
        value: {
          check: 'health',
          ...RESULT_EXAMPLE,
          status: '12/12 (1 restart) (stale)',
          color: 'lightgrey',
          state: 'stale',
          reason: 'stale',
          missing: ['west'],
        },
      },
      shields: { summary: 'format=shields', value: { ...ENDPOINT, isError: false, cacheSeconds: 10 } },
      raw: { summary: 'format=raw of health', value: { ready: 3, total: 3, restarts: 0, color: 'green' } },
      rawVersion: {
        summary: 'format=raw of other checks',
        value: { label: 'version', status: 'v1.4.1', color: 'blue' },
      },
    },
  },
};

/** An image is drawn whatever happens. */
const ANSWERS: Answers = {
  200: {
    description: `The badge. As \`svg\` it is always drawn: results that are unknown, stale or failed, and invalid requests, are
grey badges with status 200, because many image proxies hide answers with any other; \`X-Shield-State\` and
\`X-Shield-Reason\` have the cause. As \`json\`, a stale result has the \`state\` \`stale\`; as \`shields\`, an answer that isn't a
result has \`isError\`.`,
    headers: { ...HEADERS_OF.json, ...HEADERS_OF.badge },
    content: { 'image/svg+xml': { schema: { type: 'string' }, example: DRAWN }, ...DATA },
  },
  304: { ...NOT_MODIFIED, headers: { ...HEADERS_OF.json, ...HEADERS_OF.badge } },
  400: strict('With `strict`: invalid names or parameters.'),
  404: strict('With `strict`: no such service, object, check or cluster.'),
  503: {
    ...strict('With `strict`: stale, pending, timed out or failed.'),
    headers: { ...HEADERS_OF.badge, ...HEADERS_OF.busy },
  },
};

const CARD: ResponseObject = {
  description: 'The image. As badges are, it is drawn for errors too.',
  headers: { ...HEADERS_OF.json, ...HEADERS_OF.badge },
  content: { 'image/svg+xml': { schema: { type: 'string' } } },
};

const NOT_FOUND = problem('In `json` and `raw`: no such service, object, check or cluster.', UNKNOWN_BADGE);

const RESOURCE = inPath(
  'resource',
  'The kind as in WATCH_OBJECTS, or without its group if that is unambiguous.',
  { type: 'string' },
  'nodes',
);
const OBJECT_NAME = inPath('name', 'The name of an object; `*`: all objects of the kind.', { type: 'string' }, '*');
const OBJECT_CHECK = inPath('check', '`ready`, `version` or `uptime`.', { type: 'string' }, 'ready');
const FACT = inPath('check', 'The fact about the cluster.', { type: 'string', enum: [...FACTS] }, 'version');

const shared = {
  tag: 'badges',
  answers: [ANSWERS, { 400: BAD_REQUEST, 404: NOT_FOUND }],
  models: [...MODELS, Uptime],
} as const satisfies Partial<OperationParts>;

export const BADGE_OPERATIONS = {
  badge: operation('badge', {
    ...shared,
    id: 'getBadge',
    summary: "A service's badge",
    description:
      'The result of one check of one service, as an image or as data. Services of this name in several namespaces are joined, unless `namespace` selects one. If several clusters have the name, this cluster takes precedence, then the peers in their order.',
    parameters: [SERVICE_NAME, CHECK_NAME, ...QUERY, IF_NONE_MATCH],
  }),
  'why-card': operation('why-card', {
    tag: 'badges',
    id: 'getWhyCard',
    summary: 'Why a service is in its state, as a wide image',
    description:
      "An image for wikis with the state, its reason, since when it lasts, the version, and the past day. If several namespaces have the name, it shows the one with the worst `attention`. It has the same access as the API: links to single badges don't open it.",
    parameters: [SERVICE_NAME, NAMESPACE, CLUSTER, STRICT, IF_NONE_MATCH],
    answers: [{ ...ANSWERS, 200: CARD }],
  }),
  aggregate: operation('aggregate', {
    ...shared,
    id: 'getAggregateBadge',
    summary: 'One badge of many services',
    description:
      'The results of one check of all services whose names have this prefix, in every cluster: counts are added up, the color is the worst one, and it is never a good one while a part of the results is not confirmed.',
    parameters: [SERVICE_PREFIX, CHECK_NAME, ...QUERY, IF_NONE_MATCH],
  }),
  object: operation('object', {
    ...shared,
    id: 'getObjectBadge',
    summary: "An object's badge",
    description:
      'The result for an object of a kind in WATCH_OBJECTS: `ready`, `version` if the kind has one, and `uptime`. `*` joins all objects of the kind: `11/12 ready`.',
    parameters: [RESOURCE, OBJECT_NAME, OBJECT_CHECK, ...QUERY, IF_NONE_MATCH],
  }),
  cluster: operation('cluster', {
    ...shared,
    id: 'getClusterBadge',
    summary: "The cluster's own badges",
    description:
      'Facts about the cluster: `version`, `nodes`, `pods`, `services` and `age`; `nodes` and `age` need `nodes` in WATCH_OBJECTS.',
    parameters: [FACT, ...QUERY.filter(({ name }) => name !== 'namespace' && name !== 'window'), IF_NONE_MATCH],
  }),
  'badges-markdown': operation('badges-markdown', {
    id: 'getBadgesMarkdown',
    tag: 'badges',
    summary: 'All badges as one Markdown table',
    description:
      'To paste into a README or a wiki. URLs are absolute if PUBLIC_URL is set. One-off services are left out.',
    parameters: [CLUSTERS, NAMESPACES, ...STATE_FILTERS, SEARCH, IF_NONE_MATCH],
    answers: [
      {
        200: markdown(),
        304: NOT_MODIFIED,
        400: BAD_REQUEST,
      },
    ],
  }),
};

function markdown(): ResponseObject {
  const example = `| Namespace | Service | health | version |
| --- | --- | --- | --- |
| shop | web | ![web health](/_/web/health/?namespace=shop) | ![web version](/_/web/version/?namespace=shop) |
`;
  return {
    description: 'The table.',
    headers: HEADERS_OF.json,
    content: { 'text/markdown': { schema: { type: 'string' }, example } },
  };
}

function strict(description: string): ResponseObject {
  return { description, headers: HEADERS_OF.badge, content: { 'image/svg+xml': { schema: { type: 'string' } } } };
}
