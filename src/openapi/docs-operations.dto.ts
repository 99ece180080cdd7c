// The documentation's own entries in the OpenAPI document.
import type { ResponseObject } from '@nestjs/swagger';
import { HEADERS_OF } from './openapi-headers.dto.ts';
import { operation } from './openapi-operation.dto.ts';
import { IF_NONE_MATCH } from './openapi-parameters.dto.ts';
import { problem } from './openapi-problem.dto.ts';
import { ASSET_NAMES, NO_SUCH_ASSET } from './docs-page.ts';

const NO_ASSET = problem('No such file.', NO_SUCH_ASSET);

export const DOCS_OPERATIONS = {
  docs: operation('docs', {
    id: 'getDocsPage',
    tag: 'docs',
    summary: 'This API in Swagger UI',
    description:
      'Documentation in which requests can be tried. The shield serves all files itself: the page loads nothing from other sites.',
    parameters: [IF_NONE_MATCH],
    answers: [{ 200: page(), 304: { description: 'Nothing has changed.', headers: HEADERS_OF.page } }],
  }),
  openapi: operation('openapi', {
    id: 'getOpenapi',
    tag: 'docs',
    summary: 'This document',
    description:
      'The OpenAPI 3.1 document. It is the same for every shield of a version, and contains no settings of the deployment.',
    parameters: [IF_NONE_MATCH],
    answers: [
      {
        200: {
          description: 'The document.',
          headers: HEADERS_OF.json,
          content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } },
        },
        304: { description: 'Nothing has changed.', headers: HEADERS_OF.json },
      },
    ],
  }),
  'docs-asset': operation('docs-asset', {
    id: 'getDocsAsset',
    tag: 'docs',
    summary: 'A file of Swagger UI',
    description: 'A file that the page at /docs loads.',
    parameters: [
      {
        name: 'asset',
        in: 'path',
        required: true,
        description: 'The name of the file.',
        schema: { type: 'string', enum: [...ASSET_NAMES] },
      },
      IF_NONE_MATCH,
    ],
    answers: [{ 200: asset(), 304: { description: 'Nothing has changed.', headers: HEADERS_OF.asset }, 404: NO_ASSET }],
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
  const types = ['text/css', 'text/javascript', 'image/png'];
  const content = Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }]));
  return { description: 'The file.', headers: HEADERS_OF.asset, content };
}
