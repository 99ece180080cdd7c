// The probes' entries in the OpenAPI document.
import type { ResponseObject } from '@nestjs/swagger';
import { HEADERS_OF } from '../openapi/openapi-headers.dto.ts';
import { operation } from '../openapi/openapi-operation.dto.ts';

export const PROBE_OPERATIONS = {
  ping: operation('ping', {
    id: 'ping',
    tag: 'probes',
    summary: 'Whether the shield responds',
    description: 'The same answer as in 0.0.6. Open in every mode, as all probes are.',
    answers: [{ 200: text('The shield responds.', 'PONG') }],
  }),
  livez: operation('livez', {
    id: 'isAlive',
    tag: 'probes',
    summary: 'Whether the process is alive',
    description:
      'For livenessProbe. A shield that has lost the connection to its API server is alive: it goes on drawing badges, in grey.',
    answers: [{ 200: text('The shield responds.', 'alive') }],
  }),
  readyz: operation('readyz', {
    id: 'isReady',
    tag: 'probes',
    summary: 'Whether the first lists have been received',
    description:
      "For readinessProbe. Once it is ready, the shield stays ready until it is stopped: results that it cannot confirm turn grey, but don't make it unready.",
    answers: [
      {
        200: text('The first lists have been received.', 'ready'),
        503: text(
          'Not ready yet, or shutting down; one line for each reason.',
          'not ready\nthe first list of pods is not in',
        ),
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
