// Every route's entry in the OpenAPI document. The entries stand beside the controllers they are about.
import type { RouteName } from './http/request/routes.ts';
import { BADGE_OPERATIONS } from './badges/badge-operations.dto.ts';
import { CHECKS_OPERATIONS } from './api/checks/checks-operations.dto.ts';
import { FEDERATION_OPERATIONS } from './federation/member/federation-operations.dto.ts';
import { HISTORY_OPERATIONS } from './api/history/history-operations.dto.ts';
import { OBJECTS_OPERATIONS } from './api/objects/objects-operations.dto.ts';
import { PEERS_OPERATIONS } from './api/peers/peers-operations.dto.ts';
import { SOURCES_OPERATIONS } from './api/sources/sources-operations.dto.ts';
import { SERVICES_OPERATIONS } from './api/services-operations.dto.ts';
import { PROBE_OPERATIONS } from './observability/probes-operations.dto.ts';
import { OVERVIEW_OPERATIONS } from './overview/overview-operations.dto.ts';
import type { RouteEntries } from './openapi/route-entries.dto.ts';
import { withSuffixForms } from './badges/suffix-forms.dto.ts';
import { DOCS_OPERATIONS } from './openapi/docs-operations.dto.ts';

const OPERATIONS: Readonly<Record<RouteName, MethodDecorator>> = {
  ...OVERVIEW_OPERATIONS,
  ...BADGE_OPERATIONS,
  ...SERVICES_OPERATIONS,
  ...OBJECTS_OPERATIONS,
  ...HISTORY_OPERATIONS,
  ...CHECKS_OPERATIONS,
  ...PEERS_OPERATIONS,
  ...SOURCES_OPERATIONS,
  ...FEDERATION_OPERATIONS,
  ...DOCS_OPERATIONS,
  ...PROBE_OPERATIONS,
};

export const ROUTE_ENTRIES: RouteEntries = { operations: OPERATIONS, withForms: withSuffixForms };
