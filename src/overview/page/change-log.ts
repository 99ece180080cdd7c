// The latest changes, numbered, by name alone: a page that was rendered at one position is sent the changes after it.
import type { ServiceChange } from '../../services/changes/change.ts';
import { ChangeHistory, positionText } from '../../services/changes/change-history.ts';
import type { ServiceKey } from '../../services/service.ts';
import { keyOf } from '../board/services/service-summary.ts';

export interface Changed {
  /** Each once. */
  readonly services: readonly ServiceKey[];
  /** Clusters of which objects changed. */
  readonly objects: ReadonlySet<string>;
  /** Clusters of which everything may have changed. */
  readonly clusters: ReadonlySet<string>;
}

/** A cluster as a whole is its name. */
type Entry = ServiceKey | ObjectsOf | string;

interface ObjectsOf {
  readonly objectsOf: string;
}

export class ChangeLog {
  private readonly history: ChangeHistory<Entry>;

  /** `epoch` is random for each process. */
  constructor(epoch: string, max = MAX_CHANGES) {
    this.history = new ChangeHistory(epoch, max);
  }

  /** The number of the last change. */
  get sequence(): number {
    return this.history.sequence;
  }

  note(change: ServiceChange): void {
    this.history.push(change);
  }

  /** The cluster as a whole changed: its connection, or what is known of it. */
  noteCluster(cluster: string): void {
    this.history.push(cluster);
  }

  /** Objects of that cluster: these are shown as a whole. */
  noteObjects(cluster: string): void {
    this.history.push({ objectsOf: cluster });
  }

  positionOf(sequence: number): string {
    return positionText({ epoch: this.history.epoch, sequence });
  }

  /** The number of a position; undefined where it is of another process, or too old. */
  resume(position: string | undefined): number | undefined {
    return this.history.resume(position);
  }

  /** Whether all changes after that number are still kept. */
  reaches(sequence: number): boolean {
    return this.history.reaches(sequence);
  }

  /** The changes after that number, which `reaches` must allow. */
  since(sequence: number): Changed {
    const services = new Map<string, ServiceKey>();
    const objects = new Set<string>();
    const clusters = new Set<string>();
    for (const entry of this.history.since(sequence)) {
      if (typeof entry === 'string') clusters.add(entry);
      else if ('objectsOf' in entry) objects.add(entry.objectsOf);
      else services.set(keyOf(entry), entry);
    }
    return { services: [...services.values()], objects, clusters };
  }
}

/** A page that is further behind is fetched again as a whole. */
const MAX_CHANGES = 5_000;
