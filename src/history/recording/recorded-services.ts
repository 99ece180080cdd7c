// Services, as they are recorded.
import { map, type Observable } from 'rxjs';
import type { Moment } from '../../config/clock.ts';
import type { Change } from '../../services/changes/change.ts';
import type { Service, ServiceKey } from '../../services/service.ts';
import type { SubjectKey } from '../spans/subject-key.ts';
import { observationOf, seenSince } from './observe.ts';
import type { Recordable, RecordedScope, Sighting } from './recordable.ts';

/** The fleet, as far as this needs to know it. */
export interface RecordedFleet {
  readonly changes$: Observable<Change>;
  get(key: ServiceKey): Service | undefined;
  services(scope: { readonly cluster: string }, now: Moment): readonly Service[];
  clusters(now: Moment): readonly { readonly name: string }[];
  advance(now: Moment): void;
}

export class RecordedServices implements Recordable {
  readonly of = 'services';
  readonly changes$: Observable<SubjectKey | RecordedScope>;

  /** `local`: the name of this cluster. */
  constructor(
    private readonly fleet: RecordedFleet,
    private readonly local: string,
  ) {
    this.changes$ = fleet.changes$.pipe(map((change) => (change.type === 'service' ? change : allOf(change.cluster))));
  }

  scopes(now: Moment): readonly RecordedScope[] {
    return this.fleet.clusters(now).map(({ name }) => allOf(name));
  }

  keys({ cluster }: RecordedScope, now: Moment): Iterable<SubjectKey> {
    return this.fleet.services({ cluster }, now);
  }

  look(key: SubjectKey, now: Moment): Sighting | undefined {
    const service = this.fleet.get(key);
    if (service === undefined) return undefined;
    return {
      observation: observationOf(service, now),
      since: seenSince(service, service.cluster === this.local, now),
      isPassing: service.isOneOff,
    };
  }

  advance(now: Moment): void {
    this.fleet.advance(now);
  }
}

function allOf(cluster: string): RecordedScope {
  return { of: 'services', cluster };
}
