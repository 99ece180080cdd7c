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

const STRICT = inQuery(
  'strict',
  'Images say by their status too what is wrong: 400, 404 or 503 with the same image.',
  FLAG,
);

const QUERY: readonly ParameterObject[] = [
  inQuery('style', 'How it is drawn.', { type: 'string', enum: [...STYLES], default: 'flat' }),
  inQuery('label', "What stands on the left. Default: the check's own label.", {
    type: 'string',
    maxLength: MAX_LABEL,
  }),
  inQuery('labelColor', "The left side's color: a color's name, or 3 or 6 hex digits without `#`.", COLOR),
  inQuery('color', 'Instead of a good color; one that warns, or is grey, stays as it is.', COLOR),
  NAMESPACE,
  CLUSTER,
  inQuery('window', 'Of `uptime`: whole hours up to `72h`, or whole days up to `400d`.', {
    type: 'string',
    pattern: '^[1-9][0-9]{0,2}[hd]$',
    default: '30d',
  }),
  inQuery('format', 'What to answer with.', { type: 'string', enum: [...FORMATS], default: 'svg' }),
  inQuery('raw', 'As in 0.0.6: the same as `format=raw`, which a given format beats.', FLAG),
  inQuery('k', 'A link: shows this one badge of a private shield. docs/embedding.md says how links are made.', {
    type: 'string',
    maxLength: 64,
  }),
  inQuery('mark', 'A mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown.', FLAG),
  inQuery('palette', '`aa`: darker colors, white text at 4.5:1 or better.', { type: 'string', enum: [...PALETTES] }),
  inQuery('reason', 'The reason after the text, where there is one: `0/3 CrashLoopBackOff`.', FLAG),
  inQuery('logo', "A logo before the label, by simple-icons' name for it.", {
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
        summary: 'format=json of /a/*/health, while a cluster is silent',
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
    description: `The badge. As \`svg\` it is drawn whatever happens: what isn't known, stale, failed or badly asked is a
grey badge with status 200, because many image proxies hide any other; \`X-Shield-State\` and \`X-Shield-Reason\` say which.
As \`json\` and \`raw\` what is stale says so in \`state\`; as \`shields\` whatever is no result has \`isError\`.`,
    headers: { ...HEADERS_OF.json, ...HEADERS_OF.badge },
    content: { 'image/svg+xml': { schema: { type: 'string' }, example: DRAWN }, ...DATA },
  },
  304: { ...NOT_MODIFIED, headers: { ...HEADERS_OF.json, ...HEADERS_OF.badge } },
  400: strict('With `strict`: names or parameters that do not fit.'),
  404: strict('With `strict`: no such service, object, check or cluster.'),
  503: {
    ...strict('With `strict`: stale, pending, timed out or failed.'),
    headers: { ...HEADERS_OF.badge, ...HEADERS_OF.busy },
  },
};

const CARD: ResponseObject = {
  description: 'The card. It is drawn whatever happens, as badges are.',
  headers: { ...HEADERS_OF.json, ...HEADERS_OF.badge },
  content: { 'image/svg+xml': { schema: { type: 'string' } } },
};

const NOT_FOUND = problem('In `json` and `raw`: no such service, object, check or cluster.', UNKNOWN_BADGE);

const RESOURCE = inPath(
  'resource',
  'As WATCH_OBJECTS names it, or without the group where that is clear.',
  { type: 'string' },
  'nodes',
);
const OBJECT_NAME = inPath('name', 'The name of an object; `*`: all of the kind.', { type: 'string' }, '*');
const OBJECT_CHECK = inPath('check', '`ready`, `version` or `uptime`.', { type: 'string' }, 'ready');
const FACT = inPath('check', 'One of the facts.', { type: 'string', enum: [...FACTS] }, 'version');

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
      'What a check says of one service, drawn or as data. Namespaces that have the name are joined, unless one is picked; of several clusters this one is asked first.',
    parameters: [SERVICE_NAME, CHECK_NAME, ...QUERY, IF_NONE_MATCH],
  }),
  'why-card': operation('why-card', {
    tag: 'badges',
    id: 'getWhyCard',
    summary: 'Why a service is as it is, as a wide picture',
    description:
      'For wikis: state, reason, since when, version, and the past day. Of several namespaces the one that asks for the most attention. It is open where the API is, and no link opens it.',
    parameters: [SERVICE_NAME, NAMESPACE, CLUSTER, STRICT, IF_NONE_MATCH],
    answers: [{ ...ANSWERS, 200: CARD }],
  }),
  aggregate: operation('aggregate', {
    ...shared,
    id: 'getAggregateBadge',
    summary: 'One badge of many services',
    description:
      'What a check says of all services whose names begin alike, in every cluster: sums where they can be summed, the worst color, and never a good one while a part is not confirmed.',
    parameters: [SERVICE_PREFIX, CHECK_NAME, ...QUERY, IF_NONE_MATCH],
  }),
  object: operation('object', {
    ...shared,
    id: 'getObjectBadge',
    summary: "An object's badge",
    description:
      'Of a kind that WATCH_OBJECTS names: `ready`, `version` where it has one, and `uptime`. `*` joins all objects of the kind: `11/12 ready`.',
    parameters: [RESOURCE, OBJECT_NAME, OBJECT_CHECK, ...QUERY, IF_NONE_MATCH],
  }),
  cluster: operation('cluster', {
    ...shared,
    id: 'getClusterBadge',
    summary: "The cluster's own badges",
    description: '`version`, `nodes`, `pods`, `services` and `age`; nodes and age need `nodes` in WATCH_OBJECTS.',
    parameters: [FACT, ...QUERY.filter(({ name }) => name !== 'namespace' && name !== 'window'), IF_NONE_MATCH],
  }),
  'badges-markdown': operation('badges-markdown', {
    id: 'getBadgesMarkdown',
    tag: 'badges',
    summary: 'All badges as one Markdown table',
    description:
      'To paste into a README or a wiki. Addresses are absolute where PUBLIC_URL is set. One-offs are left out.',
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
