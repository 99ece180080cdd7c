// What changed lately, numbered, by name alone: a page that was drawn at some number is sent what came after it.
import type { ServiceChange } from '../services/change.ts';
import type { Service } from '../services/service.ts';
import { keyOf } from './service-summary.ts';

export type ServiceKey = Pick<Service, 'cluster' | 'namespace' | 'name'>;

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
  /** The number of the last change. */
  sequence = 0;
  private entries: Entry[] = [];

  /** `epoch` is random for each process: another one's numbers mean nothing here. */
  constructor(
    private readonly epoch: string,
    private readonly max = MAX_CHANGES,
  ) {}

  note({ cluster, namespace, name }: ServiceChange): void {
    this.add({ cluster, namespace, name });
  }

  /** The cluster as a whole changed: its connection, or what is known of it. */
  noteCluster(cluster: string): void {
    this.add(cluster);
  }

  /** Objects of that cluster: these are shown as a whole. */
  noteObjects(cluster: string): void {
    this.add({ objectsOf: cluster });
  }

  positionOf(sequence: number): string {
    return `${this.epoch}.${sequence}`;
  }

  /** The number that a position stands for; undefined where it isn't one of this process, or is too old. */
  resume(position: string | undefined): number | undefined {
    const [, epoch, digits] = /^(.+)\.(\d{1,15})$/.exec(position ?? '') ?? [];
    const sequence = Number(digits);
    return epoch === this.epoch && this.reaches(sequence) ? sequence : undefined;
  }

  /** Whether all that came after that number is still here. */
  reaches(sequence: number): boolean {
    return sequence <= this.sequence && sequence >= this.sequence - this.entries.length;
  }

  /** What came after that number, which it must reach. */
  since(sequence: number): Changed {
    const services = new Map<string, ServiceKey>();
    const objects = new Set<string>();
    const clusters = new Set<string>();
    for (const entry of this.entries.slice(this.entries.length - (this.sequence - sequence))) {
      if (typeof entry === 'string') clusters.add(entry);
      else if ('objectsOf' in entry) objects.add(entry.objectsOf);
      else services.set(keyOf(entry), entry);
    }
    return { services: [...services.values()], objects, clusters };
  }

  /** Trimmed in bulk, so that a long log costs nothing per change. */
  private add(entry: Entry): void {
    this.sequence += 1;
    this.entries.push(entry);
    if (this.entries.length > this.max * 2) this.entries = this.entries.slice(-this.max);
  }
}

/** A page that is further behind fetches itself instead. */
const MAX_CHANGES = 5_000;
