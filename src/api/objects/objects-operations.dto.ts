// The objects' entry in the OpenAPI document.
import { getSchemaPath } from '@nestjs/swagger';
import { json, NOT_MODIFIED } from '../../openapi/openapi-answers.dto.ts';
import { operation } from '../../openapi/openapi-operation.dto.ts';
import { CLUSTER, IF_NONE_MATCH, inQuery, NAMESPACE } from '../../openapi/openapi-parameters.dto.ts';
import { BAD_REQUEST } from '../../openapi/openapi-problem.dto.ts';
import { ObjectItem, ObjectPage } from './objects-answers.dto.ts';
import { STATE_FILTERS } from '../services-operations.dto.ts';

const EXAMPLE = {
  cluster: 'local',
  resource: 'certificates.cert-manager.io',
  kind: 'Certificate',
  namespace: 'shop',
  name: 'checkout-tls',
  state: 'ok',
  since: '2026-11-02T11:58:03.000Z',
  results: {
    ready: {
      label: 'certificate',
      status: 'ready',
      color: 'green',
      state: 'ok',
      since: '2026-11-02T11:58:03.000Z',
      checked: '2026-11-02T12:00:00.000Z',
    },
  },
};

export const OBJECTS_OPERATIONS = {
  'v1-objects': operation('v1-objects', {
    id: 'listObjects',
    tag: 'services',
    summary: 'All objects of the kinds in WATCH_OBJECTS',
    description:
      "The objects of the kinds in WATCH_OBJECTS, such as nodes, certificates and GitOps objects. A page that isn't the last one has `continue`.",
    parameters: [
      CLUSTER,
      inQuery(
        'resource',
        'Only this kind, as in WATCH_OBJECTS; without a group, the kinds of this name in all groups.',
        { type: 'string' },
      ),
      NAMESPACE,
      ...STATE_FILTERS.filter(({ name }) => name === 'state'),
      inQuery('q', 'Only objects whose name, kind or reason contains this text, regardless of case.', {
        type: 'string',
        minLength: 1,
        maxLength: 100,
      }),
      inQuery('limit', 'The maximum number of items on a page.', {
        type: 'integer',
        minimum: 1,
        maximum: 500,
        default: 100,
      }),
      inQuery('continue', 'The `continue` of the previous page, unchanged.', { type: 'string' }),
      IF_NONE_MATCH,
    ],
    answers: [
      {
        200: json('A page of objects.', { $ref: getSchemaPath(ObjectPage) }, { items: [EXAMPLE], total: 1 }),
        304: NOT_MODIFIED,
        400: BAD_REQUEST,
      },
    ],
    models: [ObjectItem, ObjectPage],
  }),
};
