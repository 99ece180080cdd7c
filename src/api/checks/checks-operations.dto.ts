// The custom checks' entry in the OpenAPI document.
import { getSchemaPath } from '@nestjs/swagger';
import { NOT_MODIFIED } from '../../openapi/openapi-answers.dto.ts';
import { HEADERS_OF } from '../../openapi/openapi-headers.dto.ts';
import { operation } from '../../openapi/openapi-operation.dto.ts';
import { IF_NONE_MATCH } from '../../openapi/openapi-parameters.dto.ts';
import { CheckItem, CheckList } from './check-answers.dto.ts';

const ITEM = {
  file: 'web.ts',
  service: 'web',
  check: 'hits',
  interval: '10s',
  timeout: '2s',
  lastRun: '2026-11-02T12:00:00.000Z',
  duration: '34ms',
  failuresInARow: 0,
  nextRun: '2026-11-02T12:00:09.812Z',
  runsAlone: false,
};
const BROKEN = { file: 'queue.ts', service: 'queue', loadError: 'syntax' };

export const CHECKS_OPERATIONS = {
  'v1-checks': operation('v1-checks', {
    id: 'listChecks',
    tag: 'services',
    summary: 'All custom checks and their runs',
    description:
      'The checks in the files of `CHECKS_DIR`. If the current version of a file could not be loaded, its items have `loadError`, and the checks of the last valid version stay in use.',
    parameters: [IF_NONE_MATCH],
    answers: [
      {
        200: {
          description: 'The checks.',
          headers: HEADERS_OF.json,
          content: {
            'application/json': {
              schema: { $ref: getSchemaPath(CheckList) },
              example: { items: [BROKEN, ITEM], total: 2 },
            },
          },
        },
        304: NOT_MODIFIED,
      },
    ],
    models: [CheckItem, CheckList],
  }),
};
