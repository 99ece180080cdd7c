// The services' entries in the OpenAPI document.
import { type SchemaObject, getSchemaPath } from '@nestjs/swagger';
import { STATES } from '../services/result/result.ts';
import { NOT_MODIFIED, json } from '../openapi/openapi-answers.dto.ts';
import { operation } from '../openapi/openapi-operation.dto.ts';
import {
  CLUSTERS,
  IF_NONE_MATCH,
  NAMESPACES,
  NAME_IN_PATH,
  SEARCH,
  inQuery,
} from '../openapi/openapi-parameters.dto.ts';
import { BAD_REQUEST, NO_SERVICE, problem } from '../openapi/openapi-problem.dto.ts';
import { UNKNOWN_IN_SCOPE } from './services/service-problems.ts';
import {
  WhyChange,
  WhyContainer,
  WhyDeployedBy,
  WhyDeployingObject,
  WhyElsewhere,
  WhyPod,
  WhyService,
  WhyServices,
} from './why/why-answers.dto.ts';
import { TOO_MANY_MOMENTS } from './moment-problems.ts';
import { HEADERS_OF } from '../openapi/openapi-headers.dto.ts';
import {
  ServiceItem,
  ServicePage,
  ServiceWithHistory,
  ServicesOfName,
  StateSpan,
} from './services/services-answers.dto.ts';

const ITEM = {
  cluster: 'local',
  namespace: 'shop',
  name: 'web',
  kind: 'Deployment',
  state: 'degraded',
  attention: 'degraded',
  since: '2026-11-02T11:58:03.000Z',
  results: {
    health: {
      label: 'health',
      status: '2/3 (5 restarts)',
      color: 'red',
      state: 'degraded',
      reason: 'CrashLoopBackOff',
      since: '2026-11-02T11:58:03.000Z',
      checked: '2026-11-02T12:00:00.000Z',
    },
    version: {
      label: 'version',
      status: 'v1.4.1 → v1.5.0',
      color: 'orange',
      state: 'ok',
      since: '2026-11-02T11:57:12.000Z',
      checked: '2026-11-02T12:00:00.000Z',
    },
  },
};

const SEVERAL_STATES: SchemaObject = { type: 'string', pattern: `^(${STATES.join('|')})(,(${STATES.join('|')}))*$` };

export const STATE_FILTERS = [
  inQuery('state', 'Only services in this state; separate several with commas.', SEVERAL_STATES),
  inQuery('attention', 'Only services with this `attention`; separate several with commas.', SEVERAL_STATES),
];

const WHY = {
  ...ITEM,
  why: '2 of 3 containers are ready: web-5d4f8c7b6d-x2k9 is in CrashLoopBackOff (container app, exit code 1, 5 restarts).',
  kubectl: 'kubectl -n shop logs -p web-5d4f8c7b6d-x2k9 -c app',
  pods: [
    {
      name: 'web-5d4f8c7b6d-x2k9',
      phase: 'Running',
      ready: 0,
      total: 1,
      restarts: 5,
      created: '2026-11-02T11:57:12.000Z',
      version: 'v1.5.0',
      reason: 'CrashLoopBackOff',
      containers: [{ name: 'app', state: 'waiting', reason: 'CrashLoopBackOff', exitCode: 1, restarts: 5 }],
    },
  ],
  deployedBy: {
    kind: 'Kustomization',
    namespace: 'platform',
    name: 'apps',
    object: {
      resource: 'kustomizations.kustomize.toolkit.fluxcd.io',
      namespace: 'platform',
      name: 'apps',
      state: 'ok',
      status: 'ready',
      version: '4f08f9e1c2d3',
    },
  },
  workloads: [{ kind: 'Deployment', name: 'web', wanted: 3, updated: 1 }],
  links: [{ name: 'runbook', url: 'https://wiki.example.com/web', host: 'wiki.example.com' }],
  checks: [
    {
      check: 'errors',
      interval: '30s',
      failuresInARow: 1,
      nextRun: '2026-11-02T12:00:25.000Z',
      runs: [
        { at: '2026-11-02T11:59:55.000Z', duration: '5s', state: 'unknown', reason: 'timed-out' },
        { at: '2026-11-02T11:59:20.000Z', duration: '41ms', state: 'ok' },
      ],
    },
  ],
  elsewhere: [{ cluster: 'east', namespace: 'shop', state: 'ok', attention: 'ok', version: 'v1.4.1' }],
  changes: [{ at: '2026-11-02T11:58:03.000Z', state: 'degraded', reason: 'CrashLoopBackOff', version: 'v1.5.0' }],
};

const HISTORY = [
  { state: 'ok', from: '2026-11-02T09:12:44.000Z' },
  { state: 'degraded', from: '2026-11-02T11:58:03.000Z' },
];

export const AT = inQuery(
  'at',
  'Answers as of this time: a time with its zone, at least 60 s ago and within the past 90 days.',
  { type: 'string', format: 'date-time' },
);

export const MANY_MOMENTS = problem(
  'Too many requests with `at` are being answered; try again later.',
  TOO_MANY_MOMENTS,
  HEADERS_OF.busy,
);

const NOT_IN_SCOPE = problem('No service with this name is known in these clusters and namespaces.', UNKNOWN_IN_SCOPE);

export const SERVICES_OPERATIONS = {
  services: operation('services', {
    id: 'listNames',
    tag: 'services',
    summary: "This cluster's services, by name",
    description: 'The sorted names without duplicates, as in 0.0.6.',
    parameters: [IF_NONE_MATCH],
    answers: [{ 200: json('The names.', listOf(), ['checkout', 'web']), 304: NOT_MODIFIED }],
  }),
  'service-checks': operation('service-checks', {
    id: 'listChecksOfService',
    tag: 'services',
    summary: 'The checks of a service of this cluster',
    description:
      'The names of the checks, as in 0.0.6. A service is also found by the name that 0.0.6 gave it (`web-5d4f8c7b6d`).',
    parameters: [NAME_IN_PATH, IF_NONE_MATCH],
    answers: [
      {
        200: json('The names of the checks, `health` first.', listOf(), ['health', 'version']),
        304: NOT_MODIFIED,
        400: BAD_REQUEST,
        404: NO_SERVICE,
      },
    ],
  }),
  'v1-services': operation('v1-services', {
    id: 'listServices',
    tag: 'services',
    summary: 'All services of this cluster and of the peers',
    description:
      "Sorted by cluster, namespace and name. A page that isn't the last one has `continue`: send it with the same filters to get the next page. Services that appear or disappear meanwhile neither shift nor repeat the others. With `at`, each service has the state, reason and version that were recorded for that time, and nothing current.",
    parameters: [
      CLUSTERS,
      NAMESPACES,
      ...STATE_FILTERS,
      SEARCH,
      inQuery('limit', 'The maximum number of items on a page.', {
        type: 'integer',
        minimum: 1,
        maximum: 500,
        default: 100,
      }),
      inQuery('continue', 'The `continue` of the previous page, unchanged.', { type: 'string' }),
      AT,
      IF_NONE_MATCH,
    ],
    answers: [
      {
        200: json('A page of services.', refTo(ServicePage), {
          items: [ITEM],
          total: 2,
          continue: 'bG9jYWwvc2hvcC93ZWI',
        }),
        304: NOT_MODIFIED,
        400: BAD_REQUEST,
        503: MANY_MOMENTS,
      },
    ],
    models: [ServiceItem, ServicePage],
  }),
  'v1-service': operation('v1-service', {
    id: 'getServices',
    tag: 'services',
    summary: 'The services of one name',
    description: 'The services of this name in every cluster and namespace, with their latest changes of state.',
    parameters: [NAME_IN_PATH, IF_NONE_MATCH],
    answers: [
      {
        200: json('The services.', refTo(ServicesOfName), { items: [{ ...ITEM, history: HISTORY }], total: 1 }),
        304: NOT_MODIFIED,
        400: BAD_REQUEST,
        404: NO_SERVICE,
      },
    ],
    models: [ServiceWithHistory, StateSpan, ServicesOfName],
  }),
  'v1-why': operation('v1-why', {
    id: 'getWhy',
    tag: 'services',
    summary: 'Why a service is in its state',
    description:
      'The reason in a sentence, the pods behind it with the unhealthy ones first, the changes of the past week, and where else a service of this name runs.',
    parameters: [NAME_IN_PATH, CLUSTERS, NAMESPACES, IF_NONE_MATCH],
    answers: [
      {
        200: json('The reason for each service of this name.', refTo(WhyServices), { items: [WHY], total: 1 }),
        304: NOT_MODIFIED,
        400: BAD_REQUEST,
        404: NOT_IN_SCOPE,
      },
    ],
    models: [WhyService, WhyDeployedBy, WhyDeployingObject, WhyPod, WhyContainer, WhyElsewhere, WhyChange, WhyServices],
  }),
};

function listOf(): SchemaObject {
  return { type: 'array', items: { type: 'string' } };
}

function refTo(model: new () => object): { $ref: string } {
  return { $ref: getSchemaPath(model) };
}
