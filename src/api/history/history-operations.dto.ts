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
  inQuery('from', 'When it begins. Default: the window before `to`.', { type: 'string', format: 'date-time' }),
  inQuery('to', 'When it ends. Default: now.', { type: 'string', format: 'date-time' }),
  inQuery('window', 'How long it is: whole hours up to `72h`, or whole days up to `400d`.', {
    type: 'string',
    pattern: '^[1-9][0-9]{0,2}[hd]$',
    default: '30d',
  }),
  inQuery('continue', 'Of the page before this one, as it stands.', { type: 'integer', minimum: 0 }),
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
    summary: 'What was seen of a service',
    description:
      'Its changes of state and version in a window of time, and the sums of days; what was not seen is said. docs/history.md says what is kept.',
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
        404: problem('No service of that name is known there.', UNKNOWN_IN_SCOPE),
      },
    ],
    models: [HistoricChange, HistoricDay, ServiceHistory],
  }),
  'v1-object-history': operation('v1-object-history', {
    id: 'getObjectHistory',
    tag: 'services',
    summary: 'What was seen of an object',
    description:
      'As of a service: changes of its readiness and version in a window of time, and the sums of days, in every cluster and namespace that has the name.',
    parameters: [
      inPath('resource', 'Its kind as WATCH_OBJECTS names it, or without its group.', { type: 'string' }, 'nodes'),
      inPath('name', 'Its name.', { type: 'string' }, 'node-1'),
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
        404: problem('No object of that kind and name is known there.', UNKNOWN_OBJECT),
      },
    ],
    models: [HistoricObjectChange, HistoricObjectDay, ObjectHistory],
  }),
};
