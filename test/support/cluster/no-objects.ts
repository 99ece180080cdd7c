// An empty object fleet, for tests of services only.
import { EMPTY } from 'rxjs';
import { SYSTEM_CLOCK } from '../../../src/config/clock.ts';
import { ObjectFleetService } from '../../../src/federation/object-fleet.service.ts';
import { ObjectCatalog } from '../../../src/services/objects/object-catalog.ts';

const SOURCE = { id: 'none', cluster: 'local', provenAt: undefined, staleAfter: 1 };

const catalog = new ObjectCatalog(
  'local',
  { kinds: [], changes$: EMPTY },
  {
    serverVersion: () => undefined,
    versionSource: SOURCE,
    nodes: () => undefined,
    pods: () => ({ running: 0, total: 0 }),
    services: () => new Map(),
    podSource: () => SOURCE,
  },
);

export const noObjects = new ObjectFleetService(
  { changes$: EMPTY, all: () => [catalog], unnamed: () => [] },
  SYSTEM_CLOCK,
);
