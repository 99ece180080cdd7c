// For tests of services alone: no further kinds are watched.
import { EMPTY } from 'rxjs';
import { ObjectCatalog } from '../src/services/object-catalog.ts';

const SOURCE = { id: 'none', cluster: 'local', provenAt: undefined, staleAfter: 1 };

export const noObjects = new ObjectCatalog(
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
