// What hubs ask, in the OpenAPI document.
import type { ResponseObject } from '@nestjs/swagger';
import { json } from '../../openapi/openapi-answers.dto.ts';
import { HEADERS_OF } from '../../openapi/openapi-headers.dto.ts';
import { operation } from '../../openapi/openapi-operation.dto.ts';
import { IF_NONE_MATCH, inQuery } from '../../openapi/openapi-parameters.dto.ts';
import { BAD_REQUEST, problem } from '../../openapi/openapi-problem.dto.ts';
import { NOT_SYNCED } from './stream-problems.ts';
import { Snapshot } from './snapshot-answers.dto.ts';

const SNAPSHOT = {
  cluster: 'east',
  epoch: '9f86d081884c7d65',
  sources: [{ id: 'pods', age: 1204 }],
  services: [
    {
      namespace: 'shop',
      name: 'web',
      kind: 'Deployment',
      results: [
        {
          check: 'health',
          label: 'health',
          status: '3/3 (0 restarts)',
          color: 'green',
          state: 'ok',
          counts: { ready: 3, total: 3, restarts: 0 },
          source: 'pods',
        },
      ],
    },
  ],
};

const STREAM = `event: heartbeat
data: {"cluster":"east","epoch":"9f86d081884c7d65","sources":[{"id":"pods","age":1204}]}

`;

const NOT_YET = problem(
  'The first list of pods has not been received, the shield is shutting down, or the maximum number of streams is open.',
  NOT_SYNCED,
  HEADERS_OF.busy,
);

const SAME_SERVICES: ResponseObject = {
  description: 'The services have not changed since the snapshot that `If-None-Match` names. Ages are not compared.',
  headers: HEADERS_OF.compressedJson,
};

export const FEDERATION_OPERATIONS = {
  snapshot: operation('snapshot', {
    id: 'getSnapshot',
    tag: 'federation',
    summary: "All services of this shield's own cluster",
    description:
      "One-off services are left out. Results don't change when their sources age: the reader decides by the ages of the sources whether they are stale.",
    parameters: [IF_NONE_MATCH],
    answers: [
      {
        200: { ...json('The snapshot.', Snapshot, SNAPSHOT), headers: HEADERS_OF.compressedJson },
        304: SAME_SERVICES,
        503: NOT_YET,
      },
    ],
    models: [Snapshot],
  }),
  stream: operation('stream', {
    id: 'getStream',
    tag: 'federation',
    summary: "All services of this shield's own cluster, followed by their changes",
    description:
      'Server-sent events: a snapshot in parts, then every change, and heartbeats with the ages of the sources. docs/federation.md describes each event.',
    parameters: [
      inQuery('heartbeat', 'Time between heartbeats, 100ms to 60s.', { type: 'string', default: '15s', example: '5s' }),
      {
        name: 'Last-Event-ID',
        in: 'header',
        description:
          'Resumes after this change, if the same process still has the changes that followed. Part of the signature.',
        schema: { type: 'string', pattern: '^[A-Za-z0-9-]{1,64}\\.[0-9]{1,15}$' },
      },
    ],
    answers: [{ 200: stream(), 400: BAD_REQUEST, 503: NOT_YET }],
  }),
};

function stream(): ResponseObject {
  const content = { 'text/event-stream': { schema: { type: 'string' as const }, example: STREAM } };
  return { description: 'The events.', headers: HEADERS_OF.stream, content };
}
