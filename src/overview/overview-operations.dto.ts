// The overview page's entries in the OpenAPI document.
import type { ParameterObject, ResponseObject } from '@nestjs/swagger';
import { STYLES } from '../badges/badge-query.ts';
import { STATES } from '../checks/result.ts';
import { HEADERS_OF } from '../http/openapi-headers.dto.ts';
import { operation } from '../http/openapi-operation.dto.ts';
import { CLUSTER, IF_NONE_MATCH, NAMESPACE, inPath, inQuery } from '../http/openapi-parameters.dto.ts';
import { BAD_REQUEST, problem } from '../http/openapi-problem.dto.ts';
import { SORTS } from './page-query.ts';

const FILTERS: readonly ParameterObject[] = [
  inQuery('q', 'Only services whose names contain this.', { type: 'string', minLength: 1, maxLength: 100 }),
  inQuery('state', 'Only services in this state.', { type: 'string', enum: [...STATES] }),
  CLUSTER,
  NAMESPACE,
  inQuery('sort', 'In which order.', { type: 'string', enum: [...SORTS] }),
  inQuery('open', 'What is unfolded, as links of the page give it.', { type: 'string' }),
  inQuery('from', 'How many services to leave out first, as links of the page give it.', {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
  }),
];

const PANEL: readonly ParameterObject[] = [
  inQuery('badge', 'The service whose badge panel is open, as links of the page give it.', { type: 'string' }),
  inQuery('style', "The panel's choice.", { type: 'string', enum: [...STYLES] }),
  inQuery('label', "The panel's choice.", { type: 'string', maxLength: 64 }),
  inQuery('part', 'Only this part of the page.', { type: 'string', enum: ['badge'] }),
];

const NO_FILE = problem('No such file.', [
  'not-found',
  'Not found',
  404,
  'The page has no such file. It may be of an older version: load the page again.',
]);

export const OVERVIEW_OPERATIONS = {
  page: operation('page', {
    id: 'getOverview',
    tag: 'pages',
    summary: 'Everything at a glance',
    description: 'The overview page, complete without JavaScript; with it, live. Its parameters are kept in its links.',
    parameters: [...FILTERS, ...PANEL, IF_NONE_MATCH],
    answers: [
      { 200: page(), 304: { description: 'Nothing has changed.', headers: HEADERS_OF.page }, 400: BAD_REQUEST },
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
};

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
