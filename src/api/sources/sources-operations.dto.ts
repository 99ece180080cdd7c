// The sources' entry in the OpenAPI document.
import { json, NOT_MODIFIED } from '../../openapi/openapi-answers.dto.ts';
import { operation } from '../../openapi/openapi-operation.dto.ts';
import { IF_NONE_MATCH } from '../../openapi/openapi-parameters.dto.ts';
import { SourceItem, SourceList } from './sources-answers.dto.ts';

const PODS = {
  cluster: 'east',
  id: 'pods',
  kind: 'pods',
  state: 'watching',
  objects: 1_204,
  checked: '2026-11-02T12:00:00.000Z',
};

const CRON_JOBS = {
  cluster: 'east',
  id: 'cronjobs',
  kind: 'cronjobs.batch',
  state: 'not-granted',
  objects: 0,
  fault: 'forbidden',
};

export const SOURCES_OPERATIONS = {
  'v1-sources': operation('v1-sources', {
    id: 'listSources',
    tag: 'services',
    summary: 'The sources of all data, and whether they are current',
    description:
      "Every watch of this cluster's API server, and those that peers report. A watch that isn't granted is listed too: badges are shown without its data.",
    parameters: [IF_NONE_MATCH],
    answers: [{ 200: json('The sources.', SourceList, { items: [PODS, CRON_JOBS] }), 304: NOT_MODIFIED }],
    models: [SourceItem, SourceList],
  }),
};
