// The probes' entries in the OpenAPI document.
import type { ResponseObject } from '@nestjs/swagger';
import { HEADERS_OF } from '../openapi/openapi-headers.dto.ts';
import { operation } from '../openapi/openapi-operation.dto.ts';

export const PROBE_OPERATIONS = {
  ping: operation('ping', {
    id: 'ping',
    tag: 'probes',
    summary: 'Is anyone there',
    description: 'As kube-shields 0.0.6 answered. Open in every mode, as all probes are.',
    answers: [{ 200: text('It runs.', 'PONG') }],
  }),
  livez: operation('livez', {
    id: 'isAlive',
    tag: 'probes',
    summary: 'The process answers',
    description: 'For livenessProbe. A shield that lost its API server is alive, and so are its badges, grey.',
    answers: [{ 200: text('It runs.', 'alive') }],
  }),
  readyz: operation('readyz', {
    id: 'isReady',
    tag: 'probes',
    summary: 'The first lists are in',
    description:
      'For readinessProbe. Once ready it stays so until it is asked to stop: what it cannot confirm turns grey, and does not take it out of service.',
    answers: [
      {
        200: text('Badges are true.', 'ready'),
        503: text('Not yet, or not any more; a line for each reason.', 'not ready\nthe first list of pods is not in'),
      },
    ],
  }),
};

function text(description: string, example: string): ResponseObject {
  return {
    description,
    headers: HEADERS_OF.text,
    content: { 'text/plain': { schema: { type: 'string' }, example } },
  };
}
