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
  inQuery('state', 'Only services that ask for this attention; several by comma.', {
    type: 'string',
    pattern: `^(${STATES.join('|')})(,(${STATES.join('|')}))*$`,
  }),
  CLUSTERS,
  NAMESPACES,
  inQuery('group', 'How what is well is grouped. Default: not at all, or by namespace where there is much.', {
    type: 'string',
    enum: [...GROUPINGS],
  }),
  inQuery('sort', 'In which order; `problems` is another word for `worst`.', {
    type: 'string',
    enum: [...SORTS],
    default: 'worst',
  }),
  inQuery('view', 'A table, or a page for a wall.', { type: 'string', enum: [...VIEWS], default: 'table' }),
  inQuery('theme', 'Of a wall.', { type: 'string', enum: [...THEMES], default: 'dark' }),
  inQuery('open', 'Groups that are unfolded, as links of the page give it.', { type: 'string' }),
  inQuery('rows', 'Services whose details are unfolded, as links of the page give it.', { type: 'string' }),
  inQuery('from', 'How many services of an unfolded group to leave out first, as links of the page give it.', {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
  }),
];

const PANEL: readonly ParameterObject[] = [
  inQuery('badge', 'The check whose badge panel is open, as links of the page give it.', { type: 'string' }),
  inQuery('style', "The panel's choice.", { type: 'string', enum: [...STYLES] }),
  inQuery('label', "The panel's choice.", { type: 'string', maxLength: 64 }),
  ...['mark', 'palette', 'reason', 'logo'].map((name) =>
    inQuery(name, "The panel's choice, as badges take it.", { type: 'string', maxLength: 40 }),
  ),
  inQuery('part', 'Only this part of the page.', { type: 'string', enum: ['badge'] }),
];

const LAST_EVENT_ID: ParameterObject = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The last event that was received: what changed since comes first.',
  schema: { type: 'string' },
};

const NO_CHECK = problem('With `part=badge`: no such check.', UNKNOWN_CHECK);

const NO_FILE = problem('No such file.', UNKNOWN_FILE);

const NO_SERVICE = problem('No service of that name is known there.', NOT_ON_THE_OVERVIEW);

const NO_ROOM = problem(
  'Not now: a thousand pages are live, or the shield is shutting down.',
  TOO_MANY_PAGES,
  HEADERS_OF.busy,
);

export const OVERVIEW_OPERATIONS = {
  page: operation('page', {
    id: 'getOverview',
    tag: 'pages',
    summary: 'Everything at a glance',
    description: 'The overview page, complete without JavaScript; with it, live. Its parameters are kept in its links.',
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
      'How it is and why, its pods, checks and history, and where else it runs. Of several places that have the name the one that asks for the most attention, unless one is picked.',
    parameters: [
      NAME_IN_PATH,
      CLUSTER,
      NAMESPACE,
      inQuery('window', 'How far back the history is drawn.', {
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
    description: 'Its name holds a hash of its bytes, so it may be kept for ever.',
    parameters: [inPath('file', "The file's name, as the page gives it.", { type: 'string' }, 'page-3QX5K2AB.css')],
    answers: [{ 200: asset(), 404: NO_FILE }],
  }),
  'page-stream': operation('page-stream', {
    id: 'getPageStream',
    tag: 'pages',
    summary: 'What changes on the overview page',
    description: `Server-sent events for a page with the same parameters. \`update\`: rows that changed, as the page's own
script reads them; \`refresh\`: ask for the page again; \`heartbeat\`: every five seconds; \`reconnect\`: the shield is going.`,
    parameters: [
      ...FILTERS,
      inQuery('service', 'Only what concerns a page of a service of that name.', { type: 'string' }),
      inQuery('at', 'Where the page stands: its `data-position`. `Last-Event-ID` beats it.', {
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
