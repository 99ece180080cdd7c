// The entries of histories in the OpenAPI document.
import { getSchemaPath } from '@nestjs/swagger';
import { json, NOT_MODIFIED } from '../../openapi/openapi-answers.dto.ts';
import { operation } from '../../openapi/openapi-operation.dto.ts';
import {
  CLUSTERS,
  IF_NONE_MATCH,
  inPath,
  inQuery,
  NAME_IN_PATH,
  NAMESPACES,
} from '../../openapi/openapi-parameters.dto.ts';
import { BAD_REQUEST, problem } from '../../openapi/openapi-problem.dto.ts';
import { UNKNOWN_IN_SCOPE } from '../services/service-problems.ts';
import {
  HistoricChange,
  HistoricDay,
  HistoricObjectChange,
  HistoricObjectDay,
  ObjectHistory,
  ServiceHistory,
} from './history-answers.dto.ts';
import { UNKNOWN_OBJECT } from './object-problems.ts';

const WINDOW = [
  CLUSTERS,
  NAMESPACES,
  inQuery('from', 'The start of the period. Default: `window` before `to`.', { type: 'string', format: 'date-time' }),
  inQuery('to', 'The end of the period. Default: now.', { type: 'string', format: 'date-time' }),
  inQuery('window', 'The length of the period: whole hours up to `72h`, or whole days up to `400d`.', {
    type: 'string',
    pattern: '^[1-9][0-9]{0,2}[hd]$',
    default: '30d',
  }),
  inQuery('continue', 'The `continue` of the previous page, unchanged.', { type: 'integer', minimum: 0 }),
  IF_NONE_MATCH,
];

const TIMES = {
  from: '2026-11-02T00:00:00.000Z',
  to: '2026-11-03T00:00:00.000Z',
  since: '2026-10-01T08:30:00.000Z',
};

export const HISTORY_OPERATIONS = {
  'v1-history': operation('v1-history', {
    id: 'getHistory',
    tag: 'services',
    summary: 'The history of a service',
    description:
      'The changes of its state and version in a period of time, and the totals of each day. Times without observation are reported as `unseen`. docs/history.md describes what is kept.',
    parameters: [NAME_IN_PATH, ...WINDOW],
    answers: [
      {
        200: json(
          'The history.',
          { $ref: getSchemaPath(ServiceHistory) },
          {
            ...TIMES,
            items: [
              { cluster: 'local', namespace: 'shop', at: '2026-11-01T09:12:00.000Z', state: 'ok', version: 'v1.4.1' },
              {
                cluster: 'local',
                namespace: 'shop',
                at: '2026-11-02T11:58:00.000Z',
                state: 'down',
                reason: 'CrashLoopBackOff',
                version: 'v1.5.0',
              },
            ],
            days: [],
          },
        ),
        304: NOT_MODIFIED,
        400: BAD_REQUEST,
        404: problem('No service with this name is known in these clusters and namespaces.', UNKNOWN_IN_SCOPE),
      },
    ],
    models: [HistoricChange, HistoricDay, ServiceHistory],
  }),
  'v1-object-history': operation('v1-object-history', {
    id: 'getObjectHistory',
    tag: 'services',
    summary: 'The history of an object',
    description:
      'The changes of its readiness and version in a period of time, and the totals of each day, in every cluster and namespace that has the name.',
    parameters: [
      inPath('resource', "The object's kind as in WATCH_OBJECTS, or without its group.", { type: 'string' }, 'nodes'),
      inPath('name', "The object's name.", { type: 'string' }, 'node-1'),
      ...WINDOW,
    ],
    answers: [
      {
        200: json(
          'The history.',
          { $ref: getSchemaPath(ObjectHistory) },
          {
            ...TIMES,
            items: [
              {
                cluster: 'local',
                namespace: '',
                resource: 'nodes',
                at: '2026-11-01T09:12:00.000Z',
                state: 'ok',
                version: 'v1.36.1',
              },
              {
                cluster: 'local',
                namespace: '',
                resource: 'nodes',
                at: '2026-11-02T11:58:00.000Z',
                state: 'down',
                reason: 'NodeStatusUnknown',
                version: 'v1.36.1',
              },
            ],
            days: [],
          },
        ),
        304: NOT_MODIFIED,
        400: BAD_REQUEST,
        404: problem('No object of this kind and name is known in these clusters and namespaces.', UNKNOWN_OBJECT),
      },
    ],
    models: [HistoricObjectChange, HistoricObjectDay, ObjectHistory],
  }),
};
