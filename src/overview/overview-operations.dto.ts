// The overview page's entries in the OpenAPI document.
import type { ParameterObject, ResponseObject } from '@nestjs/swagger';
import { STYLES } from '../badges/request/badge-query.ts';
import { STATES } from '../services/result/result.ts';
import { HEADERS_OF } from '../openapi/openapi-headers.dto.ts';
import { operation } from '../openapi/openapi-operation.dto.ts';
import {
  CLUSTER,
  CLUSTERS,
  IF_NONE_MATCH,
  NAME_IN_PATH,
  NAMESPACE,
  NAMESPACES,
  SEARCH,
  inPath,
  inQuery,
} from '../openapi/openapi-parameters.dto.ts';
import { AT, MANY_MOMENTS } from '../api/services-operations.dto.ts';
import { BAD_REQUEST, problem } from '../openapi/openapi-problem.dto.ts';
import { NOT_ON_THE_OVERVIEW, TOO_MANY_PAGES, UNKNOWN_CHECK, UNKNOWN_FILE } from './page-problems.ts';
import { GROUPINGS, SORTS, THEMES, VIEWS } from './query/page-query.ts';
import { HISTORY_WINDOWS } from './query/history-window.ts';

const FILTERS: readonly ParameterObject[] = [
  SEARCH,
  inQuery('state', 'Only services with this `attention`; separate several with commas.', {
    type: 'string',
    pattern: `^(${STATES.join('|')})(,(${STATES.join('|')}))*$`,
  }),
  CLUSTERS,
  NAMESPACES,
  inQuery('group', 'How healthy services are grouped. Default: not grouped, or by namespace if there are many.', {
    type: 'string',
    enum: [...GROUPINGS],
  }),
  inQuery('sort', 'The order of services; `problems` is an alias of `worst`.', {
    type: 'string',
    enum: [...SORTS],
    default: 'worst',
  }),
  inQuery('view', 'A table, or a page for a wall-mounted screen.', {
    type: 'string',
    enum: [...VIEWS],
    default: 'table',
  }),
  inQuery('theme', 'The theme of the page for a wall-mounted screen.', {
    type: 'string',
    enum: [...THEMES],
    default: 'dark',
  }),
  inQuery('open', "The unfolded groups, in the form that the page's links use.", { type: 'string' }),
  inQuery('rows', "The services whose details are unfolded, in the form that the page's links use.", {
    type: 'string',
  }),
  inQuery('from', "The number of services of an unfolded group to skip, as the page's links set it.", {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
  }),
];

const PANEL: readonly ParameterObject[] = [
  inQuery('badge', "The check whose badge panel is open, in the form that the page's links use.", { type: 'string' }),
  inQuery('style', 'The value chosen in the badge panel.', { type: 'string', enum: [...STYLES] }),
  inQuery('label', 'The value chosen in the badge panel.', { type: 'string', maxLength: 64 }),
  ...['mark', 'palette', 'reason', 'logo'].map((name) =>
    inQuery(name, "The value chosen in the badge panel; the same parameter as a badge's.", {
      type: 'string',
      maxLength: 40,
    }),
  ),
  inQuery('part', 'Answer with only this part of the page.', { type: 'string', enum: ['badge'] }),
];

const LAST_EVENT_ID: ParameterObject = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The id of the last event received: changes since then are sent first.',
  schema: { type: 'string' },
};

const NO_CHECK = problem('With `part=badge`: no such check.', UNKNOWN_CHECK);

const NO_FILE = problem('No such file.', UNKNOWN_FILE);

const NO_SERVICE = problem('No service with this name is known in these clusters and namespaces.', NOT_ON_THE_OVERVIEW);

const NO_ROOM = problem(
  'A thousand pages are open already, or the shield is shutting down.',
  TOO_MANY_PAGES,
  HEADERS_OF.busy,
);

export const OVERVIEW_OPERATIONS = {
  page: operation('page', {
    id: 'getOverview',
    tag: 'pages',
    summary: 'The overview page',
    description:
      'Everything at a glance. Complete without JavaScript; with it, the page follows changes. Its links keep its parameters.',
    parameters: [...FILTERS, ...PANEL, AT, IF_NONE_MATCH],
    answers: [
      {
        200: page(),
        304: { description: 'Nothing has changed.', headers: HEADERS_OF.page },
        400: BAD_REQUEST,
        404: NO_CHECK,
        503: MANY_MOMENTS,
      },
    ],
  }),
  'service-page': operation('service-page', {
    id: 'getServicePage',
    tag: 'pages',
    summary: 'A page about one service',
    description:
      'The state of the service and its reason, its pods, checks and history, and where else a service of this name runs. If several clusters or namespaces have the name, the page shows the one with the worst `attention`, unless parameters select one.',
    parameters: [
      NAME_IN_PATH,
      CLUSTER,
      NAMESPACE,
      inQuery('window', 'The period of the history that the page draws.', {
        type: 'string',
        enum: [...HISTORY_WINDOWS],
        default: '24h',
      }),
      ...PANEL,
      AT,
      IF_NONE_MATCH,
    ],
    answers: [
      {
        200: page(),
        304: { description: 'Nothing has changed.', headers: HEADERS_OF.page },
        400: BAD_REQUEST,
        404: NO_SERVICE,
        503: MANY_MOMENTS,
      },
    ],
  }),
  asset: operation('asset', {
    id: 'getAsset',
    tag: 'pages',
    summary: 'A file of the overview page',
    description: 'Its name contains a hash of its content, so it may be cached forever.',
    parameters: [
      inPath('file', 'The name of the file, as the page refers to it.', { type: 'string' }, 'page-3QX5K2AB.css'),
    ],
    answers: [{ 200: asset(), 404: NO_FILE }],
  }),
  'page-stream': operation('page-stream', {
    id: 'getPageStream',
    tag: 'pages',
    summary: 'The changes of the overview page',
    description: `Server-sent events for a page with the same parameters. \`update\`: changed rows, in the form that
the page's script reads; \`refresh\`: request the page again; \`heartbeat\`: every five seconds; \`reconnect\`: the shield is
shutting down.`,
    parameters: [
      ...FILTERS,
      inQuery('service', 'Only changes for the page of the service with this name.', { type: 'string' }),
      inQuery('at', 'The position of the page, which is its `data-position`. `Last-Event-ID` takes precedence.', {
        type: 'string',
        pattern: '^[A-Za-z0-9_-]{1,32}\\.\\d{1,15}$',
      }),
      LAST_EVENT_ID,
    ],
    answers: [{ 200: stream(), 400: BAD_REQUEST, 503: NO_ROOM }],
  }),
};

function stream(): ResponseObject {
  const example = 'event: heartbeat\nid: Zm9vYmFy.12\ndata: {"now":1793620800000,"validFor":90000}\n\n';
  return {
    description: 'The stream.',
    headers: HEADERS_OF.stream,
    content: { 'text/event-stream': { schema: { type: 'string' }, example } },
  };
}

function page(): ResponseObject {
  const example = '<!doctype html><html lang="en">…</html>';
  return {
    description: 'The page.',
    headers: HEADERS_OF.page,
    content: { 'text/html': { schema: { type: 'string' }, example } },
  };
}

function asset(): ResponseObject {
  const types = ['text/css', 'text/javascript', 'image/svg+xml'];
  const content = Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }]));
  return { description: 'The file.', headers: HEADERS_OF.asset, content };
}
